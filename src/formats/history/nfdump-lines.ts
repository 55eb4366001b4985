/** nfdump's `-o line`, `long` and `extended`: columns for the eye, with addresses and ports in one. */
import type { Probe } from '../probe';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import { dispositionOfFlow, isAside, nfdumpColumn } from './nfdump-fields';
import type { PlannedColumn } from './row-writer';

/** What stands behind the destination, by its title. */
const TITLES: readonly (readonly [title: RegExp, column: string])[] = [
  [/^X-Src IP Addr:Port/, 'xsrc'],
  [/^X-Dst IP Addr:Port/, 'xdst'],
  [/^Src IP Addr:Port/, 'src'],
  [/^Dst IP Addr:Port/, 'dst'],
  [/^(?:Date|Time) first seen/, 'ts'],
  [/^(?:Date|Time) last seen/, 'te'],
  [/^Date flow received/, 'tr'],
  [/^Duration/, 'td'],
  [/^Proto/, 'pr'],
  [/^XEvent/, 'xevt'],
  [/^Event/, 'evt'],
  [/^Flags/, 'flg'],
  [/^In Pkt/, 'ipkt'],
  [/^Out Pkt/, 'opkt'],
  [/^In Byte/, 'ibyt'],
  [/^Out Byte/, 'obyt'],
  [/^Packets/, 'ipkt'],
  [/^Bytes/, 'ibyt'],
  [/^Input/, 'in'],
  [/^Output/, 'out'],
  [/^Src AS/, 'sas'],
  [/^Dst AS/, 'das'],
];

export const NFDUMP_LINES: HistoryFormat = {
  id: 'nfdump-text',
  name: 'nfdump flows (line, long, extended)',
  extensions: ['txt', 'out'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) => {
    const lines = (text ?? '').split(/\r?\n/, 6);
    return lines.some((line) => readTitles(line) !== null) ? 1 : 0;
  },
  make(context) {
    let titles: readonly string[] = [];
    return makeHeaderTableReader(context, {
      dataset: 'nfdump.flow',
      code: 'nfdump',
      advice: 'Write it without -q.',
      isAside,
      readHeader(line) {
        const found = readTitles(line);
        if (found === null) return null;
        titles = found;
        return titles.flatMap(columnsOf);
      },
      split: (line) => cut(line, titles),
      dispositionOf: dispositionOfFlow,
    });
  },
};

function columnsOf(title: string): readonly (PlannedColumn | null)[] {
  const pair = ({ src: ['sa', 'sp'], dst: ['da', 'dp'], xsrc: ['xsa', 'xsp'], xdst: ['xda', 'xdp'] } as const)[title];
  return (pair ?? [title]).map(nfdumpColumn);
}

function readTitles(line: string): readonly string[] | null {
  if (!/^\s*(?:Date|Time) first seen/.test(line) || !line.includes('Src IP Addr:Port')) return null;
  const found: string[] = [];
  for (let rest = line.trim(); rest !== ''; ) {
    const known = TITLES.find(([title]) => title.test(rest));
    const length = known === undefined ? (/^\S+/.exec(rest)?.[0].length ?? 1) : (known[0].exec(rest)?.[0].length ?? 1);
    found.push(known?.[1] ?? rest.slice(0, length).toLowerCase());
    rest = rest.slice(length).trimStart();
  }
  return found;
}

/** Values in the order of the titles; `null`: not that many. A value with a unit (`1.2 M`) is no exact one, and left out. */
function cut(line: string, titles: readonly string[]): string[] | null {
  const words = line
    .trim()
    .split(/\s+/)
    .filter((word) => !/^(?:<?->|<-)$/.test(word));
  const cells: string[] = [];
  let at = 0;
  for (const title of titles) {
    const word = words[at++];
    if (word === undefined) return null;
    if (title === 'ts' || title === 'te' || title === 'tr') cells.push(`${word} ${words[at++] ?? ''}`);
    else if (/^x?(?:src|dst)$/.test(title)) cells.push(...cutEndpoint(word));
    else if (/^[KMGT]$/.test(words[at] ?? '')) {
      at++;
      cells.push('');
    } else cells.push(word);
  }
  return at === words.length ? cells : null;
}

/** `192.0.2.1:80`, `2001:db8::1.443`; `fe80..10:abcd.5353` is shortened and no address. */
function cutEndpoint(word: string): readonly [address: string, port: string] {
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5}(?:\.\d+)?)$/.exec(word);
  if (v4 !== null) return [v4[1] ?? '', (v4[2] ?? '').replace(/\.\d+$/, '')];
  const v6 = /^([0-9a-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?)\.(\d{1,5}(?:\.\d+)?)$/i.exec(word);
  if (v6 !== null) return [v6[1] ?? '', (v6[2] ?? '').replace(/\.\d+$/, '')];
  return ['', ''];
}
