/** The table of an inventory as its records come in: the lines above the header, the header, the rows. */

import { type IssueCount, makeIssueLog } from '../../domain/issue-log';
import { excerpt, failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { SystemGroup } from '../../domain/sensors/inventory';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { InventoryStatement } from '../../domain/sensors/merge-inventory';
import type { DelimitedRecord, Delimiter, RecordSink } from '../delimited-records';
import type { TextEncodingName } from '../text-decoding';
import { readYesNo } from '../yes-no-words';
import type { ContentTools } from './inventory-cell-kinds';
import { makeInventoryBody, type TableMarks } from './inventory-csv-body';
import { HEADER_NAMES, type InventoryColumn, tellMeaning } from './inventory-csv-columns';
import { isNothing } from './inventory-csv-values';
import { findHeader, HEADER_LINES, type LayoutChoices, layOut, type TableLayout } from './inventory-layout';
import type { MatchSensor, Product } from './inventory-products';

export interface InventoryCsvOptions {
  readonly matchSensor: MatchSensor;
  /** For messages. */
  readonly sensorName?: (sensorId: string) => string;
  /** Folded names of vendors, to tell their column by. */
  readonly isVendor?: (name: string) => boolean;
  /** Groups of the estate so far: a group of the same name keeps its id and what the file does not say. */
  readonly existingGroups: readonly SystemGroup[];
  /** Ids of the events of a sensor that `matchSensor` gave. */
  readonly sensorEvents: (sensorId: string) => ReadonlySet<string>;
  /** Platforms that such a sensor is made for, to suggest where a row states one that ATT&CK does not know. */
  readonly sensorPlatforms?: (sensorId: string) => readonly string[];
  readonly newId: () => string;
  readonly onProgress?: (bytes: number) => void;
  readonly choices?: LayoutChoices & { readonly sensors?: Readonly<Record<string, string>> };
  /** How a table with these headers was read before; `null`: none was. */
  readonly recall?: (headers: readonly string[]) => readonly (InventoryMeaning | null)[] | null;
  /** Distinct deployments, groups and observations together; for tests. */
  readonly limit?: number;
}

/** The groups that the file names, what it says of deployments, and the sensors that nobody knows yet. */
export interface InventoryReading extends InventoryStatement {
  readonly columns: readonly InventoryColumn[];
  readonly missing: readonly InventoryMeaning[];
  readonly grouping: readonly InventoryMeaning[];
  readonly rowsAre: TableLayout['rowsAre'];
  /** Those with most rows first. */
  readonly products: readonly (Product & { readonly sensorId: string })[];
  readonly counts: {
    /** kept + rejected */
    readonly rows: number;
    readonly kept: number;
    readonly rejected: number;
    readonly blank: number;
    /** Lines with text above the header. */
    readonly title: number;
  };
  /** All issues by code; `Result.issues` lists only the first of each. */
  readonly issueCounts: readonly IssueCount[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly encoding: TextEncodingName;
  readonly delimiter: Delimiter;
  /** The line of the header. */
  readonly headerLine: number;
}

export interface RejectedRow {
  readonly row: number;
  /** The code of the issue that says why. */
  readonly code: string;
  readonly text: string;
}

const ENTRY_LIMIT = 200_000;
const REJECTED_LISTED = 1000;
/** Rows looked at before anything is decided, and characters of them. */
const ROWS_JUDGED = 200;
const CHARACTERS_JUDGED = 4_000_000;

export interface InventoryTable extends RecordSink {
  /** Set once reading must stop. */
  readonly stopped: Result<never> | null;
  finish(encoding: TextEncodingName): Result<InventoryReading>;
  readonly log: ReturnType<typeof makeIssueLog>;
}

export function makeContentTools({ matchSensor, isVendor }: InventoryCsvOptions): ContentTools {
  return {
    isProduct: (cell) => matchSensor(cell, null) !== null,
    isKnownProduct(name) {
      const match = matchSensor(name, null);
      return match !== null && match.how !== 'similar';
    },
    isVendor: isVendor ?? (() => false),
  };
}

export function makeInventoryTable(
  options: InventoryCsvOptions,
  tellMarks: () => TableMarks & { readonly delimiter: Delimiter },
): InventoryTable {
  const log = makeIssueLog();
  const limit = options.limit ?? ENTRY_LIMIT;
  /** Until it is decided how to read them. */
  let held: DelimitedRecord[] = [];
  let heldLength = 0;
  let above: readonly DelimitedRecord[] = [];
  const rejectedRows: RejectedRow[] = [];
  let layout: TableLayout | null = null;
  let body: ReturnType<typeof makeInventoryBody> | null = null;
  let stopped: Result<never> | null = null;
  let [blank, rows, kept] = [0, 0, 0];

  function record(next: DelimitedRecord): void {
    if (stopped !== null) return;
    if (layout !== null) {
      take(next);
      return;
    }
    held.push(next);
    heldLength += next.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (held.length >= HEADER_LINES + ROWS_JUDGED || heldLength > CHARACTERS_JUDGED) decide();
  }

  function decide(): void {
    const filled = held.filter((each) => !each.blank);
    const header = findHeader(filled);
    if (header === null) {
      stopped = noHeader(filled.filter(({ line }) => line <= HEADER_LINES));
      return;
    }
    above = filled.filter(({ line }) => line < header.line);
    const below = filled.filter(({ line }) => line > header.line).map(({ cells }) => cells);
    layout = layOut(
      header,
      below,
      makeContentTools(options),
      options.choices ?? {},
      options.recall?.(header.cells) ?? null,
    );
    body = layout.missing.length > 0 ? null : makeInventoryBody(layout, options, tellMarks(), log);
    const waiting = held;
    held = [];
    blank += waiting.filter((each) => each.blank && each.line < header.line).length;
    for (const each of waiting) if (stopped === null && each.line > header.line) take(each);
  }

  function take(next: DelimitedRecord): void {
    if (next.blank) {
      blank++;
      return;
    }
    rows++;
    const code = body === null ? 'no-product-column' : body.take(next);
    if (code === null) kept++;
    else if (rejectedRows.length < REJECTED_LISTED) {
      rejectedRows.push({ row: next.line, code, text: excerpt(next.cells.join(' | '), 200) });
    }
    if (body !== null && body.entries() > limit) stopped = tooMany(limit, next.line);
  }

  function line(text: string, start: number, end: number): boolean {
    if (body === null || stopped !== null || !body.takeLine(text, start, end)) return false;
    rows++;
    kept++;
    return true;
  }

  function finish(encoding: TextEncodingName): Result<InventoryReading> {
    if (layout === null && stopped === null) decide();
    if (stopped !== null) return stopped;
    if (layout === null) return noHeader([]);
    const { header, missing, grouping, rowsAre } = layout;
    reportAbove(header.line);
    const { columns, assembled, products } = body?.finish() ?? describeUnread(layout);
    const { groups, deployments, customSensors, rejectedLate } = assembled;
    const counts = {
      rows,
      kept: kept - rejectedLate,
      rejected: rows - kept + rejectedLate,
      blank,
      title: above.length,
    };
    return success(
      {
        groups,
        deployments,
        customSensors,
        columns,
        missing,
        grouping,
        rowsAre,
        products,
        counts,
        issueCounts: log.counts(),
        rejectedRows,
        encoding,
        delimiter: tellMarks().delimiter,
        headerLine: header.line,
      },
      log.list(),
    );
  }

  function reportAbove(headerLine: number): void {
    const [title] = above;
    if (title !== undefined) {
      const count = above.length === 1 ? 'One line' : `${above.length} lines`;
      const place = { kind: 'line', line: title.line } as const;
      const detail = { found: excerpt(title.cells.join(' ')), done: 'Not read.' };
      log.add(issue('note', 'lines-above-header', place, `${count} above the header are no rows.`, detail));
    }
    if (rows === 0) {
      const place = { kind: 'line', line: headerLine } as const;
      const message = 'There are no rows below the header.';
      log.add(issue('warning', 'no-rows', place, message, { done: 'Nothing to import.' }));
    }
  }

  /** Nothing can be made of the rows before somebody says which column names the sensors. */
  function describeUnread({ header, columns }: TableLayout) {
    const place = { kind: 'line', line: header.line } as const;
    const answers = columns.flatMap(({ header: name }, at) => {
      const cells = rejectedRows.map(({ text }) => text.split(' | ')[at] ?? '').filter((cell) => !isNothing(cell));
      return cells.length > 0 && cells.every((cell) => readYesNo(cell) !== null) ? [`"${excerpt(name)}"`] : [];
    });
    const message =
      answers.length < 2
        ? 'No column seems to name the sensors.'
        : `No column seems to name the sensors. ${answers.length} say yes or no (${excerpt(answers.join(', '), 200)}): if each is a product, put a row per product and group, or give the columns the names of the products.`;
    const detail = { found: excerpt(header.cells.map((cell) => cell.trim()).join(' | '), 200) };
    const done = 'Nothing can be imported before you choose the column.';
    log.add(issue('error', 'no-product-column', place, message, { ...detail, done }));
    const samples = columns.map((_, at) => {
      const cells = rejectedRows.map(({ text }) => text.split(' | ')[at]?.trim() ?? '');
      return [...new Set(cells.filter((cell) => cell !== ''))].slice(0, 3);
    });
    return {
      columns: columns.map(({ header: name, meaning, unit, how }, at) => {
        return { header: name, meaning, unit, how, samples: samples[at] ?? [] };
      }),
      products: [],
      assembled: { groups: [], deployments: [], customSensors: [], rejectedLate: 0 },
    };
  }

  return {
    record,
    line,
    finish,
    log,
    get stopped() {
      return stopped;
    },
  };
}

function noHeader(above: readonly DelimitedRecord[]): Result<never> {
  const known = (record: DelimitedRecord): number => record.cells.filter((cell) => tellMeaning(cell) !== null).length;
  const nearest = above.reduce<DelimitedRecord | undefined>(
    (best, record) => (best === undefined || known(record) > known(best) ? record : best),
    undefined,
  );
  const names = HEADER_NAMES.sensor
    .slice(0, 4)
    .map((name) => `"${name}"`)
    .join(', ');
  return failure(
    issue(
      'error',
      'no-header',
      nearest === undefined ? WHOLE_FILE : { kind: 'line', line: nearest.line },
      `None of the first ${HEADER_LINES} lines is the header of a table. An inventory needs a column for the sensor (${names} …).`,
      {
        found: excerpt(nearest?.cells.map((cell) => cell.trim()).join(' | ') ?? 'no text', 200),
        done: 'Nothing was read.',
      },
    ),
  );
}

function tooMany(limit: number, row: number): Result<never> {
  return failure(
    issue(
      'error',
      'too-many-deployments',
      { kind: 'row', row },
      `The file has more than ${limit.toLocaleString('en-GB')} different deployments and groups. If each row is a host, say which column names the host: hosts are counted, not kept.`,
      { done: 'Reading stopped here; nothing was written.' },
    ),
  );
}
