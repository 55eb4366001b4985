import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ChosenFormat } from '../../workers/contract/imports';
import { listReadAs } from '../../workers/readings/choosable-formats';
import { importFile, inspect } from './import-as-worker';
import { makeFile } from './made-up-logs';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const TABLE = 'A;B;C\n2026-01-01 10:00:00;203.0.113.7;evil.example\n2026-01-01 10:00:05;203.0.113.8;bad.example\n';

describe('a table whose headings say nothing', () => {
  it('may be an inventory, a log or indicators', () => {
    for (const format of ['inventory-csv', 'table-log', 'indicator-table'] as const)
      expect(listReadAs(format)).toEqual(expect.arrayContaining(['inventory-csv', 'table-log', 'indicator-table']));
    expect(listReadAs('indicator-workbook')).toEqual(['inventory-xlsx', 'indicator-workbook']);
    expect(listReadAs('zeek-tsv')).toEqual([]);
  });

  it.each<[ChosenFormat, string, string]>([
    ['table-log', 'history', 'records'],
    ['indicator-table', 'indicators', 'indicators'],
    ['indicator-list', 'indicators', 'indicators'],
  ])('is read as %s, as chosen', async (format, kind, unit) => {
    const reading = await inspect(makeFile('a.csv', TABLE), { format });
    if (!reading.ok) throw new Error(reading.issues.map(({ message }) => message).join());
    expect(reading.value.detail.kind).toBe(kind);
    expect(reading.value.counts.unit).toBe(unit);
  });

  it('is a log of two records once it was said', async () => {
    const receipt = await importFile(makeFile('a.csv', TABLE), { format: 'table-log' });
    expect(receipt.ok && receipt.value.counts).toMatchObject({ read: 2, kept: 2, reported: 0 });
  });

  it('of two columns has a wizard as well', async () => {
    const reading = await inspect(makeFile('a.csv', 'A;B\n2026-01-01 10:00:00;203.0.113.7\n'), { format: 'table-log' });
    const detail = reading.ok ? reading.value.detail : null;
    expect(detail?.kind === 'history' && detail.columns?.map(({ header }) => header)).toEqual(['A', 'B']);
  });

  it('names its columns, whatever they are called', async () => {
    const reading = await inspect(makeFile('a.csv', TABLE), { format: 'indicator-table' });
    const detail = reading.ok ? reading.value.detail : null;
    expect(detail?.kind === 'indicators' && detail.columns?.map(({ header }) => header)).toEqual(['A', 'B', 'C']);
    expect(detail?.kind === 'indicators' && detail.typeCounts).toEqual({ ipv4: 2, domain: 2 });
    expect(reading.ok && reading.value.counts.reported).toBe(0);
  });

  it('without any value is asked for its columns, and is no import', async () => {
    const reading = await inspect(makeFile('a.csv', 'A;B;C\nx y;1;2\nz w;3;4\n'), { format: 'indicator-table' });
    if (!reading.ok) throw new Error('refused');
    expect(reading.value.effect.kind).toBe('nothing');
    const { detail } = reading.value;
    expect(detail.kind === 'indicators' && detail.columns).toHaveLength(3);
  });
});

describe('indicators that are patterns and no values', () => {
  const bundle = (pattern: string) =>
    JSON.stringify({
      type: 'bundle',
      id: 'bundle--0b2a2a44-5b3b-4ec0-9f0e-111111111111',
      objects: [
        {
          type: 'indicator',
          spec_version: '2.1',
          id: 'indicator--0b2a2a44-5b3b-4ec0-9f0e-222222222222',
          created: '2026-01-01T00:00:00Z',
          modified: '2026-01-01T00:00:00Z',
          pattern_type: 'stix',
          valid_from: '2026-01-01T00:00:00Z',
          pattern,
        },
      ],
    });

  it('are read from a bundle that holds nothing else', async () => {
    const pattern = "[file:name LIKE '%evil%']";
    const reading = await inspect(makeFile('one.json', bundle(pattern)));
    if (!reading.ok) throw new Error(reading.issues.map(({ message }) => message).join());
    const { detail } = reading.value;
    expect(detail.kind === 'indicators' && detail.statements).toMatchObject([{ type: 'pattern', value: pattern }]);
  });

  it('are refused, with what is wrong, where they are none', async () => {
    const reading = await inspect(makeFile('one.json', bundle('[file:name LIKE ')));
    expect(reading.ok).toBe(false);
  });
});
