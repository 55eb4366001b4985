/**
 * One segment against one watchlist: every distinct value of a column is asked once, then the codes of the rows are looked
 * through; where no value is on the list, no row is touched.
 */
import type { AddressColumnReader } from '../columns/address-reader';
import { type ColumnReader, type ColumnValues, LIST_SEPARATOR } from '../columns/column';
import type { OpenSegment } from '../columns/open-column';
import {
  askFileName,
  askHash,
  askHost,
  askIpv4,
  askIpv6,
  askNamedHashes,
  askPathAndName,
  askPlain,
  askRegistryKey,
  askUrl,
} from '../indicators/matcher/ask-value';
import type { Found, Matcher } from '../indicators/matcher/matcher';
import { type FieldRole, knowsPaths, roleOfField, TYPES_OF_ROLE } from './search-fields';

/** What was found in one segment. The three arrays go together: one entry for each row, field and indicator. */
export interface SegmentHits {
  readonly rows: Uint32Array;
  /** The caller's index of the indicator; `~index`: by the host of the URL alone. */
  readonly indicators: Int32Array;
  /** Positions in `names`. */
  readonly fields: Uint16Array;
  readonly names: readonly string[];
}

/** ms since 1970, both inclusive; `null`: open. Records without a time are found only where both are open. */
export interface TimeRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** Entries are in the order of rows; `span` is what the segment says of itself (`SealedSegment`). */
export function searchSegment(
  segment: OpenSegment,
  matcher: Matcher,
  range: TimeRange,
  span: TimeRange = { from: null, to: null },
): SegmentHits {
  const hits: Collected = { rows: [], indicators: [], fields: [] };
  const names: string[] = [];
  const isIn = rowFilter(segment, range, span);
  if (isIn !== NOTHING) {
    for (const field of segment.fields) {
      const reader = matcherAsks(matcher, field, segment);
      if (reader === null) continue;
      const before = hits.rows.length;
      searchColumn(reader.column, reader.role, matcher, isIn, names.length, hits);
      if (hits.rows.length > before) names.push(field);
    }
  }
  return sorted(hits, names, segment.rows);
}

interface Collected {
  readonly rows: number[];
  readonly indicators: number[];
  readonly fields: number[];
}

type RowFilter = ((row: number) => boolean) | null;
const NOTHING: RowFilter = () => false;

/** `null`: every row. A segment that lies within the range as a whole needs no look at its times, but for rows without. */
function rowFilter(segment: OpenSegment, { from, to }: TimeRange, span: TimeRange): RowFilter {
  if (from === null && to === null) return null;
  if (from !== null && span.to !== null && span.to < from) return NOTHING;
  if (to !== null && span.from !== null && span.from > to) return NOTHING;
  const time = segment.reader('@timestamp');
  if (time === null) return NOTHING;
  return (row) => {
    const at = time.numberAt(row);
    return at !== null && (from === null || at >= from) && (to === null || at <= to);
  };
}

function matcherAsks(matcher: Matcher, field: string, segment: OpenSegment) {
  // Kinds are cheap to know before a column is opened, which its role may make needless.
  const kind = segment.kindOf(field);
  const role = kind === null ? null : roleOfField(field, kind);
  if (role === null) return null;
  const isAsked = matcher.has(...TYPES_OF_ROLE[role]) || (role === 'host' && matcher.looksForUrlHosts);
  const column = isAsked ? segment.reader(field) : null;
  return column === null ? null : { column, role };
}

function searchColumn(
  column: ColumnReader,
  role: FieldRole,
  matcher: Matcher,
  isIn: RowFilter,
  field: number,
  hits: Collected,
): void {
  const keep = (row: number, found: readonly number[]) => {
    for (const indicator of found) {
      hits.rows.push(row);
      hits.indicators.push(indicator);
      hits.fields.push(field);
    }
  };
  if (role === 'as-number' && column.values === null) searchNumbers(column, matcher, isIn, keep);
  else if ('plain' in column && column.plain !== null) searchPlain(column as AddressColumnReader, matcher, isIn, keep);
  else if (column.values !== null) searchValues(column, column.values, role, matcher, isIn, keep);
}

type Keep = (row: number, found: readonly number[]) => void;

function searchPlain(column: AddressColumnReader, matcher: Matcher, isIn: RowFilter, keep: Keep): void {
  const words = column.plain ?? new Uint32Array(0);
  const found: Found = [];
  for (let row = 0; row < words.length; row++) {
    askIpv4(matcher, words[row] ?? 0, found);
    if (found.length === 0) continue;
    if (!column.isAbsent(row) && (isIn === null || isIn(row))) keep(row, settle(found, false));
    found.length = 0;
  }
}

