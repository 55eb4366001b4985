/** The rows below the header of an inventory: which are read, which are left out, and which columns are used. */

import { type IssueLog, keyOfIssue } from '../../domain/issue-log';
import { excerpt, type Issue, issue, WHOLE_FILE } from '../../domain/result';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { DelimitedRecord } from '../delimited-records';
import { isTotalWord } from '../yes-no-words';
import { makeAssembly } from './inventory-csv-assembly';
import type { RowCells } from './inventory-csv-cells';
import { type InventoryColumn, tellMeaning } from './inventory-csv-columns';
import { readPlatforms } from './inventory-csv-groups';
import { type InventoryRow, makeRowReader } from './inventory-csv-rows';
import type { InventoryCsvOptions } from './inventory-csv-table';
import { type DecimalMark, isNothing } from './inventory-csv-values';
import { cutVersions, type HostSlot, makeHostTally } from './inventory-hosts';
import type { TableLayout } from './inventory-layout';
import { describeMatrix, makeMatrixReader } from './inventory-matrix-row';
import { makeProducts, type Product } from './inventory-products';
import { makeHashTable, makeRowHasher } from './inventory-row-shapes';

export interface TableMarks {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
}

/** What became of rows that say the same: the next one need not be read. */
interface Shape {
  readonly products: readonly Product[];
  readonly slot: HostSlot | null;
  readonly periodAssumed: boolean;
  /** What such a row is told about; `null`: not known before it comes a second time. */
  issueKeys: readonly string[] | null;
}

/** What stands between several versions in a cell. */
const CUTS_VERSIONS = /[;,|/\n+&]/g;
/** Cells shown of each column. */
const SAMPLES = 3;
/** More different rows are read one by one. */
const SHAPES_KEPT = 200_000;

