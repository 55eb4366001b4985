import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DataComponentId, isUnlisted } from '../../src/domain/attack/identifiers';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readSmapCsv, type SmapCsvReading, sniffSmapCsv } from '../../src/formats/smap-csv';
import { describeWithShared, SHARED } from '../shared-data';

const IDENTITY: Omit<Sensor, 'events'> = {
  id: 'user:1',
  name: 'Doorbell',
  vendor: null,
  aliases: [],
  platforms: [],
  logSources: [],
  origin: 'user',
};

const KNOWN: ReadonlyMap<string, DataComponentId> = new Map([
  ['Process Creation', 'DC0032' as DataComponentId],
  ['File Access', 'DC0055' as DataComponentId],
]);
const resolve = (_source: string, component: string) => KNOWN.get(component) ?? null;

const HEADER =
  'EVENT ID,EVENT DESCRIPTION,ATT&CK DATA SOURCE ID,ATT&CK DATA SOURCE,ATT&CK DATA COMPONENT,SOURCE,RELATIONSHIP,TARGET';

function read(text: string): SmapCsvReading {
  const result = readSmapCsv(text, IDENTITY, 'user', resolve);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function codesAndPlaces(text: string): readonly string[] {
  const { issues } = readSmapCsv(text, IDENTITY, 'user', resolve);
  return issues.map(({ code, severity, place }) =>
    place.kind === 'line' ? `${severity} ${code} line ${place.line}` : `${severity} ${code} ${place.kind}`,
  );
}

describe('sniffSmapCsv', () => {
  it.each([
    ['the header of SMAP', `${HEADER}\n1,x,`],
    ['a byte order mark', `\uFEFF${HEADER}\n`],
    ['lower case, spaces and other columns', ' event id ; ATT&CK Data  Source ;att&ck data component;notes\n'],
    ['an escaped ampersand', 'Event ID,ATT&amp;CK Data Source,ATT&amp;CK Data Component\r\n'],
    ['ATTACK spelt out', 'event_id,attack_data_source,attack_data_component\n'],
    ['blank lines before it', `\n\n${HEADER}\n`],
  ])('takes %s', (_name, head) => {
    expect(sniffSmapCsv(head)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['an inventory', 'sensor,system group,share\nSysmon,Servers,1\n'],
    ['a table of other ids', 'EVENT ID,EVENT DESCRIPTION\n1,x\n'],
    ['prose about it', 'The columns are EVENT ID, ATT&CK DATA SOURCE and so on\n'],
    ['JSON', '{"EVENT ID": "1"}'],
  ])('refuses %s', (_name, head) => {
    expect(sniffSmapCsv(head)).toBe(false);
  });
});

describe('readSmapCsv', () => {
  it('reads events and the components they show, in the order of the file', () => {
    const { sensor, counts } = read(
      `${HEADER}\nB,"says, with commas",DS0009,Process,Process Creation,User,Created,Process\nA,,DS0022,File,File Access,,,\n`,
    );
    expect(sensor).toEqual({
      ...IDENTITY,
      events: [
        { id: 'B', mappings: [{ component: 'DC0032', origin: 'user' }] },
        { id: 'A', mappings: [{ component: 'DC0055', origin: 'user' }] },
      ],
    });
    expect(counts).toEqual({ rows: 2, kept: 2, repeated: 0, leftOut: 0 });
  });

  it('takes line breaks in quotes, CRLF, a byte order mark, odd spaces and escaped ampersands', () => {
    const header = HEADER.replaceAll('ATT&CK', 'ATT&amp;CK').toLowerCase();
    const { sensor } = read(`\uFEFF${header}\r\n" B ","one\r\ntwo",x,  Process ,Process   Creation,,,\r\n`);
    expect(sensor.events).toEqual([{ id: 'B', mappings: [{ component: 'DC0032', origin: 'user' }] }]);
  });

  it('keeps a pair that ATT&CK does not list, visible and unmatched, and says so once', () => {
    const text = `${HEADER}\n1,,,Service,Service Access,,,\n2,,,Service,Service Access,,,\n`;
    const { sensor } = read(text);
    expect(sensor.events[1]?.mappings).toEqual([{ component: '~Service: Service Access', origin: 'user' }]);
    expect(sensor.events.flatMap(({ mappings }) => mappings).every(({ component }) => isUnlisted(component))).toBe(
      true,
    );
    expect(codesAndPlaces(text)).toEqual(['note smap-pair-not-in-attack line 2']);
  });

  it('counts a repeated mapping once and says which line it repeats', () => {
    const text = `${HEADER}\n1,,,Process,Process Creation,User,Created,\n1,,,Process,Process Creation,Process,Created,\n`;
    expect(read(text).counts).toEqual({ rows: 2, kept: 1, repeated: 1, leftOut: 0 });
    const [note] = readSmapCsv(text, IDENTITY, 'user', resolve).issues;
    expect(note).toMatchObject({ code: 'smap-mapping-repeated', place: { kind: 'line', line: 3 } });
    expect(note?.done).toContain('line 2');
  });

  it('leaves out rows without an event or with too many fields, and keeps an event without a pair', () => {
    const rows = [
      ',x,,Process,Process Creation,,,',
      '2,unquoted, comma,DS0009,Process,Process Creation,,,',
      '3,,,Process,,,,',
      '4,,,,File Access,,,',
      '5,,,Process,Process Creation',
      '',
      '6,,,Process,Process Creation,,,,,',
    ];
    const text = [HEADER, ...rows].join('\n');
    const { sensor, counts } = read(text);
    expect(sensor.events.map(({ id, mappings }) => [id, mappings.length])).toEqual([
      ['3', 0],
      ['4', 0],
      ['5', 1],
      ['6', 1],
    ]);
    expect(counts).toEqual({ rows: 6, kept: 4, repeated: 0, leftOut: 2 });
    expect(codesAndPlaces(text)).toEqual([
      'warning smap-event-missing line 2',
      'warning smap-row-shifted line 3',
      'warning smap-pair-incomplete line 4',
      'warning smap-pair-incomplete line 5',
    ]);
  });

  it('loses one row, not the rest, to a quote that is not closed', () => {
    const text = `${HEADER}\n1,"open,,Process,Process Creation,,,\n2,,,File,File Access,,,\n`;
    expect(read(text).sensor.events.map(({ id }) => id)).toEqual(['2']);
    expect(codesAndPlaces(text)).toEqual(['warning smap-quote-unclosed line 2']);
  });

  it.each([
    ['an empty file', ''],
    ['another table', 'sensor,hosts\nSysmon,4\n'],
    ['a header alone', `${HEADER}\n`],
  ])('reads nothing from %s and says why', (_name, text) => {
    const result = readSmapCsv(text, IDENTITY, 'user', resolve);
    expect(result.ok).toBe(false);
    expect(result.issues[0]?.severity).toBe('error');
    expect(result.issues[0]?.done).toMatch(/^Nothing was read/);
  });

  it('refuses a long table without any event, with all that is wrong', () => {
    const rows = 200_000;
    const result = readSmapCsv(`${HEADER}\n${',x\n'.repeat(rows)}`, IDENTITY, 'user', resolve);
    expect(result.ok).toBe(false);
    expect(result.issues.length).toBe(rows + 1);
  });

  it('takes event ids for text: names of object fields included', () => {
    const { sensor } = read(`${HEADER}\n__proto__,,,Process,Process Creation,,,\nconstructor,,,File,File Access,,,\n`);
    expect(sensor.events.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
  });
});

describeWithShared("SMAP's own files", () => {
  it.each([
    ['WinEvtx', { rows: 148, events: 127, mappings: 144 }],
    ['Sysmon', { rows: 28, events: 22, mappings: 26 }],
    ['Auditd', { rows: 122, events: 62, mappings: 68 }],
    ['OSQuery', { rows: 203, events: 196, mappings: 198 }],
    ['Zeek', { rows: 226, events: 221, mappings: 221 }],
    ['CloudTrail', { rows: 173, events: 167, mappings: 170 }],
  ])('%s: every row is kept or reported', (name, expected) => {
    const file = join(SHARED, 'data', 'smap', 'csv', `${name}-sensors-mappings-enterprise.csv`);
    const text = readFileSync(file, 'utf8');
    expect(sniffSmapCsv(text.slice(0, 512))).toBe(true);
    const result = readSmapCsv(text, { ...IDENTITY, name }, 'smap', resolve);
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    const { sensor, counts } = result.value;
    const mappings = sensor.events.reduce((sum, event) => sum + event.mappings.length, 0);
    expect({ rows: counts.rows, events: sensor.events.length, mappings }).toEqual(expected);
    expect(counts.kept + counts.repeated + counts.leftOut).toBe(counts.rows);
    expect(counts.leftOut).toBe(0);
    const repeated = result.issues.filter(({ code }) => code === 'smap-mapping-repeated');
    expect(repeated).toHaveLength(counts.repeated);
    expect(counts.kept).toBe(mappings);
  });
});
