/** What the columns of a table of indicators are, by their header and by what is in them. */
import { excerpt } from '../../domain/result';
import { isNothing } from '../report-prose';
import { readRoleWord } from './column-words';
import { areSurelyIndicators, isSurelyIndicator } from './guess-indicator';
import type { IndicatorColumn, IndicatorColumnRole, SeenColumn } from './indicator-reader';
import { foldWord, readTyped, readTypeWord, type TypeReading } from './indicator-types';
import { readTime } from './said-values';

export interface ColumnGuess {
  /** The first row names the columns. */
  readonly hasHeader: boolean;
  /** Of the header, or made up: what a wizard calls them. */
  readonly names: readonly string[];
  readonly columns: readonly IndicatorColumn[];
}

const JUDGED_ROWS = 200;
const MOST_COLUMNS = 200;

interface Judged {
  readonly at: number;
  readonly header: string;
  readonly role: IndicatorColumnRole | null;
  readonly reading: TypeReading | null;
  /** Shares of the cells that are filled. */
  readonly filled: number;
  readonly values: number;
  /** Values of the type that the header names. */
  readonly typed: number;
  readonly typeWords: number;
  readonly links: number;
  readonly times: number;
  readonly numbers: number;
  readonly words: number;
  readonly cells: readonly string[];
}

/**
 * @param rows the first of the table, its header among them where it has one
 * @param isKnown it is a table of indicators: words above a column of values are its header, whatever they are
 */
export function guessIndicatorColumns(rows: readonly (readonly string[])[], isKnown = false): ColumnGuess {
  const hasHeader = isHeader(rows) || (isKnown && isUnknownHeader(rows));
  const header = hasHeader ? (rows[0] ?? []) : [];
  const below = (hasHeader ? rows.slice(1) : rows).slice(0, JUDGED_ROWS);
  const width = Math.min(MOST_COLUMNS, Math.max(header.length, ...below.map((row) => row.length), 0));
  const judged = Array.from({ length: width }, (_, at) => judge(at, header[at] ?? '', below));
  const type = findType(judged, hasHeader);
  const ends = findRange(judged);
  const values = ends === null ? findValues(judged, type, hasHeader, below) : [];
  const columns = judged.map((column): IndicatorColumn => {
    if (column === ends?.[0]) return { role: 'value', type: RANGE_START };
    if (column === ends?.[1]) return { role: 'left-out', type: RANGE_END };
    if (column === type) return { role: 'type', type: null };
    if (values.includes(column)) return { role: 'value', type: typeOfColumn(column, type) };
    const role = readRole(column, judged, type, values, hasHeader);
    const named = role === 'label' && foldWord(column.header) === 'toids' ? 'to_ids' : null;
    return { role, type: named };
  });
  const names = columns.map((_, at) => header[at]?.trim() || `Column ${at + 1}`);
  return { hasHeader, names, columns };
}

const SAMPLES = 3;
/** Characters of a sample. */
const LONGEST_SAMPLE = 120;

/**
 * For the analyst to correct.
 * @param rows those that were guessed by
 * @param columns as they are read, which may not be the guess
 */
export function describeColumns(
  { hasHeader, names }: ColumnGuess,
  rows: readonly (readonly string[])[],
  columns: readonly IndicatorColumn[],
): readonly SeenColumn[] {
  const below = hasHeader ? rows.slice(1) : rows;
  return names.map((header, at) => {
    const samples = new Set<string>();
    for (const row of below) {
      const cell = (row[at] ?? '').trim();
      if (cell !== '') samples.add(excerpt(cell, LONGEST_SAMPLE));
      if (samples.size === SAMPLES) break;
    }
    return { header, column: columns[at] ?? { role: 'left-out', type: null }, samples: [...samples] };
  });
}

/** Half of its cells name columns. */
export function isTableHeader(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    cells.filter((cell) => readRoleWord(cell) !== null || readTypeWord(cell) !== null).length >= cells.length * 0.5
  );
}