export function makeInventoryBody(layout: TableLayout, options: InventoryCsvOptions, marks: TableMarks, log: IssueLog) {
  const { columns, header, rowsAre, ofHosts } = layout;
  const isHosts = rowsAre === 'hosts';
  const isMatrix = layout.ofProducts.length > 0;
  const width = columns.length;
  const samples = columns.map(() => new Set<string>());
  const read = columns.map((column, at) =>
    ofHosts.includes(at) || column.meaning === 'host' ? { ...column, meaning: null } : column,
  );
  const readRow = makeRowReader(read, marks.decimal, {
    group: layout.isGrouped ? makeGrouping(layout.grouping) : null,
    mayLackSensor: isHosts || isMatrix,
  });
  const inProducts = new Set(layout.ofProducts.map(({ at }) => at));
  const used = read.flatMap(({ meaning }, at) => (meaning === null && !inProducts.has(at) ? [] : [at]));
  const hostAt = isHosts ? columns.findIndex(({ meaning }) => meaning === 'host') : -1;
  const hasher = makeRowHasher(width, used, hostAt, marks.delimiter);
  const shapeNumbers = makeHashTable();
  const shapes: Shape[] = [];
  /** Of the row that is being read. */
  let issueKeys: string[] = [];
  const rowLog: IssueLog = {
    ...log,
    add(found) {
      issueKeys.push(keyOfIssue(found));
      log.add(found);
    },
  };
  const named = (meaning: InventoryMeaning) => columns.find((column) => column.meaning === meaning);
  const nameColumns = new Set(
    columns.flatMap(({ meaning }, at) =>
      meaning === 'sensor' || meaning === 'group' || meaning === 'host' ? [at] : [],
    ),
  );
  const assembly = makeAssembly(
    {
      ...options,
      isGrouped: layout.isGrouped && !isHosts,
      shareColumn: { header: named('share')?.header ?? '', saysPercent: named('share')?.unit === '%' },
      dateColumns: { since: named('since')?.header ?? '', until: named('until')?.header ?? '' },
    },
    rowLog,
  );
  const tally = makeHostTally(log);
  const products = makeProducts({ matchSensor: options.matchSensor, chosen: options.choices?.sensors ?? {} });
  const readMatrix = makeMatrixReader(layout, marks.decimal, {
    isProduct: (cell) => options.matchSensor(cell, null) !== null,
    take: (name) => products.take({ name, vendor: null }),
  });
  const similar = new Set<Product>();
  /** Cells that are told about: each once. */
  const severalNames = new Set<readonly Product[]>();
  let periodsAssumed = 0;

  function reject(record: DelimitedRecord, code: string, message: string): string {
    const detail = { found: excerpt(record.cells.join(marks.delimiter)), done: 'Row left out.' };
    log.add(issue('error', code, { kind: 'row', row: record.line }, message, detail));
    return code;
  }

  /** Counts a row that says what an earlier one said; `false`: it must be read. */
  function count(): boolean {
    const { key1, key2 } = hasher.hashes;
    const shape = shapes[shapeNumbers.get(key1, key2)];
    if (shape === undefined || shape.issueKeys === null) return false;
    for (const key of shape.issueKeys) if (!log.addUnlisted(key)) return false;
    for (const product of shape.products) product.rows++;
    if (shape.periodAssumed) periodsAssumed++;
    if (shape.slot !== null) tally.count(shape.slot, hasher.hashes);
    return true;
  }

  /** The code of the reason why the row was left out; `null` when it was kept. */
  function take(record: DelimitedRecord): string | null {
    const { line, cells, problem } = record;
    if (problem === 'unclosed-quote')
      return reject(record, 'unclosed-quote', 'A quote that opens in this line is not closed.');
    if (problem === 'too-long') return reject(record, 'too-long', 'The row has more than a million characters.');
    if (cells.length > width && cells.slice(width).some((cell) => !isNothing(cell))) {
      const message = `The row has ${cells.length} fields, the header has ${width} columns.`;
      return reject(record, 'too-many-fields', message);
    }
    const total = findTotal(cells);
    if (total !== null) {
      const message = `"${excerpt(total)}" adds up other rows.`;
      const detail = { found: excerpt(cells.join(marks.delimiter)), done: 'Row left out.' };
      log.add(issue('note', 'total-row', { kind: 'row', row: line }, message, detail));
      return 'total-row';
    }
    if (isHeaderAgain(cells)) {
      const detail = { found: excerpt(cells.join(marks.delimiter)), done: 'Row left out.' };
      log.add(issue('note', 'header-again', { kind: 'row', row: line }, 'The header stands here again.', detail));
      return 'header-again';
    }
    hasher.cells(cells);
    const isPlain = cells.length >= width && problem === null;
    if (isPlain && count()) return null;
    issueKeys = [];
    if (cells.length < width) {
      const message = `The row has ${cells.length} fields, the header has ${width} columns.`;
      const done = 'The rest was taken as empty.';
      rowLog.add(issue('note', 'too-few-fields', { kind: 'row', row: line }, message, { done }));
    }
    if (problem === 'stray-quote') {
      const message = 'A quote within a quoted cell is not doubled.';
      const detail = { found: excerpt(cells.join(marks.delimiter)), done: 'Kept as text.' };
      rowLog.add(issue('warning', 'stray-quote', { kind: 'row', row: line }, message, detail));
    }
    noteSamples(cells);
    const { row, issues, periodAssumed } = readRow(line, cells);
    for (const found of issues) rowLog.add(row === null ? found : suggestPlatform(found, row));
    if (periodAssumed) periodsAssumed++;
    if (row === null) return issues.find(({ severity }) => severity === 'error')?.code ?? 'row-left-out';
    keep(row, cells, periodAssumed, isPlain);
    return null;
  }

  /** A row that names a sum where others name a sensor, a group or a host. */
  function findTotal(cells: readonly string[]): string | null {
    const found = cells.find((cell, at) => nameColumns.has(at) && isTotalWord(cell));
    const first = cells.find((cell) => cell.trim() !== '');
    return found ?? (first !== undefined && isTotalWord(first) ? first : null);
  }

  /** Sheets printed in pages, and files put together, repeat it. */
  function isHeaderAgain(cells: readonly string[]): boolean {
    if (cells[0]?.trim() !== header.cells[0]?.trim()) return false;
    const stated = header.cells.filter((cell) => cell.trim() !== '').length;
    return stated > 1 && header.cells.every((cell, at) => cell.trim() === (cells[at] ?? '').trim());
  }

  /** "Cloud" on a row of Entra ID: what its sensors are made for is likely meant. */
  function suggestPlatform(found: Issue, { sensor }: InventoryRow): Issue {
    if (found.code !== 'unknown-platform' || sensor === null) return found;
    const ids = products.take(sensor).flatMap(({ match }) => match?.sensorId ?? []);
    const platforms = [...new Set(ids.flatMap((id) => options.sensorPlatforms?.(id) ?? []))];
    if (platforms.length === 0) return found;
    const name = ids.map((id) => options.sensorName?.(id) ?? id).join(', ');
    return {
      ...found,
      done: `${found.done ?? ''} ${name} is made for ${platforms.join(', ')}: choose that if it is meant.`,
    };
  }

  function keep(row: InventoryRow, cells: readonly string[], periodAssumed: boolean, isPlain: boolean): void {
    const { key1, key2 } = hasher.hashes;
    const number = shapeNumbers.get(key1, key2);
    const earlier = isPlain ? shapes[number] : undefined;
    const matrix = isMatrix ? readMatrix(row, cells) : null;
    for (const each of matrix?.issues ?? []) rowLog.add(each);
    // Of a host, what is there counts; what is planned for it does not.
    const stated = (matrix?.cells ?? []).filter((cell) => !isHosts || cell.row.status === row.status);
    const found =
      matrix === null
        ? (earlier?.products ?? (row.sensor === null ? [] : products.take(row.sensor)))
        : stated.map(({ product }) => product);
    for (const product of found) {
      product.rows++;
      if (product.match?.how === 'similar') reportSimilar(product, row.row);
    }
    const distinct = matrix === null ? takeOnePerSensor(found, row.row) : found;
    let slot = earlier?.slot ?? null;
    if (isHosts) {
      const isNew = slot === null;
      const versions = stated.map(({ row: { version } }) => version.replace(CUTS_VERSIONS, ' '));
      slot ??= tally.open(matrix === null ? row : { ...row, version: versions.join(';') }, distinct);
      tally.count(slot, hasher.hashes);
      // One that cannot be found again is closed at once.
      if (isNew && (!isPlain || shapes.length >= SHAPES_KEPT)) tally.close(slot);
    } else if (matrix === null || stated.length === 0) {
      addToAssembly(row, distinct);
    } else {
      for (const { product, row: own } of stated) assembly.add(own, product);
    }
    if (!isPlain) return;
    if (earlier !== undefined) {
      earlier.issueKeys = issueKeys;
    } else if (shapes.length < SHAPES_KEPT) {
      shapeNumbers.set(key1, key2, shapes.length);
      // A row of hosts is told about the same each time; of deployments, the second one repeats the first.
      shapes.push({ products: found, slot, periodAssumed, issueKeys: isHosts ? issueKeys : null });
    }
  }

  /** "Zeek/Corelight": a row is never a second deployment beside itself. */
  function takeOnePerSensor(found: readonly Product[], row: number): readonly Product[] {
    const distinct = onePerSensor(found);
    if (distinct.length === found.length || severalNames.has(found)) return distinct;
    severalNames.add(found);
    const names = found.map(({ name }) => `"${excerpt(name)}"`);
    const message = `The row calls a sensor by several names: ${excerpt(names.join(', '), 200)}.`;
    const done = distinct.length === 1 ? 'Read as one sensor.' : `Read as ${distinct.length} sensors.`;
    log.add(issue('note', 'names-of-one-sensor', { kind: 'row', row }, message, { done }));
    return distinct;
  }

  function addToAssembly(row: InventoryRow, found: readonly Product[]): void {
    if (found.length === 0) assembly.add(row, null);
    const versions = cutVersions(row.version, found.length);
    found.forEach((product, at) => {
      assembly.add({ ...row, version: versions[at] ?? '' }, product);
    });
  }

  function reportSimilar(product: Product, row: number): void {
    if (similar.has(product) || product.match === null) return;
    similar.add(product);
    const name = options.sensorName?.(product.match.sensorId) ?? product.match.sensorId;
    const message = `No sensor is called "${excerpt(product.name)}"; ${name} is alike (${Math.round(product.match.score * 100)} %).`;
    log.add(issue('note', 'similar-sensor', { kind: 'row', row }, message, { done: `Taken for ${name}.` }));
  }

  function noteSamples(cells: readonly string[]): void {
    samples.forEach((sample, at) => {
      const cell = cells[at]?.trim() ?? '';
      if (sample.size < SAMPLES && cell !== '') sample.add(excerpt(cell, 60));
    });
  }

  function finish() {
    for (const shape of shapes) if (shape.slot !== null) tally.close(shape.slot);
    if (isHosts) tally.finish((row, product) => assembly.add(row, product));
    reportColumns(layout, samples, log);
    if (periodsAssumed > 0) {
      const message = `${periodsAssumed} costs do not say how often they are paid.`;
      log.add(issue('note', 'cost-per-year', WHOLE_FILE, message, { done: 'Read as costs per year.' }));
    }
    const assembled = assembly.finish();
    if (isMatrix) log.add(describeMatrix(layout));
    if (layout.isGrouped) log.add(describeGrouping(layout, assembled.groups.length));
    return {
      columns: columns.map(
        ({ header: name, meaning, unit, how }, at): InventoryColumn => ({
          header: name,
          meaning,
          unit,
          how,
          samples: [...(samples[at] ?? [])],
        }),
      ),
      products: products
        .list()
        .map((product) => ({ ...product, sensorId: assembly.findSensor(product, header.line) }))
        .sort((a, b) => b.rows - a.rows),
      assembled,
    };
  }

  return {
    take,
    /** A line that is not cut; `false` when it must be. */
    takeLine: (text: string, start: number, end: number): boolean => hasher.line(text, start, end) && count(),
    finish,
    entries: () => assembly.entries() + tally.entries(),
  };
}

