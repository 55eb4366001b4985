import { LIST_SEPARATOR } from '../../src/domain/columns/column';
import type { OpenSegment } from '../../src/domain/columns/open-column';
import type { LookedUp } from '../../src/domain/indicators/look-up';
import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import {
  CONFIDENCE_FIELD,
  TECHNIQUE_FIELD,
  TIME_FIELDS,
  TYPE_FIELD,
  VALUE_FIELD,
} from '../../src/domain/indicators/statement-columns';
import type { WatchedStatement } from '../../src/domain/indicators/watch';

/** What a package says, from its packed statements: each asks for the few columns it needs, since there may be a million rows. */

/** What decides whether they are looked for. */
export function* eachWatched(segments: readonly OpenSegment[]): Generator<WatchedStatement> {
  for (const segment of segments) {
    const [type, value, confidence] = [TYPE_FIELD, VALUE_FIELD, CONFIDENCE_FIELD].map((field) => segment.reader(field));
    const [from, until] = [TIME_FIELDS.validFrom, TIME_FIELDS.validUntil].map((field) => segment.reader(field));
    for (let row = 0; row < segment.rows; row++)
      yield {
        type: (type?.textAt(row) ?? 'pattern') as IndicatorStatement['type'],
        value: value?.textAt(row) ?? '',
        confidence: confidence?.numberAt(row) ?? null,
        validFrom: from?.numberAt(row) ?? null,
        validUntil: until?.numberAt(row) ?? null,
      };
  }
}

/** The first of its values, patterns left out, and how many different ones there are. */
export function listValues(
  segments: readonly OpenSegment[],
  most: number,
): { readonly asked: readonly LookedUp[]; readonly total: number } {
  const seen = new Map<string, Set<string>>();
  const asked: LookedUp[] = [];
  for (const segment of segments) {
    const [types, values] = [segment.reader(TYPE_FIELD), segment.reader(VALUE_FIELD)];
    for (let row = 0; row < segment.rows; row++) {
      const [type, value] = [types?.textAt(row) ?? 'pattern', values?.textAt(row) ?? ''];
      const known = seen.get(type) ?? new Set();
      if (known.size === 0) seen.set(type, known);
      if (known.has(value)) continue;
      known.add(value);
      if (type !== 'pattern' && asked.length < most)
        asked.push({ type: type as LookedUp['type'], value, written: value });
    }
  }
  return { asked, total: [...seen.values()].reduce((sum, { size }) => sum + size, 0) };
}

/** Techniques that its values name, as written, each once. */
export function listTechniques(segments: readonly OpenSegment[], most: number): readonly string[] {
  const found = new Set<string>();
  for (const segment of segments) {
    const values = segment.reader(TECHNIQUE_FIELD)?.values;
    if (values == null) continue;
    for (let code = 1; code <= values.count && found.size < most; code++)
      for (const technique of values.textOf(code).split(LIST_SEPARATOR)) if (technique !== '') found.add(technique);
  }
  return [...found].slice(0, most);
}
