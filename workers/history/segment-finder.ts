import type { FieldKind } from '../../src/domain/columns/column';
import type { OpenSegment } from '../../src/domain/columns/open-column';
import { joinHits, type PatternRows } from '../../src/domain/history/pattern-hits';
import { roleOfField, TYPES_OF_ROLE } from '../../src/domain/history/search-fields';
import { type SegmentHits, searchSegment, type TimeRange } from '../../src/domain/history/search-segment';
import { compileMatcher } from '../../src/domain/indicators/matcher/matcher';
import { eachValue, type PackedValues } from '../../src/domain/indicators/packed-values';
import { type CompiledPattern, compilePattern } from '../../src/domain/indicators/stix-pattern/compile-pattern';

const TIME = '@timestamp';

/** Rows of a segment that fit one observation of a pattern, with their times where the pattern asks for them. */
export interface ObservationRows {
  /** The pattern's position among the values. */
  readonly index: number;
  readonly observation: number;
  readonly rows: Uint32Array<ArrayBuffer>;
  /** ms since 1970, `NaN`: none; empty: the pattern does not ask. */
  readonly times: Float64Array<ArrayBuffer>;
}

export interface FoundInSegment {
  /** Of values, and of patterns that one record decides. */
  readonly hits: SegmentHits;
  /** Of patterns that are decided over all segments. */
  readonly patterns: readonly ObservationRows[];
}

/** Values and patterns made ready, to be looked for in one segment after another. */
export interface SegmentFinder {
  /** Whether a column has to be read to look into a segment. */
  wants(field: string, kind: FieldKind): boolean;
  /** @param span what the segment says of itself */
  find(segment: OpenSegment, span: TimeRange): FoundInSegment;
}

export interface FinderSettings {
  readonly hostsOfUrls: boolean;
  readonly range: TimeRange;
  readonly seed: number;
  /** Patterns that more than one record decides need all segments: who looks at one at a time leaves them out. */
  readonly onlySingle: boolean;
}

export function makeSegmentFinder(values: PackedValues, settings: FinderSettings): SegmentFinder {
  const { range } = settings;
  const isOpen = range.from === null && range.to === null;
  const patterns: { readonly index: number; readonly pattern: CompiledPattern }[] = [];
  const matcher = compileMatcher(withoutPatterns(values, settings.onlySingle, patterns), settings);
  const patternFields = new Set(patterns.flatMap(({ pattern }) => pattern.fields));
  const isTimed = patterns.some(({ pattern }) => pattern.isTimed);

  return {
    wants(field, kind) {
      if (field === TIME) return !isOpen || isTimed || patternFields.has(TIME);
      if (patternFields.has(field)) return true;
      const role = roleOfField(field, kind);
      return role !== null && (matcher.has(...TYPES_OF_ROLE[role]) || (role === 'host' && matcher.looksForUrlHosts));
    },
    find(segment, span) {
      const single: PatternRows[] = [];
      const combined: ObservationRows[] = [];
      for (const { index, pattern } of patterns) {
        const found = findPattern(segment, index, pattern, range);
        if (pattern.isSingle) for (const { rows } of found) single.push({ indicator: index, rows, field: '' });
        else combined.push(...found);
      }
      const hits = joinHits(searchSegment(segment, matcher, range, span), single, segment.rows);
      return { hits, patterns: combined };
    },
  };
}

/** Patterns that cannot be looked for are said by whoever compiled the watchlist. */
function* withoutPatterns(
  values: PackedValues,
  onlySingle: boolean,
  patterns: { readonly index: number; readonly pattern: CompiledPattern }[],
) {
  for (const each of eachValue(values)) {
    if (each.type !== 'pattern') {
      yield each;
      continue;
    }
    const compiled = compilePattern(each.value);
    if (!compiled.ok || (onlySingle && !compiled.value.isSingle)) continue;
    patterns.push({ index: each.index, pattern: compiled.value });
  }
}

function findPattern(
  segment: OpenSegment,
  index: number,
  pattern: CompiledPattern,
  { from, to }: TimeRange,
): readonly ObservationRows[] {
  const time = from === null && to === null && !pattern.isTimed ? null : segment.reader(TIME);
  const isOpen = from === null && to === null;
  return pattern.observations.flatMap((observation, at) => {
    const found = observation.findRows((field) => segment.reader(field), segment.rows);
    const rows = isOpen
      ? found
      : found.filter((row) => {
          const moment = time?.numberAt(row) ?? null;
          return moment !== null && (from === null || moment >= from) && (to === null || moment <= to);
        });
    if (rows.length === 0) return [];
    const times = pattern.isTimed ? Float64Array.from(rows, (row) => time?.numberAt(row) ?? Number.NaN) : [];
    return [{ index, observation: at, rows: Uint32Array.from(rows), times: Float64Array.from(times) }];
  });
}
