import type { FieldAsk } from './query-place';

const ACTION_COLUMNS = ['@timestamp', 'event.action', 'event.outcome', 'user.name', 'source.ip'];

/** An audit log of which Elastic's integration puts the action into event.action. */
export function byAction(
  from: string,
  extra: Partial<FieldAsk> = {},
): { readonly esql: FieldAsk; readonly eql: FieldAsk } {
  const esql = { from, fields: ['event.action'], columns: ACTION_COLUMNS, ...extra };
  return { esql, eql: { ...esql, columns: [] } };
}
