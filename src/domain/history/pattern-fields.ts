import { compilePattern } from '../indicators/stix-pattern/compile-pattern';

/** Patterns are asked about again for each of their records. */
const MOST_REMEMBERED = 200;
const remembered = new Map<string, readonly string[]>();

/** Fields of histories that a STIX pattern compares, in the order of the pattern; none: it is none that can be looked for. */
export function fieldsOfPattern(pattern: string): readonly string[] {
  const known = remembered.get(pattern);
  if (known !== undefined) return known;
  const compiled = compilePattern(pattern);
  const fields = compiled.ok ? compiled.value.fields : [];
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(pattern, fields);
  return fields;
}

/** Fields of a record that made it match: of a pattern, those that it compares and the record has. */
export function matchedFields(
  { type, value, field }: { readonly type: string; readonly value: string; readonly field: string },
  present: ReadonlySet<string>,
): readonly string[] {
  if (field !== '') return [field];
  return type === 'pattern' ? fieldsOfPattern(value).filter((each) => present.has(each)) : [];
}
