/** Rows of a table of indicators to statements: a row may hold several values, and says the same of each. */
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { excerpt, issue, type Place } from '../../domain/result';
import { isNothing } from '../report-prose';
import { areSurelyIndicators, guessIndicator, isSurelyIndicator, splitCell } from './guess-indicator';
import type { IndicatorColumn, IndicatorContext } from './indicator-reader';
import { foldWord, readTyped, readTypeWord, type TypeReading } from './indicator-types';
import { findTechniqueIds, readConfidence, readLabels, readMarking, readReferences, readTime } from './said-values';
import type { StatementTaker } from './statement-taker';
import { RANGE_END, RANGE_START } from './table-columns';

export interface RowReader {
  /** @param label of the place: `line 7`, `Sheet1, row 7` */
  row(cells: readonly string[], label: string, place: Place): void;
  end(): void;
  /** A row may say what the whole table is about. */
  readonly title: string;
}

/** Types of rows that speak of the table and hold no value. */
const ABOUT = /^(?:description|title|note|notes|text|comment|reference|link|report)$/;
const LONGEST_COMMENT = 500;

export function makeRowReader(
  columns: readonly IndicatorColumn[],
  taker: StatementTaker,
  context: IndicatorContext,
): RowReader {
  const valuesAt = columns.flatMap(({ role }, at) => (role === 'value' ? [at] : []));
  const endAt = columns.findIndex(({ type }) => type === RANGE_END);
  const typeAt = columns.findIndex(({ role }) => role === 'type');
  const readers = makeCellReaders();
  let title = '';
  let empty = 0;
  let firstEmpty = '';

  function row(cells: readonly string[], label: string, place: Place): void {
    const word = typeAt < 0 ? '' : (cells[typeAt] ?? '').trim();
    const reading = word === '' ? null : readTypeWord(word);
    if (reading === 'none' && ABOUT.test(foldWord(word))) {
      const told = cells.filter((cell, at) => at !== typeAt && !/^\s*(?:https?:\/\/|$)/.test(cell))[0]?.trim() ?? '';
      title ||= told.slice(0, 300);
      return;
    }
    const before = taker.items;
    let said: Partial<IndicatorStatement> | null = null;
    const sayOnce = () => (said ??= readSaid(cells, columns, readers));
    for (const at of valuesAt.length === 0 ? cells.keys() : valuesAt) {
      const first = (cells[at] ?? '').trim();
      const last = columns[at]?.type === RANGE_START ? (cells[endAt] ?? '').trim() : '';
      const cell = last === '' || last === first ? first : `${first}-${last}`;
      if (isNothing(cell)) continue;
      // No column is known to hold values: those that surely are some are taken from wherever they stand.
      if (valuesAt.length === 0 && !areSurelyIndicators(cell)) continue;
      readCell(cell, columns[at]?.type ?? null, word, reading, label, place, sayOnce);
    }
    if (taker.items > before) return;
    empty++;
    if (empty === 1) firstEmpty = `${label}: ${cells.join(' | ')}`;
  }

  function readCell(
    cell: string,
    columnType: string | null,
    word: string,
    reading: TypeReading | null,
    label: string,
    place: Place,
    say: () => Partial<IndicatorStatement>,
  ): void {
    if (reading === 'none') {
      taker.reject(
        place,
        `Values of the type ${excerpt(word, 40)} are not looked for.`,
        cell,
        'indicator-type-not-looked-for',
      );
      return;
    }
    const stated = (columnType === null ? null : readTypeWord(columnType)) ?? reading ?? 'any';
    const isSeveral =
      /[\n,;|]/.test(cell) && !word.includes('|') && !isSurelyIndicator(cell) && areSurelyIndicators(cell);
    const whole = isSeveral ? [] : readTyped(stated, word, cell);
    if (whole.length > 0) {
      for (const found of whole) taker.give(found, cell, label, say());
      return;
    }
    const parts = splitCell(cell);
    const found =
      parts.length > 1 && parts.length <= 1000
        ? parts.map((part) => readTyped(stated, '', part)[0] ?? guessIndicator(part))
        : [];
    const fits = found.filter((each) => each !== null).length;
    // Several values, or one with words about it.
    if (
      fits > 0 &&
      (fits === parts.length || (stated !== 'any' && found[0] !== null) || isSurelyIndicator(parts[0] ?? ''))
    ) {
      for (const [at, each] of found.entries()) {
        if (each !== null && (fits === parts.length || isSurelyIndicator(parts[at] ?? '')))
          taker.give(each, parts[at] ?? '', label, say());
      }
      return;
    }
    taker.reject(
      place,
      word === '' ? 'This cell is no value.' : `This is no value of the type ${excerpt(word, 40)}.`,
      cell,
    );
  }

  return {
    row,
    end() {
      if (empty === 0) return;
      const message = empty === 1 ? 'A row holds no value.' : `${empty.toLocaleString('en')} rows hold no value.`;
      context.note(
        issue('note', 'table-rows-without-values', { kind: 'file' }, message, {
          found: excerpt(firstEmpty),
          done: 'Left out.',
        }),
      );
    },
    get title() {
      return title;
    },
  };
}

