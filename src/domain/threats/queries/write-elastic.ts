import { askFields, type FieldDialect } from './ask-fields';
import type { FieldAsk, QueryPlace } from './query-place';
import { isPlausibleCode, quoteDouble, quoteLike } from './quote';
import { type TimeSpan, toIso } from './time-span';
import type { Draft } from './write-query';

const ESQL: FieldDialect = {
  isOneOf: (field, literals) =>
    literals.length === 1 ? `${field} == ${literals[0]}` : `${field} IN (${literals.join(', ')})`,
  isAbsent: (field) => `${field} IS NULL`,
  contains: (field, text) => `${field} LIKE ${quoteLike(text)}`,
  literal: quoteDouble,
  mayStand: isPlausibleCode,
  and: ' AND ',
  or: ' OR ',
};

const EQL: FieldDialect = {
  ...ESQL,
  isOneOf: (field, literals) =>
    literals.length === 1 ? `${field} == ${literals[0]}` : `${field} in (${literals.join(', ')})`,
  isAbsent: (field) => `${field} == null`,
  and: ' and ',
  or: ' or ',
};

export function writeEsql(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const question = askFields(ask, place, codes, ESQL);
  if (question === null) return null;
  return {
    text: [
      `FROM ${ask.from}`,
      `| WHERE ${writeTime(span)}`,
      ...question.conditions.map((condition) => `| WHERE ${condition}`),
      '| SORT @timestamp DESC',
      `| LIMIT ${limit}`,
      `| KEEP ${question.columns.join(', ')}`,
    ].join('\n'),
    note: `Index patterns of Elastic's integrations: leave out those that you do not have. ${question.note}`.trim(),
  };
}

/** EQL takes index and time from the request that carries it. */
export function writeEql(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const question = askFields(ask, place, codes, EQL);
  if (question === null) return null;
  const conditions = question.conditions.length === 0 ? 'true' : question.conditions.join(' and ');
  const time = span === null ? 'the last 24 hours' : describeSpan(span);
  return {
    text: `any where ${conditions}\n| tail ${limit}`,
    note: `Run it on ${ask.from}, with a time filter for ${time}. ${question.note}`.trim(),
  };
}

function writeTime(span: TimeSpan | null): string {
  if (span === null) return '@timestamp >= NOW() - 24 hours';
  const from = `@timestamp >= "${toIso(span.from)}"`;
  return span.to === null ? from : `${from} AND @timestamp <= "${toIso(span.to)}"`;
}

function describeSpan({ from, to }: TimeSpan): string {
  return `${toIso(from)} to ${to === null ? 'now' : toIso(to)}`;
}
