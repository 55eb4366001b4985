import { describe, expect, it } from 'vitest';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { readIndicators, valuesOf } from './read-indicators';

function recognise(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const found = sniffFormat(makeProbe('unknown', bytes.length, bytes));
  return found.ok ? found.value : (found.issues[0]?.code ?? '');
}

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

describe('short and mixed lists', () => {
  it.each<[string, string, readonly string[]]>([
    ['AS numbers alone', 'AS64496\nAS64511\n', ['as-number AS64496', 'as-number AS64511']],
    ['AS numbers with names', 'AS64496 Bad Hosting\nAS64511 Other\n', ['as-number AS64496', 'as-number AS64511']],
    ['one value', 'evil.com\n', ['domain evil.com']],
    [
      'values and one line of words',
      '198.51.100.7\n203.0.113.9\nevil.example\nbad.example\nc2.example\nThese were seen at a partner last week.\n',
      ['ipv4 198.51.100.7', 'ipv4 203.0.113.9', 'domain evil.example', 'domain bad.example', 'domain c2.example'],
    ],
    [
      'commas on one line',
      '198.51.100.7, 203.0.113.9, evil.example\n',
      ['ipv4 198.51.100.7', 'ipv4 203.0.113.9', 'domain evil.example'],
    ],
    [
      'semicolons on one line',
      '198.51.100.7; 203.0.113.9; evil.example\n',
      ['ipv4 198.51.100.7', 'ipv4 203.0.113.9', 'domain evil.example'],
    ],
    [
      'rows of different lengths',
      '198.51.100.7,evil.com\nbad.net\n203.0.113.9,a.org,b.org\n',
      ['ipv4 198.51.100.7', 'domain evil.com', 'domain bad.net', 'ipv4 203.0.113.9', 'domain a.org', 'domain b.org'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(recognise(text)).toBe('indicator-list');
    expect(valuesOf(await readIndicators('indicator-list', text))).toEqual(expected);
  });

  it('three values of four lines are a list, and each other line is told with its number', async () => {
    const text = lines(20, (at) => (at % 4 === 3 ? `a few words, number ${at}` : `203.0.113.${at}`));
    expect(recognise(text)).toBe('indicator-list');
    const { statements, notes } = await readIndicators('indicator-list', text);
    expect(statements).toHaveLength(15);
    expect(notes.map(({ code, place }) => [code, place])).toEqual(
      [4, 8, 12, 16, 20].map((line) => ['list-words', { kind: 'line', line }]),
    );
  });

  it.each([
    ['a report', 'The actor used evil.com and 203.0.113.9 for orders. It was seen in March.\n', 'report-text'],
    ['names of hosts', 'server01\nserver02\nserver03\n', 'format-unknown'],
    ['an inventory', 'host;ip;os\nsrv1.corp;10.0.0.1;Windows\nsrv2.corp;10.0.0.2;Linux\n', 'inventory-csv'],
    ['a configuration', 'title: x\nid: y\nreferences:\n  - https://example.com/a\nlevel: high\n', 'format-unknown'],
    ['a log', lines(5, (at) => `Jan  1 00:00:0${at} gate sshd[1]: Accepted password for a from 203.0.113.9`), 'syslog'],
  ])('%s is none', (_, text, expected) => expect(recognise(text)).toBe(expected));
});

describe('a quote too many', () => {
  it.each([
    ['in the first row', '"evil.com,domain,x'],
    ['in its last cell', 'evil.com,domain,"x'],
  ])('%s: the row is told, the rest is read', async (_, row) => {
    const text = `indicator,type,comment\n${row}\n${lines(60, (at) => `bad${at}.com,domain,"y"`)}\n`;
    expect(recognise(text)).toBe('indicator-table');
    const { statements, notes } = await readIndicators('indicator-table', text);
    expect(statements).toHaveLength(61);
    expect(notes).toMatchObject([{ code: 'table-open-quote', place: { kind: 'line', line: 2 } }]);
  });
});
