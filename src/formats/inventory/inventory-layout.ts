/** How a table is to be read: where its header is, what its columns mean, what its rows are. */
import { INVENTORY_MEANINGS, type InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { DelimitedRecord } from '../delimited-records';
import { type ContentTools, tellCellKinds } from './inventory-cell-kinds';
import { isInventoryHeader, mapHeader, tellMeaning } from './inventory-csv-columns';
import { type GuessedColumn, guessColumns } from './inventory-guess';
import { guessByHeader } from './inventory-header-words';
import { findProductColumns, isOfAnswers, type ProductColumn } from './inventory-matrix';

/** What the analyst decided; what is absent is guessed. */
export interface LayoutChoices {
  readonly meanings?: readonly (InventoryMeaning | null)[];
  readonly grouping?: readonly InventoryMeaning[];
}

export interface TableLayout {
  readonly header: DelimitedRecord;
  readonly columns: readonly GuessedColumn[];
  readonly missing: readonly InventoryMeaning[];
  /** By what rows are put together where no column names a group; empty where one does. */
  readonly grouping: readonly InventoryMeaning[];
  /** No column names a group: `grouping` makes them. */
  readonly isGrouped: boolean;
  readonly rowsAre: 'deployments' | 'hosts';
  /** Columns of a table of hosts that say something else for nearly every host, and nothing of a deployment. */
  readonly ofHosts: readonly number[];
  /** Columns whose header names a product and whose cells say whether or how far it is there. */
  readonly ofProducts: readonly ProductColumn[];
}

/** The header is looked for in the first lines; titles and dates may stand above it. */
export const HEADER_LINES = 20;

/**
 * The first row that names a sensor and a group; else the one that most looks like a header.
 * @param records those from the beginning that are not blank
 */
export function findHeader(records: readonly DelimitedRecord[]): DelimitedRecord | null {
  const candidates = records.filter(({ line, problem }) => line <= HEADER_LINES && problem !== 'unclosed-quote');
  const certain = candidates.find(({ cells }) => isInventoryHeader(cells));
  if (certain !== undefined) return certain;
  const widths = records.map(({ cells }) => countFilled(cells));
  const usual = median(widths.filter((width) => width > 1));
  let best: DelimitedRecord | null = null;
  let highest = 0;
  for (const record of candidates) {
    const score = rateHeader(record.cells, usual);
    if (score > highest) [best, highest] = [record, score];
  }
  return best;
}

function rateHeader(cells: readonly string[], usual: number): number {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length < 2 || filled.length < usual * 0.6) return 0;
  const isData = (cell: string) => /^[\d.,\s%€$£:/-]+$/.test(cell) || cell.length > 80;
  const texts = filled.filter((cell) => !isData(cell));
  if (texts.length < filled.length / 2) return 0;
  const known = filled.filter((cell) => tellMeaning(cell) !== null).length;
  const like = filled.filter((cell) => tellMeaning(cell) === null && guessByHeader(cell).length > 0).length;
  const repeated = texts.length - new Set(texts.map((cell) => cell.toLowerCase())).size;
  return 1 + 3 * known + like - 2 * (filled.length - texts.length) - repeated;
}

/**
 * @param rows the first rows below the header, to look at
 * @param remembered how a table with the same headers was read before
 */
export function layOut(
  header: DelimitedRecord,
  rows: readonly (readonly string[])[],
  tools: ContentTools,
  choices: LayoutChoices,
  remembered: readonly (InventoryMeaning | null)[] | null,
): TableLayout {
  const width = Math.max(header.cells.length, ...(choices.meanings === undefined ? [] : [choices.meanings.length]));
  const headers = Array.from({ length: width }, (_, at) => header.cells[at] ?? '');
  const { columns, ofProducts } =
    choices.meanings !== undefined
      ? findAmong(applyMeanings(headers, choices.meanings, 'chosen'), rows, tools)
      : remembered !== null
        ? findAmong(applyMeanings(headers, remembered, 'remembered'), rows, tools)
        : guessLayout(headers, rows, tools);
  const has = (meaning: InventoryMeaning) => columns.some((column) => column.meaning === meaning);
  const isGrouped = !has('group');
  const rowsAre = areHosts(columns, rows, isGrouped) ? 'hosts' : 'deployments';
  return {
    header,
    columns,
    missing: has('sensor') || ofProducts.length > 0 ? [] : ['sensor'],
    grouping: isGrouped ? chooseGrouping(columns, choices.grouping) : [],
    isGrouped,
    rowsAre,
    ofHosts: rowsAre === 'hosts' ? findColumnsOfHosts(columns, rows, tools) : [],
    ofProducts,
  };
}

type Columns = Pick<TableLayout, 'columns' | 'ofProducts'>;