function searchNumbers(column: ColumnReader, matcher: Matcher, isIn: RowFilter, keep: Keep): void {
  const known = new Map<number, readonly number[]>();
  for (let row = 0; row < column.rows; row++) {
    const number = column.numberAt(row);
    if (number === null) continue;
    let indicators = known.get(number);
    if (indicators === undefined) {
      const found: Found = [];
      askPlain(matcher, 'as-number', String(number), found);
      indicators = settle(found, false);
      known.set(number, indicators);
    }
    if (indicators.length > 0 && (isIn === null || isIn(row))) keep(row, indicators);
  }
}

function searchValues(
  column: ColumnReader,
  values: ColumnValues,
  role: FieldRole,
  matcher: Matcher,
  isIn: RowFilter,
  keep: Keep,
): void {
  const byCode = new Map<number, readonly number[]>();
  const withoutHosts = knowsPaths(column.field);
  const found: Found = [];
  const settleCode = (code: number) => {
    if (found.length === 0) return;
    const indicators = settle(found, withoutHosts);
    if (indicators.length > 0) byCode.set(code, indicators);
    found.length = 0;
  };
  if (values.addresses !== null) {
    const { v4, v6, others } = values.addresses;
    for (let at = 0; at < v4.length; at++) {
      askIpv4(matcher, v4[at] ?? 0, found);
      settleCode(at + 1);
    }
    for (let at = 0; at < v6.length; at += 16) {
      askIpv6(matcher, v6, at, found);
      settleCode(v4.length + at / 16 + 1);
    }
    for (const [at, other] of others.entries()) {
      const bytes = encoder.encode(other);
      askHost(matcher, bytes, 0, bytes.length, found);
      settleCode(v4.length + v6.length / 16 + at + 1);
    }
  } else if (values.packed !== null) {
    const { bytes, ends } = values.packed;
    for (let code = 1; code <= values.count; code++) {
      askMembers(matcher, role, bytes, ends[code - 1] ?? 0, ends[code] ?? 0, found);
      settleCode(code);
    }
  }
  if (byCode.size === 0) return;
  const { codes } = values;
  const isFound = new Uint8Array(values.count + 1);
  for (const code of byCode.keys()) isFound[code] = 1;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    if (isFound[code] === 1 && (isIn === null || isIn(row))) keep(row, byCode.get(code) ?? []);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const SEPARATOR = LIST_SEPARATOR.charCodeAt(0);

/** Each member of a list by itself; of other texts, none has a line feed in it. */
function askMembers(
  matcher: Matcher,
  role: FieldRole,
  bytes: Uint8Array,
  start: number,
  end: number,
  found: Found,
): void {
  for (let from = start; from <= end; ) {
    // Not `indexOf`, which looks on behind the end.
    let to = from;
    while (to < end && bytes[to] !== SEPARATOR) to++;
    askOne(matcher, role, bytes, from, to, found);
    from = to + 1;
  }
}

function askOne(matcher: Matcher, role: FieldRole, bytes: Uint8Array, start: number, end: number, found: Found): void {
  switch (role) {
    case 'host':
      askHost(matcher, bytes, start, end, found);
      return;
    case 'url':
      askUrl(matcher, bytes, start, end, found);
      return;
    case 'hash':
      askHash(matcher, bytes, start, end, found);
      return;
    default: {
      const text = decoder.decode(bytes.subarray(start, end));
      if (role === 'named-hashes') askNamedHashes(matcher, text, found);
      else if (role === 'path') askPathAndName(matcher, text, found);
      else if (role === 'file-name') askFileName(matcher, text, found);
      else if (role === 'registry-key') askRegistryKey(matcher, text, found);
      else askPlain(matcher, role, text, found);
    }
  }
}

/** Each indicator once; where it is found as a whole, not by its host as well. */
function settle(found: readonly number[], withoutHosts: boolean): readonly number[] {
  if (found.length === 1 && (found[0] ?? 0) >= 0) return [found[0] ?? 0];
  const whole = new Set(found.filter((index) => index >= 0));
  const hosts = withoutHosts ? [] : new Set(found.filter((index) => index < 0 && !whole.has(~index)));
  return [...whole, ...hosts];
}

/** By counting: rows are few, and entries of one row stay in their order. */
function sorted({ rows, indicators, fields }: Collected, names: readonly string[], rowCount: number): SegmentHits {
  const next = new Uint32Array(rowCount + 1);
  for (const row of rows) next[row + 1] = (next[row + 1] ?? 0) + 1;
  for (let row = 1; row <= rowCount; row++) next[row] = (next[row] ?? 0) + (next[row - 1] ?? 0);
  const hits = {
    rows: new Uint32Array(rows.length),
    indicators: new Int32Array(rows.length),
    fields: new Uint16Array(rows.length),
    names,
  };
  for (const [at, row] of rows.entries()) {
    const to = next[row] ?? 0;
    next[row] = to + 1;
    hits.rows[to] = row;
    hits.indicators[to] = indicators[at] ?? 0;
    hits.fields[to] = fields[at] ?? 0;
  }
  return hits;
}
