import { askFields, type FieldDialect } from './ask-fields';
import type { FieldAsk, QueryPlace } from './query-place';
import { isPlausibleCode, quoteDouble } from './quote';
import { type TimeSpan, toIso } from './time-span';
import type { Draft } from './write-query';

export type KqlTime = 'TimeGenerated' | 'Timestamp';

export const KQL: FieldDialect = {
  isOneOf: (field, literals) =>
    literals.length === 1 ? `${field} == ${literals[0]}` : `${field} in (${literals.join(', ')})`,
  isAbsent: (field) => `isempty(${field})`,
  contains: (field, text) => `${field} contains ${quoteDouble(text)}`,
  literal: quoteDouble,
  mayStand: isPlausibleCode,
  and: ' and ',
  or: ' or ',
};

export function writeKql(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  time: KqlTime,
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const question = askFields(ask, place, codes, KQL);
  if (question === null) return null;
  return {
    text: [
      ask.from,
      writeKqlTime(time, span),
      ...question.conditions.map((condition) => `| where ${condition}`),
      ...endKql(time, question.columns, limit),
    ].join('\n'),
    note: question.note,
  };
}

export function writeKqlTime(time: KqlTime, span: TimeSpan | null): string {
  if (span === null) return `| where ${time} > ago(24h)`;
  const from = `datetime(${toIso(span.from)})`;
  if (span.to === null) return `| where ${time} >= ${from}`;
  return `| where ${time} between (${from} .. datetime(${toIso(span.to)}))`;
}

export function endKql(time: KqlTime, columns: readonly string[], limit: number): string[] {
  // What is taken out of XML is long: such columns stand one below the other.
  const separator = columns.some((column) => column.includes(' = ')) ? ',\n    ' : ', ';
  return [
    ...(columns.length === 0 ? [] : [`| project ${[time, ...columns].join(separator)}`]),
    `| sort by ${time} desc`,
    `| take ${limit}`,
  ];
}
