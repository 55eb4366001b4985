/** The table of an inventory as its records come in: the lines above the header, the header, the rows. */
import { excerpt, failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import type { SystemGroup } from '../domain/sensors/inventory';
import type { InventoryStatement } from '../domain/sensors/merge-inventory';
import type { DelimitedRecord, Delimiter } from './delimited-records';
import { makeInventoryBody } from './inventory-csv-body';
import { HEADER_NAMES, type InventoryColumn, isInventoryHeader, tellMeaning } from './inventory-csv-columns';
import { type IssueCount, makeIssueLog } from './inventory-csv-issues';
import type { TextEncodingName } from './text-decoding';

export interface InventoryCsvOptions {
  readonly matchSensor: (name: string, vendor: string | null) => { readonly sensorId: string } | null;
  /** Groups of the estate so far: a group of the same name keeps its id and what the file does not say. */
  readonly existingGroups: readonly SystemGroup[];
  /** Ids of the events of a sensor that `matchSensor` gave. */
  readonly sensorEvents: (sensorId: string) => ReadonlySet<string>;
  readonly newId: () => string;
  readonly onProgress?: (bytes: number) => void;
  /** Distinct deployments, groups and observations together; for tests. */
  readonly limit?: number;
}

/** The groups that the file names, what it says of deployments, and the sensors that nobody knows yet. */
export interface InventoryReading extends InventoryStatement {
  readonly columns: readonly InventoryColumn[];
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

/** The header is looked for in the first lines; titles and dates may stand above it. */
export const HEADER_LINES = 20;
const ENTRY_LIMIT = 200_000;
const REJECTED_LISTED = 1000;

export function makeInventoryTable(options: InventoryCsvOptions, tellDelimiter: () => Delimiter) {
  const log = makeIssueLog();
  const limit = options.limit ?? ENTRY_LIMIT;
  const above: DelimitedRecord[] = [];
  const rejectedRows: RejectedRow[] = [];
  let body: ReturnType<typeof makeInventoryBody> | null = null;
  let [blank, rows, kept] = [0, 0, 0];

  function take(records: readonly DelimitedRecord[]): Result<never> | null {
    for (const record of records) {
      if (record.blank) {
        blank++;
      } else if (body !== null) {
        rows++;
        const code = body.take(record);
        if (code === null) kept++;
        else if (rejectedRows.length < REJECTED_LISTED) {
          rejectedRows.push({ row: record.line, code, text: excerpt(record.cells.join(' | '), 200) });
        }
        if (body.entries() > limit) return tooMany(limit, record.line);
      } else if (record.problem !== 'unclosed-quote' && isInventoryHeader(record.cells)) {
        body = makeInventoryBody(record, options, tellDelimiter(), log);
      } else {
        above.push(record);
        if (record.line >= HEADER_LINES) return noHeader(above);
      }
    }
    return null;
  }

  function finish(encoding: TextEncodingName): Result<InventoryReading> {
    if (body === null) return noHeader(above);
    const [title] = above;
    if (title !== undefined) {
      log.add(
        issue(
          'note',
          'lines-above-header',
          { kind: 'line', line: title.line },
          `${above.length === 1 ? 'One line' : `${above.length} lines`} above the header are no rows.`,
          {
            found: excerpt(title.cells.join(' ')),
            done: 'Not read.',
          },
        ),
      );
    }
    if (rows === 0) {
      log.add(
        issue('warning', 'no-rows', { kind: 'line', line: body.headerLine }, 'There are no rows below the header.', {
          done: 'Nothing to import.',
        }),
      );
    }
    const { columns, assembled, headerLine } = body.finish();
    const { groups, deployments, customSensors, rejectedLate } = assembled;
    const counts = {
      rows,
      kept: kept - rejectedLate,
      rejected: rows - kept + rejectedLate,
      blank,
      title: above.length,
    };
    const issueCounts = log.counts();
    const delimiter = tellDelimiter();
    const reading = {
      groups,
      deployments,
      customSensors,
      columns,
      counts,
      issueCounts,
      rejectedRows,
      encoding,
      delimiter,
      headerLine,
    };
    return success(reading, log.list());
  }

  return { take, finish, log };
}

function noHeader(above: readonly DelimitedRecord[]): Result<never> {
  const known = (record: DelimitedRecord): number => record.cells.filter((cell) => tellMeaning(cell) !== null).length;
  const nearest = above.reduce<DelimitedRecord | undefined>(
    (best, record) => (best === undefined || known(record) > known(best) ? record : best),
    undefined,
  );
  const needed = (['sensor', 'group'] as const)
    .map((meaning) =>
      HEADER_NAMES[meaning]
        .slice(0, 4)
        .map((name) => `"${name}"`)
        .join(', '),
    )
    .map((list, at) => `${at === 0 ? 'one for the sensor' : 'one for the system group'} (${list} …)`);
  return failure(
    issue(
      'error',
      'no-header',
      nearest === undefined ? WHOLE_FILE : { kind: 'line', line: nearest.line },
      `None of the first ${HEADER_LINES} lines is the header of an inventory. It needs two columns: ${needed.join(' and ')}.`,
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
      `The file has more than ${limit.toLocaleString('en-GB')} different deployments and groups. An inventory has one row per sensor and system group, not per host.`,
      { done: 'Reading stopped here; nothing was written.' },
    ),
  );
}
