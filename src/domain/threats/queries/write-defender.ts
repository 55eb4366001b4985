import { type DefenderTable, findDefenderTable } from './defender-tables';
import { isPlausibleCode, quoteDouble } from './quote';
import { describeUnread } from './read-codes';
import type { TimeSpan } from './time-span';
import { endKql, KQL, type KqlTime, writeKqlTime } from './write-kql';
import type { Draft } from './write-query';

/** Codes are `table/ActionType` or a table; a log source may name the table too (`M365Defender:DeviceNetworkEvents`). */
export function writeDefender(
  logSource: string,
  codes: readonly string[],
  time: KqlTime,
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const asked = new Map<DefenderTable, Set<string>>();
  const unread: string[] = [];
  for (const code of codes.map((text) => text.trim())) {
    const [name = '', action = '', ...rest] = code.split('/');
    const table = findDefenderTable(name);
    const isAction = action === '' || /^[A-Za-z0-9]+$/.test(action);
    const isThere = time === 'Timestamp' || table?.isInSentinel === true;
    if (table === null || !isAction || rest.length > 0 || !isThere || !isPlausibleCode(code)) {
      unread.push(code);
      continue;
    }
    const actions = asked.get(table) ?? new Set();
    asked.set(table, actions);
    if (action !== '') actions.add(action);
  }
  if (asked.size === 0) {
    const table = findDefenderTable(logSource.slice(logSource.lastIndexOf(':') + 1));
    if (table === null) return null;
    asked.set(table, new Set());
  }
  const note = [
    time === 'TimeGenerated' ? 'Needs the Defender XDR connector with this table.' : '',
    describeUnread(unread),
  ]
    .filter((part) => part !== '')
    .join(' ');
  const [first] = asked;
  if (first !== undefined && asked.size === 1) {
    const [table, actions] = first;
    return {
      text: [
        table.name,
        writeKqlTime(time, span),
        ...narrow(actions).map((condition) => `| where ${condition}`),
        ...endKql(time, table.columns, limit),
      ].join('\n'),
      note,
    };
  }
  const parts = [...asked].map(
    ([{ name }, actions]) => `(${[name, ...narrow(actions).map((condition) => `where ${condition}`)].join(' | ')})`,
  );
  return {
    text: [
      `union withsource=SourceTable ${parts.join(', ')}`,
      writeKqlTime(time, span),
      ...endKql(time, [], limit),
    ].join('\n'),
    note,
  };
}

function narrow(actions: ReadonlySet<string>): string[] {
  return actions.size === 0 ? [] : [KQL.isOneOf('ActionType', [...actions].map(quoteDouble))];
}
