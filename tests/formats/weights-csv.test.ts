import { describe, expect, it } from 'vitest';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { readWeightsCsv } from '../../src/formats/weights-csv';

function sniff(text: string): string {
  const found = sniffFormat(makeProbe('unknown', text.length, new TextEncoder().encode(text)));
  return found.ok ? found.value : (found.issues[0]?.code ?? '');
}

function read(text: string) {
  const result = readWeightsCsv(text);
  if (!result.ok)
    return { codes: result.issues.map(({ code }) => code), weights: null, counts: null, issues: result.issues };
  const { weights, counts } = result.value;
  return {
    codes: result.issues.map(({ code }) => code),
    weights: Object.fromEntries(weights.map(({ technique, weight }) => [technique, weight])),
    counts,
    issues: result.issues,
  };
}

describe('a table of weights', () => {
  it.each([
    'technique,weight\nT1059.001,3\nT1003,1.5\n',
    'Weight;Technique ID\n3;T1059.001\n1,5;T1003\n',
    '\uFEFFTechnik-ID;Name;Gewicht\r\nT1059.001;PowerShell;3\r\nT1003;Zugangsdaten;1,5\r\n',
    'Technique\tPoids\r\nT1059.001\t3\r\nT1003\t1,5\r\n',
    'Técnica,Peso\nt1059.001,3\n T1003 ,1.5\n',
    'ATT&CK Technique,Tactic,Weight,Why\n"T1059.001: PowerShell",Execution,3,"often, here"\nT1003,Credential Access,1.5,\n',
    'Our priorities 2026\n\ntechnique,priority\nT1059.001,3\nT1003,1.5\n',
    'sep=;\ntechnique;score\nT1059.001;3\nT1003;1.5\n',
    'T1059.001,3\nT1003,1.5\n',
    '3\tT1059.001\n1.5\tT1003\n',
  ])('is recognised and read, whatever its dialect: %j', (text) => {
    expect(sniff(text)).toBe('weights-csv');
    expect(read(text).weights).toEqual({ 'T1059.001': 3, T1003: 1.5 });
    expect(read(text).codes).toEqual([]);
  });

  it.each([
    [
      'Sensor,System group,Platform,Hosts,Criticality\nSysmon,Servers,Windows,10,3\nZeek,Servers,Windows,10,3\n',
      'inventory-csv',
    ],
    ['technique,name\nT1059.001,Suspicious PowerShell\nT1003,Dump of LSASS\n', 'rule-table'],
    ['Tool,Technique\nx,T1059.001\ny,T1003\n', 'format-not-imported'],
    ['Technique,Weight\nSysmon,3\nZeek,2\nFalco,4\n', 'inventory-csv'],
  ])('does not take what is another table: %j', (text, format) => {
    expect(sniff(text)).toBe(format);
  });

  it('keeps or reports every row, each with its line', () => {
    const { weights, counts, issues } = read(
      'technique,weight\nT1003,2\nT1003,2\nT1003,5\nnone,1\nT1059,\nT1036,-1\nT1027,many\nT1018,0\n"T1105,4\n',
    );
    expect(weights).toEqual({ T1003: 2, T1018: 0 });
    expect(counts).toEqual({ rows: 9, kept: 2, leftOut: 7 });
    expect(issues.map(({ code, place }) => `${code} ${place.kind === 'line' ? place.line : ''}`)).toEqual([
      'weights-technique-repeated 3',
      'weights-technique-repeated 4',
      'weights-technique-malformed 5',
      'weights-number-malformed 6',
      'weights-number-malformed 7',
      'weights-number-malformed 8',
      'weights-row-malformed 10',
    ]);
  });

  it('refuses a table that weighs nothing, with the reason', () => {
    expect(read('technique,weight\nT1003,x\n').codes).toEqual(['weights-none', 'weights-number-malformed']);
    expect(read('a,b\n1,2\n').codes).toEqual(['weights-header-missing']);
  });
});
