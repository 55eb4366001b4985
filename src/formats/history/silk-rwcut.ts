/** SiLK flow records as `rwcut` writes them, https://tools.netsa.cert.org/silk/rwcut.html: columns of any choice and delimiter. */
import type { Probe } from '../probe';
import { dispositionOfFlags } from './dispositions';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import type { PlannedColumn } from './row-writer';

const COLUMNS: ReadonlyMap<string, PlannedColumn> = new Map<string, PlannedColumn>([
  ['sip', { field: 'source.ip', how: 'text' }],
  ['dip', { field: 'destination.ip', how: 'text' }],
  ['sport', { field: 'source.port', how: 'text' }],
  ['dport', { field: 'destination.port', how: 'text' }],
  ['pro', { field: 'network.transport', how: 'protocol' }],
  ['protocol', { field: 'network.transport', how: 'protocol' }],
  ['packets', { field: 'network.packets', how: 'text' }],
  ['bytes', { field: 'network.bytes', how: 'text' }],
  ['flags', { field: 'silk.flags', how: 'text' }],
  ['initialf', { field: 'silk.initial_flags', how: 'text' }],
  ['sessionf', { field: 'silk.session_flags', how: 'text' }],
  ['stime', { field: '@timestamp', how: 'moment' }],
  ['stimemsec', { field: '@timestamp', how: 'moment' }],
  ['duration', { field: 'event.duration', how: 'seconds' }],
  ['dur', { field: 'event.duration', how: 'seconds' }],
  ['durmsec', { field: 'event.duration', how: 'seconds' }],
  ['etime', { field: 'event.end', how: 'left' }],
  ['etimemsec', { field: 'event.end', how: 'left' }],
  ['sen', { field: 'observer.name', how: 'text' }],
  ['sensor', { field: 'observer.name', how: 'text' }],
  ['in', { field: 'observer.ingress.interface.id', how: 'text' }],
  ['out', { field: 'observer.egress.interface.id', how: 'text' }],
  ['nhip', { field: 'silk.next_hop', how: 'text' }],
  ['cla', { field: 'silk.class', how: 'text' }],
  ['class', { field: 'silk.class', how: 'text' }],
  ['typ', { field: 'silk.type', how: 'text' }],
  ['type', { field: 'silk.type', how: 'text' }],
  ['appli', { field: 'silk.application', how: 'text' }],
  ['application', { field: 'silk.application', how: 'text' }],
  ['attribut', { field: 'silk.attributes', how: 'text' }],
  ['attributes', { field: 'silk.attributes', how: 'text' }],
  ['scc', { field: 'source.geo.country_iso_code', how: 'text' }],
  ['dcc', { field: 'destination.geo.country_iso_code', how: 'text' }],
  ['ity', { field: 'silk.icmp_type', how: 'text' }],
  ['itype', { field: 'silk.icmp_type', how: 'text' }],
  ['ico', { field: 'silk.icmp_code', how: 'text' }],
  ['icode', { field: 'silk.icmp_code', how: 'text' }],
]);
const DELIMITERS = /[|,;\t]|\s{1,200}/;

export const SILK_RWCUT: HistoryFormat = {
  id: 'silk-rwcut',
  name: 'SiLK flows (rwcut)',
  extensions: ['txt', 'csv'],
  docs: 'flows.md',
  sniff: sniffRwcut,
  make(context) {
    let delimiter = '|';
    return makeHeaderTableReader(context, {
      dataset: 'silk.flow',
      code: 'silk',
      advice: 'Write it without --no-titles.',
      isAside: () => false,
      readHeader(line) {
        const found = readTitles(line);
        if (found === null) return null;
        delimiter = found.delimiter;
        return found.titles.map((title) => COLUMNS.get(title) ?? { field: `silk.${title}`, how: 'text' });
      },
      split: (line) => cut(line, delimiter),
      dispositionOf(textOf) {
        // Traffic that the border router sent nowhere.
        if (/^(?:in|out)null$/.test(textOf('silk.type') ?? '')) return 'denied';
        if ((textOf('network.transport') ?? '6').replace('tcp', '6') !== '6') return 'unknown';
        const packets = Number(textOf('network.packets') ?? Number.NaN);
        return dispositionOfFlags(textOf('silk.flags') ?? '', Number.isNaN(packets) ? null : packets);
      },
    });
  },
};

function sniffRwcut({ text }: Probe): number {
  const [first = '', second = ''] = (text ?? '').replace(/^[\uFEFF\s]{0,100}/, '').split(/\r?\n/, 2);
  const found = readTitles(first);
  if (found !== null) return found.titles.length >= 3 ? 1 : 0.8;
  // No titles: recognised to say so.
  const row = /^\s*[0-9a-fA-F.:]{7,39}\|\s*[0-9a-fA-F.:]{7,39}\|\s*\d{1,5}\|\s*\d{1,5}\|\s*\d{1,3}\|\s*\d+\|\s*\d+\|/;
  return row.test(first) && (second === '' || row.test(second)) ? 0.9 : 0;
}

function cut(line: string, delimiter: string): string[] {
  // In columns, the delimiter also ends the line.
  const whole =
    delimiter !== ' ' && line.trimEnd().endsWith(delimiter) ? line.trimEnd().slice(0, -delimiter.length) : line;
  return (delimiter === ' ' ? whole.trim().split(/ +/) : whole.split(delimiter)).map((cell) => cell.trim());
}

/** Titles are cut to the width of their columns, but for the delimited form. */
function readTitles(line: string): { readonly delimiter: string; readonly titles: readonly string[] } | null {
  if (line.length > 2000) return null;
  const mark = DELIMITERS.exec(line.trim())?.[0] ?? '|';
  const delimiter = mark.trim() === '' && mark !== '\t' ? ' ' : mark;
  const titles = cut(line, delimiter).map((title) => title.toLowerCase().replace(/\+/g, ''));
  const known = titles.filter((title) => COLUMNS.has(title));
  const own = titles.filter((title) => /^(?:sip|dip|stime|pro|spor|dpor|sport|dport)$/.test(title));
  // SiLK's short names; other tools call them in full.
  const isOwn = (titles.includes('sip') || titles.includes('dip')) && own.length >= 2;
  return isOwn && known.length >= titles.length * 0.7 ? { delimiter, titles } : null;
}