/** Days, tags and words of confidence come again and again: what was read of the last thousand is remembered. */
function remember<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined || cell.length > LONGEST_REMEMBERED) return before ?? read(cell);
    if (known.size >= MOST_REMEMBERED) known.clear();
    const result = read(cell);
    known.set(cell, result);
    return result;
  };
}

const [MOST_REMEMBERED, LONGEST_REMEMBERED] = [1000, 200];

function makeCellReaders() {
  return {
    time: remember(readTime),
    confidence: remember(readConfidence),
    labels: remember(readLabels),
    references: remember(readReferences),
    techniques: remember(findTechniqueIds),
  };
}

/** What the other columns say of a row's values. */
function readSaid(
  cells: readonly string[],
  columns: readonly IndicatorColumn[],
  read: ReturnType<typeof makeCellReaders>,
): Partial<IndicatorStatement> {
  const said: { -readonly [Key in keyof IndicatorStatement]?: IndicatorStatement[Key] } = {};
  const comments: string[] = [];
  const labels: string[] = [];
  const references: string[] = [];
  const techniques: string[] = [];
  for (const [at, { role, type }] of columns.entries()) {
    const cell = (cells[at] ?? '').trim();
    if (role === 'value' || role === 'type' || role === 'left-out' || isNothing(cell)) continue;
    if (role === 'confidence') said.confidence = read.confidence(cell);
    else if (role === 'first-seen') said.firstSeen = read.time(cell);
    else if (role === 'last-seen') said.lastSeen = read.time(cell);
    else if (role === 'valid-from') said.validFrom = read.time(cell);
    else if (role === 'valid-until') said.validUntil = read.time(cell);
    else if (role === 'tlp') said.tlp = readMarking(cell);
    else if (role === 'said-by') said.saidBy = cell.slice(0, 200);
    else if (role === 'reference') references.push(...read.references(cell));
    else if (role === 'port') comments.push(`port ${cell}`);
    else if (role === 'technique') techniques.push(...findTechniqueIds(cell.toUpperCase()));
    else if (role === 'label' && type === 'to_ids')
      labels.push(...(/^(?:0|false|no)$/i.test(cell) ? [NOT_FOR_DETECTION] : []));
    else if (role === 'label') {
      for (const label of read.labels(cell)) {
        const level = /^tlp/i.test(label) ? readMarking(label) : null;
        if (level === null) labels.push(label);
        else said.tlp ??= level;
      }
      techniques.push(...read.techniques(cell));
    } else comments.push(cell);
  }
  if (comments.length > 0) said.comment = comments.join('; ').slice(0, LONGEST_COMMENT);
  if (labels.length > 0) said.labels = [...new Set(labels)];
  if (references.length > 0) said.references = [...new Set(references)];
  if (techniques.length > 0) said.techniques = [...new Set(techniques)];
  return said;
}

/** MISP's flag: the value is context, and its own sensors do not look for it. */
export const NOT_FOR_DETECTION = 'not for detection';
