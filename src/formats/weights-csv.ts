/**
 * A table of one's own that says how much techniques matter: a column of techniques, one of weights, in any order and
 * among others (`docs/formats/weights-csv.md`).
 */
import { parseTechniqueId } from '../domain/attack/identifiers';
import type { ListedWeight } from '../domain/planning/weight-profile';
import { readNumber } from '../domain/read-number';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';
import type { DelimitedRecord } from './delimited-records';
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import { foldWords } from './inventory/inventory-header-words';

export interface ReadWeight extends ListedWeight {
  readonly line: number;
}

export interface WeightsReading {
  readonly weights: readonly ReadWeight[];
  readonly counts: { readonly rows: number; readonly kept: number; readonly leftOut: number };
}

const TECHNIQUE =
  /^(?:(?:mitre )?(?:att ?(?:und |and |et |y )?ck )?(?:techniques?|techniken?|technik|tecnicas?|tecnica|technieken?|techniek)(?: ?(?:id|ids|nr|no|number|nummer|kennung|code|codigo|identifiant))?|(?:id|ids) (?:de |der )?(?:la )?(?:technique|technik|tecnica)|t ?id|tid|ttp)$/;
const WEIGHT =
  /^(?:weights?|weighting|weight factor|gewicht(?:e|ung)?|poids|ponderations?|pesos?|pesi|ponderacion|ponderazione|wegingsfactor|weging)$/;
/** Words that also stand for other figures: taken where the table has little else. */
const LOOSE_WEIGHT =
  /^(?:score|priority|priorit(?:at|e|y)|prioridad|importance|wichtigkeit|relevanz|relevance|importancia|rating|value|wert)$/;
const NARROW = 4;
/** A title or a remark may stand above the header. */
const HEADER_ROWS = 5;
const JUDGED_ROWS = 40;

interface Columns {
  readonly technique: number;
  readonly weight: number;
  /** Rows before the first one with a weight. */
  readonly skipped: number;
}

export function sniffWeightsCsv(head: string): boolean {
  if (/^\s*[[{<]/.test(head)) return false;
  const rows = readRows(head).slice(0, JUDGED_ROWS);
  const columns = findColumns(rows);
  if (columns === null) return false;
  // The last row may be cut.
  const below = rows.slice(columns.skipped);
  const judged = below.length > 2 ? below.slice(0, -1) : below;
  const fitting = judged.filter(({ cells }) => parseTechniqueId(cells[columns.technique] ?? '') !== null);
  return fitting.length > 0 && fitting.length >= judged.length * 0.5;
}

export function readWeightsCsv(text: string): Result<WeightsReading> {
  const rows = readRows(text);
  const columns = findColumns(rows);
  if (columns === null) {
    return failure(
      issue('error', 'weights-header-missing', WHOLE_FILE, 'No column of techniques and none of weights is named.', {
        done: 'Nothing was read. Expected “technique” and “weight”.',
      }),
    );
  }
  const issues: Issue[] = [];
  const kept = new Map<string, ReadWeight>();
  const below = rows.slice(columns.skipped);
  for (const { line, cells, problem } of below) {
    const place: Place = { kind: 'line', line };
    const leaveOut = (code: string, message: string, found = cells.join(', ')) =>
      issues.push(issue('warning', code, place, message, { found: excerpt(found), done: 'Row left out.' }));
    const stated = (cells[columns.technique] ?? '').trim();
    const typed = (cells[columns.weight] ?? '').trim();
    if (problem === 'too-long' || problem === 'unclosed-quote') {
      leaveOut('weights-row-malformed', 'The row is not closed, or too long.');
      continue;
    }
    const technique = readTechnique(stated);
    if (technique === null) {
      leaveOut('weights-technique-malformed', 'The row names no technique.');
      continue;
    }
    const number = readNumber(typed, { min: 0 });
    if ('error' in number || number.value === null) {
      leaveOut('weights-number-malformed', 'The weight is no number of 0 or more.', typed === '' ? stated : typed);
      continue;
    }
    const before = kept.get(technique);
    if (before !== undefined) {
      const isSame = before.weight === number.value;
      const message = `${technique} is weighed in line ${before.line} already, ${isSame ? 'alike' : `as ${before.weight}`}.`;
      leaveOut('weights-technique-repeated', message, typed);
      continue;
    }
    kept.set(technique, { technique, weight: number.value, line });
  }
  if (kept.size === 0) {
    const none = issue('error', 'weights-none', WHOLE_FILE, 'No row weighs a technique.', {
      done: 'Nothing was read.',
    });
    return failure(none, ...issues);
  }
  const counts = { rows: below.length, kept: kept.size, leftOut: below.length - kept.size };
  return success({ weights: [...kept.values()], counts }, issues);
}

/** "T1059.001", "t1059.1" is none; "T1059: Command and Scripting Interpreter" is T1059. */
function readTechnique(text: string): string | null {
  const [first = ''] = text.split(/[\s:–—|]+/, 1);
  return parseTechniqueId(text) ?? parseTechniqueId(first);
}

function readRows(text: string): readonly DelimitedRecord[] {
  const isHeader = (cells: readonly string[]) => readHeader(cells) !== null;
  const reader = makeDelimitedReader({ delimiter: guessDelimiter(text, isHeader) });
  return [...reader.push(text.replace(/^\uFEFF/, '')), ...reader.end()].filter(({ blank }) => !blank);
}

/** By the header; without one, two columns of which one holds techniques and the other numbers. */
function findColumns(rows: readonly DelimitedRecord[]): Columns | null {
  for (const [at, { cells }] of rows.slice(0, HEADER_ROWS).entries()) {
    const header = readHeader(cells);
    if (header !== null) return { ...header, skipped: at + 1 };
  }
  const [first] = rows;
  if (first === undefined || first.cells.length !== 2) return null;
  const technique = first.cells.findIndex((cell) => parseTechniqueId(cell) !== null);
  const weight = 1 - technique;
  if (technique < 0 || !/^\d+(?:[.,]\d+)?$/.test((first.cells[weight] ?? '').trim())) return null;
  return { technique, weight, skipped: 0 };
}

function readHeader(cells: readonly string[]): Omit<Columns, 'skipped'> | null {
  const words = cells.map((cell) => foldWords(cell.slice(0, 80)));
  const technique = words.findIndex((word) => TECHNIQUE.test(word));
  if (technique < 0) return null;
  const named = words.findIndex((word) => WEIGHT.test(word));
  const weight = named < 0 && cells.length <= NARROW ? words.findIndex((word) => LOOSE_WEIGHT.test(word)) : named;
  return weight < 0 ? null : { technique, weight };
}