/** No value in it, and words that name columns. */
function isHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = []] = rows;
  const cells = first.map((cell) => cell.replace(/^\uFEFF/, '').trim()).filter((cell) => cell !== '');
  if (
    cells.length === 0 ||
    cells.some((cell) => isSurelyIndicator(cell) || readTime(cell) !== null || /^\w+:\/\//.test(cell))
  )
    return false;
  const named = cells.filter((cell) => readRoleWord(cell) !== null || readTypeWord(cell) !== null).length;
  if (named === 0) return false;
  // `Host,evil.example` names a type as well, in every row.
  return (
    named >= cells.length * 0.5 ||
    rows.length === 1 ||
    !rows.slice(1, 20).every((row) => readTypeWord(row[0] ?? '') !== null)
  );
}

const LABEL = /^\p{L}[\p{L}\p{N} _./-]{0,40}$/u;
const FEWEST_BELOW = 2;

/** Words, and values below one of them: `A;B;C`, `Adresse;Wer`. */
function isUnknownHeader([first = [], ...below]: readonly (readonly string[])[]): boolean {
  const rows = below.slice(0, JUDGED_ROWS);
  if (rows.length < FEWEST_BELOW || !first.every((cell) => LABEL.test(cell.trim()) && !isSurelyIndicator(cell)))
    return false;
  return first.some((_, at) => {
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => !isNothing(cell));
    return cells.length >= FEWEST_BELOW && cells.filter(areSurelyIndicators).length >= cells.length * 0.9;
  });
}