/** Where a column of sensors holds names of sensors, no other one is a product. */
function guessLayout(headers: readonly string[], rows: readonly (readonly string[])[], tools: ContentTools): Columns {
  const columns = guessColumns(headers, rows, tools);
  const sensorAt = columns.findIndex(({ meaning }) => meaning === 'sensor');
  if (sensorAt >= 0 && !isOfAnswers(rows, sensorAt, tools)) return { columns, ofProducts: [] };
  const rowsAreHosts = columns.some(({ meaning }) => meaning === 'host');
  const ofProducts = findProductColumns(headers, rows, tools, () => true, rowsAreHosts);
  if (ofProducts.length === 0) {
    // Yes and no are the names of no sensor, whatever the header says.
    const plain = columns.map((column, at) => (at === sensorAt ? { ...column, meaning: null, how: null } : column));
    return { columns: plain, ofProducts };
  }
  const isProduct = new Set(ofProducts.map(({ at }) => at));
  const others = (cells: readonly string[]) => cells.map((cell, at) => (isProduct.has(at) ? '' : cell));
  const guessed = guessColumns(others(headers), rows.map(others), tools);
  return {
    columns: guessed.map((column, at) =>
      isProduct.has(at) ? { ...column, header: headers[at]?.trim() ?? '', meaning: null, how: 'product' } : column,
    ),
    ofProducts,
  };
}

/** Where somebody said what columns mean: those that mean nothing may be products. */
function findAmong(
  columns: readonly GuessedColumn[],
  rows: readonly (readonly string[])[],
  tools: ContentTools,
): Columns {
  if (columns.some(({ meaning }) => meaning === 'sensor')) return { columns, ofProducts: [] };
  const headers = columns.map(({ header }) => header);
  const rowsAreHosts = columns.some(({ meaning }) => meaning === 'host');
  const ofProducts = findProductColumns(headers, rows, tools, (at) => columns[at]?.meaning === null, rowsAreHosts);
  const isProduct = new Set(ofProducts.map(({ at }) => at));
  return {
    columns: columns.map((column, at) => (isProduct.has(at) ? { ...column, how: 'product' } : column)),
    ofProducts,
  };
}

function applyMeanings(
  headers: readonly string[],
  meanings: readonly (InventoryMeaning | null)[],
  how: 'chosen' | 'remembered',
): readonly GuessedColumn[] {
  const mapped = mapHeader(headers);
  const taken = new Set<InventoryMeaning>();
  return headers.map((header, at) => {
    const wanted = meanings[at] ?? null;
    const known = INVENTORY_MEANINGS.find((meaning) => meaning === wanted) ?? null;
    const repeats = known !== null && taken.has(known);
    if (known !== null) taken.add(known);
    const meaning = repeats ? null : known;
    return {
      header: header.trim(),
      unit: mapped[at]?.unit ?? '',
      meaning,
      how: meaning === null ? null : how,
      repeats,
    };
  });
}

/** A column of host names makes rows hosts, unless another one counts hosts; so do rows that repeat each other. */
function areHosts(
  columns: readonly GuessedColumn[],
  rows: readonly (readonly string[])[],
  isGrouped: boolean,
): boolean {
  const has = (meaning: InventoryMeaning) => columns.some((column) => column.meaning === meaning);
  if (has('hosts') || has('share') || has('part')) return false;
  if (has('host')) return true;
  if (!isGrouped || rows.length < 10) return false;
  const used = columns.flatMap(({ meaning }, at) => (meaning === null ? [] : [at]));
  const different = new Set(rows.map((cells) => JSON.stringify(used.map((at) => cells[at]?.trim() ?? ''))));
  return different.size < rows.length / 2;
}

/** Meanings that say where a host is or what it is. */
const GROUPING: readonly InventoryMeaning[] = ['site', 'platform'];

function chooseGrouping(
  columns: readonly GuessedColumn[],
  chosen: readonly InventoryMeaning[] | undefined,
): readonly InventoryMeaning[] {
  const has = (meaning: InventoryMeaning) => columns.some((column) => column.meaning === meaning);
  return (chosen ?? GROUPING).filter(has);
}

/** What a table of hosts may say of every host, and what a deployment has once. */
const SAID_OF_HOSTS: ReadonlySet<InventoryMeaning | null> = new Set<InventoryMeaning>([
  'owner',
  'since',
  'until',
  'notes',
  'groupNotes',
  'deployment',
  'cost',
  'criticality',
  'logDestination',
  'retentionDays',
  'standsOn',
  'events',
]);

function findColumnsOfHosts(
  columns: readonly GuessedColumn[],
  rows: readonly (readonly string[])[],
  tools: ContentTools,
): readonly number[] {
  return columns.flatMap(({ meaning }, at) => {
    if (!SAID_OF_HOSTS.has(meaning)) return [];
    if (meaning === 'deployment') return [at];
    const { distinct, filled } = tellCellKinds(
      rows.map((cells) => cells[at] ?? ''),
      tools,
    );
    return distinct > 3 && distinct > filled * 0.3 ? [at] : [];
  });
}

function countFilled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
