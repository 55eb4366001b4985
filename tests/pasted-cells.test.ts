import { expect, it } from 'vitest';
import { readPastedCells } from '../src/domain/pasted-cells';
import { sortPastedText } from '../src/views/shell/pasted-text';

it('reads cells as spreadsheets copy them', () => {
  expect(readPastedCells('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(readPastedCells('one\ntwo')).toEqual([['one'], ['two']]);
  expect(readPastedCells('"two\nlines"\t"say ""so"""\nx\t')).toEqual([
    ['two\nlines', 'say "so"'],
    ['x', ''],
  ]);
  expect(readPastedCells('a\n\nb\n')).toEqual([['a'], [''], ['b']]);
  expect(readPastedCells('"not closed\nb')).toEqual([['"not closed'], ['b']]);
  expect(readPastedCells('"5" screen\tb')).toEqual([['"5" screen', 'b']]);
  expect(readPastedCells('')).toEqual([]);
});

it('is not slowed down by quotes that never close', () => {
  const start = performance.now();
  readPastedCells('"x\t'.repeat(20_000));
  expect(performance.now() - start).toBeLessThan(2000);
});

it('tells what was pasted', () => {
  expect(sortPastedText('Sensor\tSystem group\nSysmon\tServers', true)).toBe('table');
  expect(sortPastedText('sensor,group\nSysmon,Servers', false)).toBe('table');
  expect(sortPastedText('Sysmon\tServers\nZeek\tDMZ', true)).toBe('headless');
  expect(sortPastedText('Sysmon\tServers\nZeek\tDMZ', false)).toBe('table');
  expect(sortPastedText('Sysmon\nZeek\nauditd', true)).toBe('headless');
  expect(sortPastedText('Sysmon\nZeek\nauditd', false)).toBe('other');
  expect(sortPastedText('One line only', true)).toBe('other');
  const prose = 'In January, the actors came by mail, and used T1059.001 to go on to other hosts.';
  expect(sortPastedText(prose, true)).toBe('prose');
  expect(sortPastedText(`Rats\n\n${prose}\n${prose}`, false)).toBe('prose');
  expect(sortPastedText('They ran PowerShell (T1059.001) there', false)).toBe('prose');
  expect(sortPastedText(`Sensor,Notes\nSysmon,"${prose}"`, false)).toBe('table');
  expect(sortPastedText(`Sysmon\t${prose}\nZeek\t${prose}`, true)).toBe('headless');
  const listed = ['T1059.001 PowerShell', 'T1047 WMI', 'T1003 Dumping'];
  expect(sortPastedText(listed.join('\n'), true)).toBe('prose');
  expect(sortPastedText(`TTPs\n\n${listed.map((line) => `- ${line}`).join('\n')}`, false)).toBe('prose');
  expect(sortPastedText('TTPs observed: T1059.001, T1047', false)).toBe('prose');
  expect(
    sortPastedText('# Mapping\n\n| ID | Name |\n|---|---|\n| T1059.001 | PowerShell |\n| T1047 | WMI |', true),
  ).toBe('prose');
  expect(sortPastedText('T1059.001\t1\nT1047\t2', true)).toBe('headless');
  expect(sortPastedText('T1059.001,1\nT1047,2', true)).toBe('table');
  expect(sortPastedText(' {"domain": "x",\n "y": 1}', true)).toBe('json');
});
