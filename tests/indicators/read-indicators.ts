import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import type { Issue } from '../../src/domain/result';
import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import type { IndicatorColumn, IndicatorFacts } from '../../src/formats/indicators/indicator-reader';

export interface ReadFile {
  readonly statements: readonly IndicatorStatement[];
  readonly rejected: readonly Issue[];
  readonly notes: readonly Issue[];
  readonly facts: IndicatorFacts;
}

/** @param step bytes of a chunk: cut anywhere, nothing may change */
export async function readIndicators(
  format: string,
  content: string | Uint8Array,
  step = Number.POSITIVE_INFINITY,
  columns: readonly IndicatorColumn[] | null = null,
): Promise<ReadFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const statements: IndicatorStatement[] = [];
  const rejected: Issue[] = [];
  const notes: Issue[] = [];
  const make = INDICATOR_FORMATS.find(({ id }) => id === format)?.make;
  if (make === undefined) throw new Error(`There is no format ${format}.`);
  const reader = make({
    sink: { add: (statement) => void statements.push(statement) },
    reject: (found) => void rejected.push(found),
    note: (found) => void notes.push(found),
    columns,
    fileName: 'test',
  });
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, Math.min(bytes.length, at + step)));
  return { statements, rejected, notes, facts: await reader.end() };
}

/** `ipv4 192.0.2.1` */
export function valuesOf({ statements }: ReadFile): readonly string[] {
  return statements.map(({ type, value }) => `${type} ${value}`);
}

export function countTypes({ statements }: ReadFile): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { type } of statements) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(counts);
}
