import { askFields, type FieldDialect } from './ask-fields';
import type { FieldAsk, QueryPlace } from './query-place';
import { isPlausibleCode, quoteSql } from './quote';
import { type TimeSpan, toIso, toSeconds } from './time-span';
import type { Draft } from './write-query';

const ATHENA: FieldDialect = {
  isOneOf: (field, literals) =>
    literals.length === 1 ? `${field} = ${literals[0]}` : `${field} IN (${literals.join(', ')})`,
  isAbsent: (field) => `${field} IS NULL`,
  contains: (field, text) => `strpos(${field}, ${quoteSql(text)}) > 0`,
  literal: quoteSql,
  mayStand: isPlausibleCode,
  and: ' AND ',
  or: ' OR ',
};

export function writeAthena(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const question = askFields(ask, place, codes, ATHENA);
  if (question === null || ask.time === undefined) return null;
  return {
    text: [
      `SELECT ${question.columns.join(', ')}`,
      `FROM ${ask.from}`,
      `WHERE ${[...writeTime(ask.time, span), ...question.conditions].join('\n  AND ')}`,
      `ORDER BY ${ask.time.column} DESC`,
      `LIMIT ${limit}`,
    ].join('\n'),
    note: `${question.note} A partitioned table is read faster with a condition on its partitions.`.trim(),
  };
}

function writeTime({ column, kind }: NonNullable<FieldAsk['time']>, span: TimeSpan | null): string[] {
  const isIso = kind === 'iso';
  if (span === null) {
    const day = "current_timestamp - interval '1' day";
    return [`${column} >= ${isIso ? `to_iso8601(${day})` : `to_unixtime(${day})`}`];
  }
  const bound = (time: number) => (isIso ? `'${toIso(time)}'` : String(toSeconds(time)));
  return [`${column} >= ${bound(span.from)}`, ...(span.to === null ? [] : [`${column} <= ${bound(span.to)}`])];
}