/** The first name of each sensor. */
function onePerSensor(found: readonly Product[]): readonly Product[] {
  if (found.length < 2) return found;
  const taken = new Set<string>();
  return found.filter((product) => {
    const id = product.match?.sensorId;
    if (id === undefined) return true;
    const isFirst = !taken.has(id);
    taken.add(id);
    return isFirst;
  });
}

/** Names a group by what its rows have in common: "Porto, Windows". */
function makeGrouping(grouping: readonly InventoryMeaning[]): (cells: RowCells) => string {
  return (cells) => {
    const parts = grouping.map((meaning) => {
      const cell = cells.text(meaning);
      if (isNothing(cell)) return '';
      return meaning === 'platform' ? readPlatforms(cell).platforms.join(' + ') : excerpt(cell, 120);
    });
    const name = parts.filter((part) => part !== '').join(', ');
    return name === '' ? (grouping.length === 0 ? 'All hosts' : 'Other hosts') : name;
  };
}

function describeGrouping({ grouping, rowsAre }: TableLayout, groups: number): Issue {
  const by = grouping.length === 0 ? 'all rows are one group' : `rows are put together by ${grouping.join(' and ')}`;
  const message = `No column names a system group: ${by}. ${groups === 1 ? 'One group' : `${groups} groups`} came of it.`;
  const done =
    rowsAre === 'hosts'
      ? 'Its hosts were counted.'
      : 'A group has as many hosts as the row with the most says. The hosts of the others are shares of it, and a share that a row states is of its own hosts.';
  return issue('note', 'groups-derived', WHOLE_FILE, message, { done });
}

