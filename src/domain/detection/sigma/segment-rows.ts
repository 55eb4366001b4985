/** The rows of a segment by what wrote them, and its columns under the names that rules use. */
import type { OpenSegment } from '../../columns/open-column';
import { DISPOSITION_FIELD } from '../../history/fields';
import { type FieldPlaces, type FieldProfile, placesOfField } from '../../history/rule-fields';
import { type ColumnView, joinColumns, viewColumn, viewRest } from './column-view';
import { classOf, ORIGIN_FIELDS, type RecordClass } from './log-sources';

export interface ClassRows {
  readonly found: RecordClass;
  /** Ascending. */
  readonly rows: Uint16Array;
}

/** @param segment with the columns of `ORIGIN_FIELDS`, as far as it has them */
export function classifyRows(segment: OpenSegment): readonly ClassRows[] {
  const views = ORIGIN_FIELDS.map((field) => {
    const reader = segment.reader(field);
    return reader === null ? null : viewColumn(reader);
  });
  const [dataset, provider, channel, code, program] = views;
  const isSyslog = hasValue(dataset ?? null, 'syslog');
  const used = [dataset, provider, channel, code, isSyslog ? program : null].map((view) => view ?? null);
  const classes = new Map<string, { readonly found: RecordClass; rows: Uint16Array<ArrayBuffer>; count: number }>();
  const known = new Map<number, string>();
  let [lastKey, last] = [-1, ''];
  const keys = joinCodes(
    used.filter((view) => view !== null),
    segment.rows,
  );
  for (let row = 0; row < segment.rows; row++) {
    const key = keys[row] ?? 0;
    if (key !== lastKey) {
      let name = known.get(key);
      if (name === undefined) {
        const word = (at: number) => {
          const view = used[at] ?? null;
          const of = view?.codes[row] ?? 0;
          return view === null || of === 0 ? '' : view.textOf(of);
        };
        const found = classOf({
          dataset: word(0),
          provider: word(1),
          channel: word(2),
          code: word(3),
          program: word(4),
        });
        name = found.key;
        known.set(key, name);
        if (!classes.has(name)) classes.set(name, { found, rows: new Uint16Array(256), count: 0 });
      }
      [lastKey, last] = [key, name];
    }
    const mine = classes.get(last);
    if (mine === undefined) continue;
    if (mine.count === mine.rows.length) {
      const grown = new Uint16Array(mine.rows.length * 4);
      grown.set(mine.rows);
      mine.rows = grown;
    }
    mine.rows[mine.count++] = row;
  }
  return [...classes.values()].map(({ found, rows, count }) => ({ found, rows: rows.subarray(0, count) }));
}

/** The same number where all columns have the same values; pair by pair, so that no number grows beyond the rows. */
function joinCodes(views: readonly ColumnView[], rows: number): Uint16Array {
  let codes = new Uint16Array(rows);
  for (const view of views) {
    const known = new Map<number, number>();
    const joined = new Uint16Array(rows);
    let [lastPair, last] = [-1, 0];
    for (let row = 0; row < rows; row++) {
      const pair = (codes[row] ?? 0) * 65_536 + (view.codes[row] ?? 0);
      if (pair !== lastPair) {
        lastPair = pair;
        const before = known.get(pair);
        last = before ?? known.size;
        if (before === undefined) known.set(pair, last);
      }
      joined[row] = last;
    }
    codes = joined;
  }
  return codes;
}

function hasValue(view: ColumnView | null, text: string): boolean {
  if (view === null) return false;
  for (let code = 1; code <= view.count; code++) if (view.textOf(code) === text) return true;
  return false;
}

/** What is said about a record and was not in it, or only says where it is: no word of these is a keyword. */
const ADDED: ReadonlySet<string> = new Set([
  'event.dataset',
  'event.outcome',
  'event.action',
  'network.direction',
  'cloud.provider',
  'log.file.path',
  '@timestamp',
  DISPOSITION_FIELD,
]);

export function isOfRecord(field: string): boolean {
  return !ADDED.has(field) && !field.startsWith('record.') && !field.startsWith('vedette.');
}

export const REST_FIELD = 'vedette.more';

/** Which columns hold a field, of those that a segment has. */
export function columnsHeld(
  places: FieldPlaces,
  name: string,
  has: (field: string) => boolean,
  byLower: ReadonlyMap<string, string>,
): readonly string[] {
  const exact = [...places.columns, ...(places.joined?.columns ?? [])].filter(has);
  if (exact.length > 0) return exact;
  // Exporters change the case of names.
  const alike = byLower.get(name.toLowerCase());
  if (alike !== undefined) return [alike];
  return has(REST_FIELD) ? [REST_FIELD] : [];
}

/** Columns of a segment as values, each made once, and the fields that rules name over them. */
export interface SegmentViews {
  view(column: string): ColumnView | null;
  /** The views of a field: the first that a row has is its value. Empty: the segment has nothing of it. */
  ofField(name: string, profile: FieldProfile): FieldViews;
}

export interface FieldViews {
  readonly views: readonly ColumnView[];
  readonly isEach: boolean;
}

export function makeSegmentViews(segment: OpenSegment): SegmentViews {
  const views = new Map<string, ColumnView | null>();
  const fields = new Map<string, FieldViews>();
  const byLower = lowerNames(segment.fields);
  const has = (field: string) => segment.kindOf(field) !== null;

  function made(name: string, make: () => ColumnView | null): ColumnView | null {
    const known = views.get(name);
    if (known !== undefined) return known;
    const view = make();
    views.set(name, view);
    return view;
  }

  function view(column: string): ColumnView | null {
    return made(column, () => {
      const reader = segment.reader(column);
      return reader === null ? null : viewColumn(reader);
    });
  }

  function ofField(name: string, profile: FieldProfile): FieldViews {
    const key = `${JSON.stringify(profile)} ${name}`;
    const known = fields.get(key);
    if (known !== undefined) return known;
    const places = placesOfField(name, profile);
    const found = places.columns.map(view).filter((each) => each !== null);
    const { joined } = places;
    if (joined !== null) {
      const label = `${joined.columns.join('+')} ${joined.kind}`;
      const whole = made(label, () => joinColumns(label, joined, joined.columns.map(view), segment.rows));
      if (whole !== null) found.push(whole);
    }
    if (found.length === 0) {
      for (const column of columnsHeld(places, name, has, byLower)) {
        const rest = column === REST_FIELD ? made(`${REST_FIELD} ${name}`, () => restOf(name)) : view(column);
        if (rest !== null) found.push(rest);
      }
    }
    const result = { views: found, isEach: places.isEach };
    fields.set(key, result);
    return result;
  }

  function restOf(name: string): ColumnView | null {
    const rest = view(REST_FIELD);
    return rest === null ? null : viewRest(name, rest);
  }

  return { view, ofField };
}

export function lowerNames(fields: readonly string[]): ReadonlyMap<string, string> {
  return new Map(fields.map((field) => [field.toLowerCase(), field]));
}
