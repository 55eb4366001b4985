import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { MatchedRecord } from '../../src/domain/history/matched-record';
import { writeRecordsCsv, writeSightingsCsv } from '../../src/formats/sightings-csv';
import { writeSightingsMarkdown } from '../../src/formats/sightings-markdown';
import { makeSighting } from '../history/made-up-sightings';

const subject = {
  name: '=cmd|calc',
  sightings: [
    makeSighting({ value: 'low.example', type: 'domain', directions: { inbound: 1 }, dispositions: { denied: 1 } }),
    makeSighting({ hosts: [['10.1.2.3', 4]], hostCount: 9 }),
  ],
  histories: new Map([['one', 'conn [x](http://evil.example)']]),
  ranAt: '2026-11-24T10:00:00.000Z',
  at: '2026-11-25T10:00:00.000Z',
  tlp: 'TLP:RED',
  isWhole: true,
};
const parse = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;

const record: MatchedRecord = {
  fields: [
    ['source.ip', '10.1.2.3'],
    ['url.full', '=HYPERLINK("http://evil.example")'],
  ],
  time: Date.UTC(2026, 9, 12, 8),
  history: 'one',
  fileName: 'conn.log.gz',
  sha256: 'ab'.repeat(32),
  member: 'conn.log',
  line: 12,
  offset: 3456,
  length: 99,
  source: '@line, "as it was"',
  matches: [{ type: 'ipv4', value: '203.0.113.7', field: 'destination.ip' }],
};

describe('sightings as CSV', () => {
  const rows = parse(writeSightingsCsv(subject));

  it('have the most relevant first, times in UTC, and say what is left out', () => {
    expect(rows.map(({ indicator, relevance }) => [indicator, relevance])).toEqual([
      ['203.0.113.7', 'high'],
      ['low.example', 'low'],
    ]);
    expect(rows[0]?.['first seen']).toBe('2026-10-12T08:00:00.000Z');
    expect(rows[0]?.['our hosts']).toBe('10.1.2.3; and 8 more');
  });

  it('carry the marking in every row, and no formula', () => {
    for (const row of rows) {
      expect(row['tlp']).toBe('TLP:RED');
      expect(row['search']).toBe("'=cmd|calc");
    }
  });
});

it('every row says whether the search was whole', () => {
  const part = { ...subject, isWhole: false };
  expect(parse(writeSightingsCsv(subject)).map(({ whole }) => whole)).toEqual(['yes', 'yes']);
  expect(parse(writeSightingsCsv(part)).map(({ whole }) => whole)).toEqual(['no', 'no']);
  expect(parse(writeRecordsCsv([record], subject)).map(({ whole }) => whole)).toEqual(['yes']);
  expect(parse(writeRecordsCsv([record], part)).map(({ whole }) => whole)).toEqual(['no']);
});

describe('matched records as CSV', () => {
  it('are whole: every field, file, hash, line, byte and the line itself', () => {
    const other = { ...record, fields: [['host.name', 'pc7'] as const], source: null, time: null };
    const [first, second] = parse(writeRecordsCsv([record, other], subject));
    expect(first).toMatchObject({
      time: '2026-10-12T08:00:00.000Z',
      'source.ip': '10.1.2.3',
      'url.full': '\'=HYPERLINK("http://evil.example")',
      'host.name': '',
      file: 'conn.log.gz',
      sha256: 'ab'.repeat(32),
      member: 'conn.log',
      line: '12',
      'byte offset': '3456',
      bytes: '99',
      'source line': '\'@line, "as it was"',
      'found by': 'ipv4 203.0.113.7 in destination.ip',
      tlp: 'TLP:RED',
    });
    expect(second).toMatchObject({ time: '', 'source.ip': '', 'host.name': 'pc7', 'source line': '' });
  });

  it('keep both of two fields with one name, and names that mean something to objects', () => {
    const twice = {
      ...record,
      fields: [
        ['a', '1'],
        ['a', '2'],
        ['__proto__', 'x'],
      ] as const,
    };
    const [head = '', row = ''] = writeRecordsCsv([twice], subject).split('\r\n');
    expect(head).toContain(',a,__proto__,history');
    expect(row).toContain(',"1; 2",x,');
  });
});

describe('sightings as Markdown', () => {
  const text = writeSightingsMarkdown(subject, '2 of 3 were seen.', true);

  it('say what it is, when and how it is marked', () => {
    expect(text).toContain('# DEMONSTRATION: =cmd\\|calc');
    expect(text).toContain('**2 of 3 were seen.**');
    expect(text).toContain('- **Marking:** TLP:RED');
  });

  it('make no link of a name', () => {
    expect(text).toContain('\\[x\\](http&#58;//evil.example)');
  });
});