function reportColumns(layout: TableLayout, samples: readonly ReadonlySet<string>[], log: IssueLog): void {
  layout.columns.forEach(({ header: name, meaning, repeats, how }, at) => {
    const place = { kind: 'row', row: layout.header.line, column: name === '' ? `${at + 1}` : name } as const;
    if (how === 'product') return;
    if (layout.ofHosts.includes(at)) {
      const message = `The column "${excerpt(name)}" says something else of nearly every host; a deployment has one.`;
      log.add(issue('note', 'column-of-hosts', place, message, { done: 'Not used.' }));
    } else if (repeats) {
      const message = `An earlier column has the same meaning as "${excerpt(name)}".`;
      log.add(issue('warning', 'column-repeated', place, message, { done: 'This one is not used.' }));
    } else if (meaning === null && (name !== '' || samples[at]?.size !== 0)) {
      const unknown = `Nothing is known to be meant by the column "${excerpt(name)}".`;
      const [sample] = samples[at] ?? [];
      const detail = sample === undefined ? { done: 'Not used.' } : { found: sample, done: 'Not used.' };
      log.add(
        issue('note', 'column-not-used', place, name === '' ? `Column ${at + 1} has no header.` : unknown, detail),
      );
    } else if (how === 'content' || (how === 'header' && tellMeaning(name) !== meaning && meaning !== 'retention')) {
      const message = `The column "${excerpt(name)}" is taken for: ${meaning}.`;
      const done = how === 'content' ? 'Guessed by its cells.' : 'Guessed by its header.';
      log.add(issue('note', 'column-guessed', place, message, { done }));
    } else if (meaning === 'retention' && tellMeaning(name) === 'retentionDays') {
      const message = `The column "${excerpt(name)}" stands beside data quality ratings.`;
      const done = 'Read as a rating from 0 to 5, not as days.';
      log.add(issue('note', 'retention-rating', place, message, { done }));
    }
  });
}
