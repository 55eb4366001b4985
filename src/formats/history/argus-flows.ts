/** Argus flows as `ra -c` writes them, and the `.binetflow` files of the CTU: https://openargus.org/using-argus/argus-wiki */
import { guessDelimiter } from '../delimited-text';
import type { Probe } from '../probe';
import { dispositionOfState } from './dispositions';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import type { PlannedColumn } from './row-writer';
import { splitCells } from './table-cells';

const COLUMNS: ReadonlyMap<string, PlannedColumn> = new Map<string, PlannedColumn>([
  ['starttime', { field: '@timestamp', how: 'moment' }],
  ['stime', { field: '@timestamp', how: 'moment' }],
  ['lasttime', { field: 'event.end', how: 'moment' }],
  ['ltime', { field: 'event.end', how: 'moment' }],
  ['dur', { field: 'event.duration', how: 'seconds' }],
  ['proto', { field: 'network.transport', how: 'protocol' }],
  ['srcaddr', { field: 'source.ip', how: 'text' }],
  ['saddr', { field: 'source.ip', how: 'text' }],
  ['sport', { field: 'source.port', how: 'text' }],
  ['dir', { field: 'argus.direction', how: 'text' }],
  ['dstaddr', { field: 'destination.ip', how: 'text' }],
  ['daddr', { field: 'destination.ip', how: 'text' }],
  ['dport', { field: 'destination.port', how: 'text' }],
  ['state', { field: 'argus.state', how: 'text' }],
  ['totpkts', { field: 'network.packets', how: 'text' }],
  ['pkts', { field: 'network.packets', how: 'text' }],
  ['totbytes', { field: 'network.bytes', how: 'text' }],
  ['bytes', { field: 'network.bytes', how: 'text' }],
  ['srcbytes', { field: 'source.bytes', how: 'text' }],
  ['sbytes', { field: 'source.bytes', how: 'text' }],
  ['dstbytes', { field: 'destination.bytes', how: 'text' }],
  ['dbytes', { field: 'destination.bytes', how: 'text' }],
  ['srcpkts', { field: 'source.packets', how: 'text' }],
  ['spkts', { field: 'source.packets', how: 'text' }],
  ['dstpkts', { field: 'destination.packets', how: 'text' }],
  ['dpkts', { field: 'destination.packets', how: 'text' }],
  ['smac', { field: 'source.mac', how: 'text' }],
  ['dmac', { field: 'destination.mac', how: 'text' }],
  ['label', { field: 'argus.label', how: 'text' }],
]);

export const ARGUS_FLOWS: HistoryFormat = {
  id: 'argus-flows',
  name: 'Argus flows (ra, binetflow)',
  extensions: ['binetflow', 'csv', 'txt'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) => {
    const [first = ''] = (text ?? '').replace(/^[\uFEFF\s]{0,100}/, '').split(/\r?\n/, 1);
    return readTitles(first) === null ? 0 : 1;
  },
  make(context) {
    let delimiter = ',';
    return makeHeaderTableReader(context, {
      dataset: 'argus.flow',
      code: 'argus',
      advice: 'Let ra write its titles.',
      slack: 1,
      isAside: () => false,
      readHeader(line) {
        const found = readTitles(line);
        if (found === null) return null;
        delimiter = found.delimiter;
        return found.titles.map((title) => COLUMNS.get(title) ?? { field: `argus.${title}`, how: 'text' });
      },
      split: (line) => splitCells(line, delimiter),
      dispositionOf(textOf) {
        const state = textOf('argus.state');
        return state === null ? 'unknown' : dispositionOfState(state, textOf('argus.direction') === '<->');
      },
    });
  },
};

function readTitles(line: string): { readonly delimiter: string; readonly titles: readonly string[] } | null {
  if (line.length > 4000 || !/state/i.test(line) || !/dir/i.test(line)) return null;
  const delimiter = guessDelimiter(line);
  const titles = splitCells(line, delimiter).map((title) => title.trim().toLowerCase());
  const needed = [/^(?:starttime|stime)$/, /^(?:srcaddr|saddr)$/, /^(?:dstaddr|daddr)$/, /^state$/, /^dir$/];
  return needed.every((pattern) => titles.some((title) => pattern.test(title))) ? { delimiter, titles } : null;
}
