/** nfdump's `-o csv` of 1.6 and 1.7, whose headers differ, and `-o pipe`, which has none. */
import type { Probe } from '../probe';
import { dispositionOfFlags } from './dispositions';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import { dispositionOfFlow, isAside, nfdumpColumn } from './nfdump-fields';
import type { PlannedColumn } from './row-writer';

export const NFDUMP_CSV: HistoryFormat = {
  id: 'nfdump-csv',
  name: 'nfdump flows (CSV)',
  extensions: ['csv', 'txt'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) => {
    const lines = (text ?? '').replace(/^[\uFEFF\s]{0,100}/, '').split(/\r?\n/, 4);
    return lines.some((line) => readTitles(line) !== null) ? 1 : 0;
  },
  make(context) {
    let inSummary = false;
    return makeHeaderTableReader(context, {
      dataset: 'nfdump.flow',
      code: 'nfdump',
      advice: 'Write it without -q.',
      // nfdump 1.6 ends some rows in a comma, and has more titles than values without extensions.
      slack: 1,
      readHeader(line) {
        const columns = readTitles(line);
        if (columns !== null) inSummary = false;
        return columns;
      },
      split: (line) => line.replace(/,\s*$/, '').split(','),
      isAside(line) {
        // Two lines follow it: titles, then sums.
        if (/^Summary/.test(line)) inSummary = true;
        return isAside(line) || (inSummary && /^\d[\d,.\s]*$/.test(line));
      },
      dispositionOf: dispositionOfFlow,
    });
  },
};

function readTitles(line: string): readonly (PlannedColumn | null)[] | null {
  const titles = line
    .trim()
    .replace(/,$/, '')
    .split(',')
    .map((title) => title.trim());
  const isLong = titles[0] === 'ts' && titles[1] === 'te' && titles.includes('sa') && titles.includes('da');
  const isShort =
    /^(?:firstSeen|ts)$/.test(titles[0] ?? '') && titles.includes('srcAddr') && titles.includes('dstAddr');
  return isLong || isShort ? titles.map(nfdumpColumn) : null;
}

/** Family, moments in s and ms, protocol, addresses as four numbers each; 24 columns in 1.6, 25 with flows in 1.7. */
const PIPE = [
  'af',
  'first',
  'firstMs',
  'last',
  'lastMs',
  'pr',
  's0',
  's1',
  's2',
  's3',
  'sp',
  'd0',
  'd1',
  'd2',
  'd3',
  'dp',
  'sas',
  'das',
  'in',
  'out',
  'flg',
  'tos',
  'ipkt',
  'ibyt',
] as const;
const PIPE_ROW = /^(?:2|10)(?:\|\d{1,10}){23,26}\s*$/;

export const NFDUMP_PIPE: HistoryFormat = {
  id: 'nfdump-pipe',
  name: 'nfdump flows (pipe)',
  extensions: ['txt'],
  docs: 'flows.md',
  sniff: ({ text }: Probe) => {
    const [first = ''] = (text ?? '').replace(/^[\uFEFF\s]{0,100}/, '').split(/\r?\n/, 1);
    return PIPE_ROW.test(first) ? 0.9 : 0;
  },
  make(context) {
    const columns: readonly PlannedColumn[] = [
      { field: '@timestamp', how: 'moment' },
      { field: 'event.duration', how: 'milliseconds' },
      ...['pr', 'sa', 'sp', 'da', 'dp', 'sas', 'das', 'in', 'out', 'flg', 'ipkt', 'ibyt'].map(
        (name) => nfdumpColumn(name) ?? { field: name, how: 'left' as const },
      ),
    ];
    let begun = false;
    return makeHeaderTableReader(context, {
      dataset: 'nfdump.flow',
      code: 'nfdump',
      advice: '',
      isAside,
      // There is none: the first record begins the table.
      readHeader(line) {
        if (begun || !PIPE_ROW.test(line)) return null;
        begun = true;
        return columns;
      },
      firstIsRecord: () => true,
      split(line) {
        if (!PIPE_ROW.test(line)) return null;
        const values = line.trim().split('|');
        const of = (name: (typeof PIPE)[number]) => values[PIPE.indexOf(name)] ?? '';
        const from = Number(of('first')) * 1000 + Number(of('firstMs'));
        const to = Number(of('last')) * 1000 + Number(of('lastMs'));
        const address = (side: 's' | 'd') =>
          addressOf(of('af'), [of(`${side}0`), of(`${side}1`), of(`${side}2`), of(`${side}3`)]);
        const rest = (['sas', 'das', 'in', 'out', 'flg', 'ipkt', 'ibyt'] as const).map(of);
        return [
          String(from),
          to >= from ? String(to - from) : '',
          of('pr'),
          address('s'),
          of('sp'),
          address('d'),
          of('dp'),
          ...rest,
        ];
      },
      dispositionOf: (textOf) =>
        textOf('network.transport') === '6'
          ? dispositionOfFlags(textOf('nfdump.flags') ?? '', Number(textOf('source.packets')))
          : 'unknown',
    });
  },
};

function addressOf(family: string, words: readonly string[]): string {
  const numbers = words.map(Number);
  if (family === '2') {
    const value = numbers[3] ?? 0;
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
  }
  return numbers
    .flatMap((value) => [Math.floor(value / 65_536) % 65_536, value % 65_536])
    .map((part) => part.toString(16))
    .join(':');
}
