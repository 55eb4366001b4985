import { askFields, type FieldDialect } from './ask-fields';
import type { FieldAsk, QueryPlace } from './query-place';
import { isSafeInSpl, quoteDouble } from './quote';
import { type TimeSpan, toSeconds } from './time-span';
import type { Draft } from './write-query';

const SPL: FieldDialect = {
  isOneOf: (field, literals) =>
    literals.length === 1 ? `${field}=${literals[0]}` : `${field} IN (${literals.join(', ')})`,
  isAbsent: (field) => `NOT ${field}=*`,
  contains: (_, text) => quoteDouble(text),
  literal: quoteDouble,
  mayStand: isSafeInSpl,
  and: ' ',
  or: ' OR ',
};

export function writeSpl(
  ask: FieldAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const question = askFields(ask, place, codes, SPL);
  if (question === null) return null;
  const time =
    span === null
      ? 'earliest=-24h latest=now'
      : `earliest=${toSeconds(span.from)} latest=${span.to === null ? 'now' : toSeconds(span.to)}`;
  const columns = question.columns.map((name) => (/^\w+$/.test(name) ? name : `"${name}"`));
  return {
    text: [
      ['index=*', ask.from, ...question.conditions, time].join(' '),
      `| head ${limit}`,
      `| table ${['_time', ...columns].join(', ')}`,
    ].join('\n'),
    note: `Put in your index. ${question.note}`.trim(),
  };
}