function judge(at: number, header: string, rows: readonly (readonly string[])[]): Judged {
  const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => !isNothing(cell));
  const bare = header.replace(/^\uFEFF/, '').trim();
  const reading = readTypeWord(bare);
  const share = (fits: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter((cell) => fits(cell.slice(0, 2000))).length / cells.length;
  return {
    at,
    header: bare,
    role: bare === '' ? null : readRoleWord(bare),
    reading,
    filled: rows.length === 0 ? 0 : cells.length / rows.length,
    values: share(areSurelyIndicators),
    typed: reading === null || reading === 'none' ? 0 : share((cell) => readTyped(reading, '', cell).length > 0),
    typeWords: share((cell) => readTypeWord(cell) !== null),
    links: share((cell) => /^(?:https?|hxxps?|ftp):\/\//i.test(cell)),
    times: share((cell) => readTime(cell) !== null),
    numbers: share((cell) => /^-?\d{1,12}(?:[.,]\d+)?%?$/.test(cell)),
    words: share((cell) => /\s/.test(cell)),
    cells,
  };
}

function findType(judged: readonly Judged[], hasHeader: boolean): Judged | null {
  const named = judged.find(({ role, typeWords }) => role === 'type' && typeWords >= 0.5);
  if (named !== undefined) return named;
  // Headed "Indicator", and it names the type of what stands beside it.
  const other = judged.find(
    ({ typeWords, values, cells, role }) =>
      typeWords >= (hasHeader ? 0.6 : 0.8) &&
      values < 0.2 &&
      cells.length > 0 &&
      (role === null || role === 'type' || role === 'label' || role === 'comment'),
  );
  return other !== undefined && judged.length > 1 ? other : null;
}

const SUPPORT = 0.3;

function findValues(
  judged: readonly Judged[],
  type: Judged | null,
  hasHeader: boolean,
  rows: readonly (readonly string[])[],
): readonly Judged[] {
  const others = judged.filter((column) => column !== type && column.cells.length > 0);
  if (type !== null) return findTypedValues(others, type, rows);
  const named = others.filter(({ reading, role, values, typed }) => {
    if (reading === null || reading === 'none' || (role === 'reference' && values < 1)) return false;
    if (reading === 'any') return values >= SUPPORT;
    return typed >= 0.5 || (typed >= SUPPORT && values >= SUPPORT);
  });
  // What names a network of an address, or its number, says where it is.
  const own = named.filter(({ reading }) => reading !== 'as-number' && reading !== 'vulnerability');
  if (own.length > 0) return own;
  if (named.length > 0) return named;
  const looking = others.filter(
    ({ values, role }) => values >= 0.5 && (!hasHeader || role === null || role === 'comment'),
  );
  const plain = looking.filter(({ links }) => links < 0.8);
  return plain.length > 0 ? plain : looking.length > 0 ? looking : others.filter(({ values }) => values >= 0.5);
}

/** One column, whose cells are of the types that stand beside them. */
function findTypedValues(
  others: readonly Judged[],
  type: Judged,
  rows: readonly (readonly string[])[],
): readonly Judged[] {
  let best: Judged | null = null;
  let most = 0;
  for (const column of others) {
    let fitting = 0;
    let asked = 0;
    for (const row of rows) {
      const word = (row[type.at] ?? '').trim();
      const cell = (row[column.at] ?? '').trim();
      const reading = readTypeWord(word);
      if (reading === 'none' || (cell === '' && word === '')) continue;
      asked++;
      if (cell !== '' && (readTyped(reading ?? 'any', word, cell).length > 0 || areSurelyIndicators(cell))) fitting++;
    }
    const isNamed = column.reading !== null && column.reading !== 'none';
    const isElsewhere = column.role !== null && column.role !== 'comment' && column.role !== 'label' && !isNamed;
    const score = asked === 0 ? 0 : fitting / asked + (isNamed ? 0.5 : 0) - (isElsewhere ? 0.6 : 0);
    if (score > most + 0.01) {
      most = score;
      best = column;
    }
  }
  const [only] = others;
  // Beside the types there is nothing else.
  if (others.length === 1 && only !== undefined) return [only];
  return best !== null && most >= SUPPORT ? [best] : [];
}

/** Of a range in two columns: its first address, and its last. */
export const [RANGE_START, RANGE_END] = ['range-start', 'range-end'];
const STARTS = /^(?:start|startip|startaddress|rangestart|from|fromip|firstip|ipfrom|ipstart|begin)$/;
const ENDS = /^(?:end|endip|endaddress|rangeend|to|toip|lastip|ipto|ipend)$/;

function findRange(judged: readonly Judged[]): readonly [Judged, Judged] | null {
  const holdsAddresses = ({ cells }: Judged) =>
    cells.length > 0 && cells.every((cell) => readTyped('ipv4', '', cell).some(({ type }) => /^ipv[46]$/.test(type)));
  const start = judged.find((column) => STARTS.test(foldWord(column.header)) && holdsAddresses(column));
  const end = judged.find((column) => ENDS.test(foldWord(column.header)) && holdsAddresses(column));
  return start === undefined || end === undefined ? null : [start, end];
}

function typeOfColumn({ reading }: Judged, type: Judged | null): string | null {
  return type !== null || reading === null || reading === 'any' || reading === 'none' ? null : reading;
}

function readRole(
  column: Judged,
  judged: readonly Judged[],
  type: Judged | null,
  values: readonly Judged[],
  hasHeader: boolean,
): IndicatorColumnRole {
  const { role, header, links, times, numbers, words, cells, at } = column;
  if (role === 'said-by' && links >= 0.5) return 'reference';
  if (role === 'type') return 'label';
  if (role === 'confidence' && numbers < 0.5 && !cells.some((cell) => /^(?:low|medium|med|high)$/i.test(cell)))
    return 'label';
  if (role !== null) return role;
  if (header !== '' || cells.length === 0) return links >= 0.8 ? 'reference' : 'left-out';
  if (hasHeader) return 'left-out';
  if (times >= 0.8) return judged.some((other) => other.at < at && other.times >= 0.8) ? 'last-seen' : 'first-seen';
  if (links >= 0.5) return 'reference';
  if (cells.every((cell) => cell.startsWith('#'))) return 'label';
  if (numbers >= 0.8) return isScore(column, judged, values) ? 'confidence' : 'left-out';
  // Who said so stands before what is said.
  return type !== null && at < type.at && at > 0 && words === 0 ? 'said-by' : 'comment';
}

/** `value;description;score`: behind everything else, of a hundred. */
function isScore({ at, cells }: Judged, judged: readonly Judged[], values: readonly Judged[]): boolean {
  const numbers = cells.map(Number);
  return (
    at === judged.length - 1 &&
    values.every((value) => value.at < at) &&
    numbers.every((each) => each >= 0 && each <= 100) &&
    Math.max(...numbers) >= 30
  );
}
