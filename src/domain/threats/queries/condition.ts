import { ANY } from './query-place';

/** How a language compares. */
export interface Dialect {
  readonly isOneOf: (field: string, literals: readonly string[]) => string;
  readonly isAbsent: (field: string) => string;
  readonly literal: (value: string) => string;
  readonly and: string;
  readonly or: string;
}

/** "One of these events", from the values of each in the order of the fields; empty without rows. */
export function writeCondition(
  fields: readonly string[],
  rows: readonly (readonly string[])[],
  dialect: Dialect,
): string {
  const alone = new Map<string, string[]>();
  const together: string[] = [];
  for (const row of rows) {
    const stated = fields.flatMap((field, at) => {
      const value = row[at] ?? '';
      return value === ANY ? [] : [{ field, value }];
    });
    const [only] = stated;
    if (only !== undefined && stated.length === 1 && only.value !== '') {
      alone.set(only.field, [...(alone.get(only.field) ?? []), dialect.literal(only.value)]);
    } else if (stated.length > 0) {
      together.push(
        `(${stated
          .map(({ field, value }) =>
            value === '' ? dialect.isAbsent(field) : dialect.isOneOf(field, [dialect.literal(value)]),
          )
          .join(dialect.and)})`,
      );
    }
  }
  const parts = [...[...alone].map(([field, literals]) => dialect.isOneOf(field, literals)), ...together];
  return parts.length > 1 ? `(${parts.join(dialect.or)})` : (parts[0] ?? '');
}
