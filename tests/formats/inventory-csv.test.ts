import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation, SystemGroup } from '../../src/domain/sensors/inventory';
import { readInventoryCsv } from '../../src/formats/inventory-csv';
import { HEADER_NAMES, INVENTORY_MEANINGS } from '../../src/formats/inventory-csv-columns';
import { makeOptions, readBytes, readFixture, readFixtureBytes, readText, tell } from './inventory-samples';

const SAME_AS_BASIC = [
  'crlf.csv',
  'cr.csv',
  'bom.csv',
  'utf16le-mark.csv',
  'utf16be-mark.csv',
  'utf16le.csv',
  'utf16be.csv',
  'windows-1252.csv',
  'tabs.tsv',
  'pipes.txt',
  'no-final-line-end.csv',
];

describe('readInventoryCsv', () => {
  it('reads one row per sensor and system group', async () => {
    const reading = await readFixture('basic.csv');
    expect(reading.counts).toEqual({ rows: 5, kept: 5, rejected: 0, blank: 0, title: 0 });
    expect(reading.groups.map(({ name, platforms, hosts, kind }) => ({ name, platforms, hosts, kind }))).toEqual([
      { name: 'Windows servers', platforms: ['Windows'], hosts: 420, kind: 'hosts' },
      { name: 'Windows clients', platforms: ['Windows'], hosts: 3100, kind: 'hosts' },
      { name: 'DMZ', platforms: ['Linux'], hosts: 12, kind: 'hosts' },
      { name: 'Shop account', platforms: ['IaaS'], hosts: null, kind: 'cloud-account' },
    ]);
    const servers = reading.groups[0]?.id ?? '';
    expect(reading.deployments).toHaveLength(5);
    expect(reading.deployments[0]).toMatchObject({
      sensorId: 'sysmon',
      standsOn: servers,
      observes: [{ groupId: servers, share: 0.8, part: null }],
      events: { mode: 'only', ids: ['1', '3', '7'] },
      status: 'deployed',
      cost: { amount: 12000, currency: '', per: 'year' },
      owner: 'Blue team',
      retentionDays: 90,
      since: '2025-02-01',
      until: null,
      notes: '',
    });
    expect(reading.deployments[2]).toMatchObject({ status: 'planned', cost: null, retentionDays: null, since: null });
    expect(reading.deployments[2]?.notes).toBe('pilot in Zürich');
    expect(reading.issues.map(({ code }) => code)).toEqual(['cost-per-year']);
  });

  it.each(SAME_AS_BASIC)('%s gives the same inventory as basic.csv', async (name) => {
    const { groups, deployments, counts } = await readFixture('basic.csv');
    const other = await readFixture(name);
    expect(other).toMatchObject({ groups, deployments, counts });
    expect(other.headerLine).toBe(1);
  });

  it.each(SAME_AS_BASIC)('%s read in chunks of 1, 2, 3 and 7 bytes is the same', async (name) => {
    const whole = await readFixture(name);
    for (const size of [1, 2, 3, 7]) expect(await readFixture(name, size)).toEqual(whole);
  });

  it('tells the encoding and the delimiter', async () => {
    const told = async (name: string) => {
      const { encoding, delimiter } = await readFixture(name);
      return [encoding, delimiter];
    };
    expect(await told('utf16le.csv')).toEqual(['utf-16le', ',']);
    expect(await told('utf16be-mark.csv')).toEqual(['utf-16be', ',']);
    expect(await told('windows-1252.csv')).toEqual(['windows-1252', ',']);
    expect(await told('bom.csv')).toEqual(['utf-8', ',']);
    expect(await told('tabs.tsv')).toEqual(['utf-8', '\t']);
    expect(await told('pipes.txt')).toEqual(['utf-8', '|']);
    expect(await told('german.csv')).toEqual(['windows-1252', ';']);
  });

  it('says that Windows-1252 was read as such, and where it was seen', async () => {
    const { issues } = await readFixture('windows-1252.csv');
    const found = issues.find(({ code }) => code === 'encoding-windows-1252');
    expect(found).toMatchObject({ severity: 'note', message: 'The text is not UTF-8.', done: 'Read as Windows-1252.' });
    expect(found?.found).toContain('Zürich');
  });

  it('takes Excel’s first line "sep=;" for the delimiter', async () => {
    const reading = await readFixture('sep-line.csv');
    expect(reading.delimiter).toBe(';');
    expect(reading.headerLine).toBe(2);
    expect(reading.counts).toMatchObject({ rows: 5, kept: 5, title: 0 });
    expect(reading.deployments[0]?.events).toEqual({ mode: 'only', ids: ['1', '3', '7'] });
  });

  it('reads decimal commas and thousands points in a semicolon file', async () => {
    const { groups, deployments, issues } = await readFixture('semicolon-decimal-comma.csv');
    expect(groups.map(({ hosts, criticality }) => [hosts, criticality])).toEqual([
      [1420, 2.5],
      [12, 1.25],
    ]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.8, 0.125]);
    expect(deployments.map(({ cost }) => cost)).toEqual([
      { amount: 12000.5, currency: 'EUR', per: 'year' },
      { amount: 8000, currency: 'EUR', per: 'year' },
    ]);
    expect(deployments.map(({ since }) => since)).toEqual(['2025-02-01', '2023-06-30']);
    expect(issues.map(({ code }) => code)).toEqual(['cost-per-year']);
  });

  it('reads German headers and words', async () => {
    const { groups, deployments, issues, columns } = await readFixture('german.csv');
    expect(columns.filter(({ meaning }) => meaning === null)).toEqual([]);
    expect(groups.map(({ name, hosts, criticality, roles }) => [name, hosts, criticality, roles])).toEqual([
      ['Domänencontroller', 4, 10, ['domain-controller']],
      ['Clients', 2500, null, []],
      ['Netzwerksensor', null, null, []],
    ]);
    expect(deployments[0]).toMatchObject({
      sensorId: 'sysmon',
      events: { mode: 'except', ids: ['7'] },
      status: 'deployed',
      cost: { amount: 1200, currency: 'EUR', per: 'year' },
      retentionDays: 365,
      since: '2024-03-15',
      owner: 'SOC',
      notes: 'läuft',
    });
    expect(deployments[1]).toMatchObject({
      sensorId: 'zeek',
      status: 'planned',
      retentionDays: 90,
      standsOn: groups[2]?.id,
    });
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([1, 0.75]);
    expect(issues.map(tell)).toContain(
      'note group-without-platform at row 3: The group "Netzwerksensor" is only named as the place of a sensor. ' +
        'Kept without a platform; no technique applies to it yet.',
    );
  });

  it('reads French headers and words', async () => {
    const { groups, deployments, columns } = await readFixture('french.csv');
    expect(columns.filter(({ meaning }) => meaning === null)).toEqual([]);
    expect(groups[0]).toMatchObject({ name: 'Serveurs', platforms: ['Windows'], hosts: 1250 });
    expect(deployments[0]).toMatchObject({
      events: { mode: 'only', ids: ['1', '3'] },
      status: 'deployed',
      cost: { amount: 5000, currency: 'EUR' },
      retentionDays: 90,
    });
  });

  it('counts line breaks within quotes, so that row numbers are those of an editor', async () => {
    const { groups, deployments, issues, counts } = await readFixture('quoted-breaks.csv');
    expect(deployments[0]?.notes).toBe('first line\nsecond line, with a comma\nand "quotes"');
    expect(groups[0]?.name).toBe('Windows\nservers');
    expect(counts).toMatchObject({ rows: 3, kept: 2, rejected: 1 });
    expect(issues.map(tell)).toContain(
      'error missing-sensor at row 7, column Sensor: The row names no sensor. Row left out. ' +
        'Write "none" for a group without sensors.',
    );
  });

  it('finds the header below title lines', async () => {
    const { counts, headerLine, issues } = await readFixture('title-lines.csv');
    expect(headerLine).toBe(5);
    expect(counts).toEqual({ rows: 1, kept: 1, rejected: 0, blank: 1, title: 3 });
    expect(issues.map(tell)).toContain(
      'note lines-above-header at line 1: 3 lines above the header are no rows. [Sensor inventory, second quarter] Not read.',
    );
  });

  it('leaves out the line of an unclosed quote and reads on below it', async () => {
    const { counts, issues, rejectedRows, deployments } = await readFixture('truncated-quote.csv');
    expect(counts).toMatchObject({ rows: 4, kept: 3, rejected: 1 });
    expect(issues.map(tell)).toContain(
      'error unclosed-quote at row 3: A quote that opens in this line is not closed. ' +
        '[Zeek,DMZ,Linux,"this quote never ends] Row left out.',
    );
    expect(rejectedRows).toEqual([
      { row: 3, code: 'unclosed-quote', text: 'Zeek | DMZ | Linux | "this quote never ends' },
    ]);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual(['sysmon', 'windows-event-log', 'aws-cloudtrail']);
    for (const size of [1, 5, 64]) {
      expect((await readFixture('truncated-quote.csv', size)).counts).toEqual(counts);
    }
  });

  it('does not let an unclosed quote swallow the row below', async () => {
    const { issues, deployments, counts } = await readFixture('quote-swallows-row.csv');
    expect(counts).toMatchObject({ rows: 2, kept: 1, rejected: 1 });
    expect(deployments[0]).toMatchObject({ sensorId: 'zeek', notes: 'a proper note' });
    expect(issues.find(({ code }) => code === 'unclosed-quote')?.place).toEqual({ kind: 'row', row: 2 });
  });

  it('reads 100 messy rows: kept and rejected add up, and every defect is told', async () => {
    const reading = await readFixture('messy-100.csv');
    expect(reading.counts).toEqual({ rows: 100, kept: 80, rejected: 20, blank: 6, title: 0 });
    const counts = Object.fromEntries(reading.issueCounts.map(({ code, count }) => [code, count]));
    expect(counts).toEqual({
      'missing-sensor': 10,
      'missing-group': 5,
      'too-many-fields': 5,
      'too-few-fields': 5,
      'unreadable-value': 8,
      'unknown-sensor': 3,
      'unknown-event': 2,
      'repeated-row': 2,
    });
    expect(reading.rejectedRows).toHaveLength(20);
    expect(reading.deployments).toHaveLength(78);
    expect(reading.customSensors.map(({ name, origin, events }) => [name, origin, events.length])).toEqual(
      expect.arrayContaining([
        ['House-made agent 0', 'user', 0],
        ['House-made agent 1', 'user', 0],
        ['House-made agent 2', 'user', 0],
      ]),
    );
    expect(reading.groups.filter(({ name }) => name.startsWith('Bad hosts')).map(({ hosts }) => hosts)).toEqual(
      Array(5).fill(null),
    );
    const shares = reading.deployments.flatMap(({ observes }) => observes.map(({ share }) => share));
    expect(shares).not.toContain(0);
    for (const size of [1, 11, 128]) expect(await readFixture('messy-100.csv', size)).toEqual(reading);
  });

  it('names the row, the column and the text of a bad value', async () => {
    const { issues } = await readText('Sensor,System group,Platform,Hosts,Since\nZeek,DMZ,Linux,lots,31.02.2026\n');
    expect(issues.map(tell)).toEqual([
      'warning unreadable-value at row 2, column Hosts: This is not a number of hosts. [lots] Left empty.',
      'warning unreadable-value at row 2, column Since: This is not a date, as 2026-11-22. [31.02.2026] Left empty.',
    ]);
  });

  it('refuses an empty file, a file of blank lines and one without a header', async () => {
    const failures = async (name: string) => {
      const result = await readBytes(readFixtureBytes(`inventory-csv/${name}`));
      return [result.ok, ...result.issues.map(tell)];
    };
    const needs =
      'None of the first 20 lines is the header of an inventory. It needs two columns: one for the sensor ("sensor", "product", ' +
      '"tool", "data source product" …) and one for the system group ("system group", "asset group", "host group", "hosts group" …).';
    expect(await failures('empty.csv')).toEqual([
      false,
      'error empty-file at the file: The file is empty. Nothing was read.',
    ]);
    expect(await failures('blank-lines-only.csv')).toEqual([
      false,
      `error no-header at the file: ${needs} [no text] Nothing was read.`,
    ]);
    expect(await failures('no-header.csv')).toEqual([
      false,
      `error no-header at line 1: ${needs} [Hostname | IP address | Agent version] Nothing was read.`,
    ]);
  });

  it('looks for the header in the first 20 lines only', async () => {
    const header = 'Sensor,System group\nSysmon,Servers\n';
    const at20 = await readText('a title\n'.repeat(19) + header);
    expect(at20.headerLine).toBe(20);
    const at21 = await readBytes(new TextEncoder().encode('a title\n'.repeat(20) + header));
    expect(at21.ok).toBe(false);
  });

  it('reads a header without rows, and says so', async () => {
    const { counts, issues } = await readFixture('header-only.csv');
    expect(counts).toMatchObject({ rows: 0, kept: 0, rejected: 0 });
    expect(issues.map(tell)).toEqual([
      'warning no-rows at line 1: There are no rows below the header. Nothing to import.',
    ]);
  });

  it('reads a single row without a line end', async () => {
    const { counts, deployments, groups } = await readFixture('one-row.csv');
    expect(counts).toMatchObject({ rows: 1, kept: 1 });
    expect(deployments[0]).toMatchObject({
      sensorId: 'sysmon',
      events: { mode: 'all' },
      status: 'deployed',
      cost: null,
    });
    expect(groups[0]).toMatchObject({ hosts: null, platforms: [] });
  });

  it('takes the first of several columns with one meaning', async () => {
    const { groups, issues } = await readFixture('duplicate-headers.csv');
    expect(groups[0]?.hosts).toBe(10);
    expect(issues.filter(({ code }) => code === 'column-repeated').map(tell)).toEqual([
      'warning column-repeated at row 1, column hosts: An earlier column has the same meaning as "hosts". This one is not used.',
      'warning column-repeated at row 1, column Number of hosts: An earlier column has the same meaning as "Number of hosts". This one is not used.',
    ]);
  });

  it('names each of 197 columns that it does not use', async () => {
    const { columns, issues, counts } = await readFixture('wide-200.csv');
    expect(columns).toHaveLength(200);
    expect(columns[3]).toEqual({ header: 'Extra 1', meaning: null, unit: '', samples: ['x'] });
    expect(issues.filter(({ code }) => code === 'column-not-used')).toHaveLength(197);
    expect(counts.kept).toBe(1);
  });

  it('leaves zero bytes out and says that the text may be damaged', async () => {
    const { groups, issues } = await readFixture('zero-bytes.csv');
    expect(groups.map(({ name }) => name)).toContain('DMZ');
    expect(issues.map(tell)).toContain(
      'warning zero-bytes at the file: The text contains 2 zero bytes; it may be damaged. They were left out.',
    );
  });

  it('is not confused by names that objects have by nature', async () => {
    const { groups, customSensors, columns, deployments } = await readFixture('prototype-headers.csv');
    expect(groups.map(({ name }) => name)).toEqual(['__proto__', 'toString']);
    expect(customSensors.map(({ name }) => name)).toEqual(['constructor']);
    expect(columns.map(({ meaning }) => meaning)).toEqual([null, 'sensor', null, 'group', null, null]);
    expect(deployments).toHaveLength(2);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['workbook.xlsx', 'an Excel workbook (XLSX)'],
    ['archive.zip', 'a ZIP archive'],
    ['picture.png', 'an image (PNG)'],
    ['report.pdf', 'a PDF document'],
    ['packed.csv.gz', 'a gzip archive'],
    ['events.evtx', 'a Windows event log (EVTX)'],
    ['noise.bin', 'binary data of an unknown kind'],
  ])('says that %s is %s', async (name, kind) => {
    const result = await readBytes(readFixtureBytes(`not-text/${name}`));
    expect(result.ok).toBe(false);
    expect(result.issues).toHaveLength(1);
    expect(result.issues[0]).toMatchObject({
      code: 'not-text',
      message: `This is not a text file: it looks like ${kind}.`,
    });
  });
});

describe('groups', () => {
  it('are one, however often they are named; the first statement holds', async () => {
    const { groups, issues } = await readText(
      'Sensor,System group,Platform,Hosts\nSysmon,Windows  Servers,Windows,420\nWinEvtx,windows servers,Linux,400\n' +
        'Zeek,WINDOWS SERVERS,,420\n',
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ name: 'Windows  Servers', platforms: ['Windows'], hosts: 420 });
    expect(issues.map(tell)).toEqual([
      'warning group-conflict at row 3: Row 2 states the platforms of the group "Windows  Servers" differently. [Linux] Kept: Windows.',
      'warning group-conflict at row 3: Row 2 states the number of hosts of the group "Windows  Servers" differently. [400] Kept: 420.',
    ]);
  });

  it('keep the id and what the file does not say of a group of the estate', async () => {
    const servers: SystemGroup = {
      id: 'servers',
      name: 'Windows servers',
      kind: 'hosts',
      platforms: ['Windows'],
      hosts: 400,
      criticality: 3,
      roles: ['mail'],
      parts: [{ name: 'wave 1', share: 0.5 }],
      notes: 'old',
    };
    const { groups, deployments, issues } = await readText('Sensor,System group,Hosts\nSysmon,windows SERVERS,420\n', {
      existingGroups: [servers],
    });
    expect(groups).toEqual([{ ...servers, hosts: 420 }]);
    expect(issues.map(tell)).toEqual([
      'note group-updated at row 2: Your estate had other number of hosts for the group "windows SERVERS". [400] Now: 420.',
    ]);
    expect(deployments[0]?.observes[0]?.groupId).toBe('servers');
  });

  it('without sensors are kept when the row says "none"', async () => {
    const { groups, deployments, counts } = await readText(
      'Sensor,System group,Platform\nnone,Printers,Linux\n-,Kiosks,Windows\n',
    );
    expect(groups.map(({ name }) => name)).toEqual(['Printers', 'Kiosks']);
    expect(deployments).toEqual([]);
    expect(counts).toMatchObject({ kept: 2, rejected: 0 });
  });
});

describe('deployments', () => {
  const shares = (observes: readonly Observation[]) => observes.map(({ share, part }) => [share, part]);

  it('with the same place and settings are one that observes several groups', async () => {
    const { deployments, groups } = await readText(
      'Sensor,System group,Platform,Stands on,Share\nZeek,Clients,Windows,Core switch,90%\nZeek,Servers,Linux,Core switch,50%\n',
    );
    expect(deployments).toHaveLength(1);
    expect(deployments[0]?.standsOn).toBe(groups.find(({ name }) => name === 'Core switch')?.id);
    expect(shares(deployments[0]?.observes ?? [])).toEqual([
      [0.9, null],
      [0.5, null],
    ]);
  });

  it('stand on the group they observe when nothing else is said, and are then separate', async () => {
    const { deployments } = await readText('Sensor,System group\nSysmon,Clients\nSysmon,Servers\n');
    expect(deployments).toHaveLength(2);
    for (const { standsOn, observes } of deployments) expect(standsOn).toBe(observes[0]?.groupId);
  });

  it('with other settings are separate', async () => {
    const { deployments } = await readText(
      'Sensor,System group,Stands on,Owner\nZeek,Clients,Core switch,A\nZeek,Servers,Core switch,B\n',
    );
    expect(deployments).toHaveLength(2);
  });

  it('that are told twice are counted once; another share is a second one', async () => {
    const { deployments, issues, counts } = await readText(
      'Sensor,System group,Platform,Share\nSysmon,Servers,Windows,50%\nSysmon,Servers,Windows,50%\nSysmon,Servers,Windows,30%\n',
    );
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.5, 0.3]);
    expect(counts).toMatchObject({ rows: 3, kept: 3 });
    expect(issues.map(tell)).toEqual(['warning repeated-row at row 3: The row says the same as row 2. Counted once.']);
  });

  it('that observe no group are kept and reported', async () => {
    const { deployments, issues } = await readText('Sensor,System group,Stands on\nZeek,none,Lab\n');
    expect(deployments[0]).toMatchObject({ sensorId: 'zeek', observes: [] });
    expect(issues.map(({ code }) => code)).toContain('observes-nothing');
  });

  it('of unknown sensors make one sensor of the user’s own each', async () => {
    const { customSensors, deployments, issues } = await readText(
      'Sensor,Vendor,System group,Platform,Events\nFoo,,A,Linux,1; 2\nFOO,Acme,B,Linux,3\nFoo,Other,C,Linux,\n',
    );
    expect(customSensors.map(({ name, vendor, events }) => [name, vendor, events])).toEqual([
      ['FOO', 'Acme', []],
      ['Foo', 'Other', []],
    ]);
    expect(customSensors[0]?.id).toMatch(/^user:id-/);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual([
      customSensors[0]?.id,
      customSensors[0]?.id,
      customSensors[1]?.id,
    ]);
    expect(deployments[0]?.events).toEqual({ mode: 'only', ids: ['1', '2'] });
    expect(issues.map(tell)).toEqual([
      'warning unknown-sensor at row 2: The sensor library has no "Foo". Kept as a sensor of your own; it feeds nothing until its events are mapped.',
      'warning unknown-sensor at row 4: The sensor library has no "Foo". Kept as a sensor of your own; it feeds nothing until its events are mapped.',
    ]);
  });

  it('never count as deployed by a word that is not understood', async () => {
    const { deployments, issues } = await readText(
      'Sensor,System group,Platform,Status\nSysmon,A,Windows,retired\nSysmon,B,Windows,\nSysmon,C,Windows,Yes\n',
    );
    expect(deployments.map(({ status }) => status)).toEqual(['candidate', 'deployed', 'deployed']);
    expect(issues.map(tell)).toEqual([
      'warning unknown-status at row 2, column Status: This is none of deployed, planned and candidate. [retired] Read as candidate, which does not count as deployed.',
    ]);
  });
});

describe('hints', () => {
  it('suggest a row per sensor where one cell names several', async () => {
    const { issues } = await readText('Sensor,System group,Platform\n"Sysmon, Zeek",A,Linux\n');
    expect(issues.map(tell)).toEqual([
      'warning unknown-sensor at row 2: The sensor library has no "Sysmon, Zeek". Kept as a sensor of your own; ' +
        'it feeds nothing until its events are mapped. If these are several sensors, give each a row of its own.',
    ]);
  });

  it('show what a column that is not used holds', async () => {
    const { issues } = await readText('Sensor,System group,Platform,Rack,\nZeek,A,Linux,R17,x\n');
    expect(issues.map(tell)).toEqual([
      'note column-not-used at row 1, column Rack: Nothing is known to be meant by the column "Rack". [R17] Not used.',
      'note column-not-used at row 1, column 5: Column 5 has no header. [x] Not used.',
    ]);
  });
});

describe('any table', () => {
  it('is read without a throw; kept and rejected add up; chunks do not matter', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'Sysmon',
        'none',
        '',
        '80%',
        '1',
        '"',
        '3/4/2026',
        '1.234',
        'all',
        'wave 1',
        '=1',
        '12 €',
        '4624-4634',
        'x',
      ),
      fc.string({ maxLength: 8 }),
    );
    const headers = fc.shuffledSubarray(INVENTORY_MEANINGS.map((meaning) => HEADER_NAMES[meaning][0] ?? ''));
    const table = fc.tuple(
      headers,
      fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 }),
      fc.constantFrom(',', ';', '\t'),
    );
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async ([columns, rows, delimiter], size) => {
        const lines = [['sensor', 'system group', ...columns], ...rows].map((cells) => cells.join(delimiter));
        const bytes = new TextEncoder().encode(lines.join('\n'));
        const whole = await readBytes(bytes);
        expect(await readBytes(bytes, {}, size)).toEqual(whole);
        if (!whole.ok) return;
        const { counts, issueCounts, groups, deployments } = whole.value;
        expect(counts.kept + counts.rejected).toBe(counts.rows);
        expect(counts.kept).toBeGreaterThanOrEqual(0);
        const errors = issueCounts.filter(({ severity }) => severity === 'error');
        if (counts.rejected > 0) expect(errors.length).toBeGreaterThan(0);
        const ids = new Set(groups.map(({ id }) => id));
        for (const { observes, standsOn } of deployments) {
          for (const { groupId, share } of observes) {
            expect(ids.has(groupId)).toBe(true);
            expect(share === null || (share >= 0 && share <= 1)).toBe(true);
          }
          expect(standsOn === null || ids.has(standsOn)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('parts', () => {
  it('have the share of their row for a size when nothing else is said', async () => {
    const { groups, deployments } = await readText(
      'Sensor,System group,Platform,Part,Share\nSysmon,Clients,Windows,wave 1,60%\nZeek,Clients,Windows,wave 2,40%\n' +
        'WinEvtx,Clients,Windows,wave 1,\n',
    );
    expect(groups[0]?.parts).toEqual([
      { name: 'wave 1', share: 0.6 },
      { name: 'wave 2', share: 0.4 },
    ]);
    expect(deployments.map(({ observes }) => [observes[0]?.part, observes[0]?.share])).toEqual([
      ['wave 1', null],
      ['wave 2', null],
      ['wave 1', null],
    ]);
  });

  it('whose size is stated leave the share to the part, in whatever order the rows come', async () => {
    const { groups, deployments } = await readText(
      'Sensor,System group,Platform,Part,Share,Part size\nSysmon,Clients,Windows,wave 1,90%,\nZeek,Clients,Windows,wave 1,,60%\n',
    );
    expect(groups[0]?.parts).toEqual([{ name: 'wave 1', share: 0.6 }]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.9, null]);
  });

  it('of unknown size cannot be computed: the row is left out', async () => {
    const { counts, deployments, issues } = await readText(
      'Sensor,System group,Platform,Part\nSysmon,Clients,Windows,wave 1\n',
    );
    expect(deployments).toEqual([]);
    expect(counts).toMatchObject({ rows: 1, kept: 0, rejected: 1 });
    expect(issues.map(tell)).toEqual([
      'error part-without-size at row 2: The size of the part "wave 1" is not stated. Row left out. Give its share of the group.',
    ]);
  });

  it('read again give the same inventory', async () => {
    const text = 'Sensor,System group,Platform,Part,Share\nSysmon,Clients,Windows,wave 1,60%\n';
    const first = await readText(text);
    const second = await readText(text, { existingGroups: first.groups });
    expect(second.groups).toEqual(first.groups);
    expect(second.deployments[0]?.observes).toEqual(first.deployments[0]?.observes);
  });
});

describe('limits', () => {
  it('stop at too many different deployments; nothing is given', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `Sysmon,Group ${at}`).join('\n');
    const result = await readBytes(new TextEncoder().encode(`Sensor,System group\n${rows}\n`), { limit: 10 });
    expect(result.ok).toBe(false);
    expect(result.issues.map(tell)).toEqual([
      'error too-many-deployments at row 7: The file has more than 10 different deployments and groups. ' +
        'An inventory has one row per sensor and system group, not per host. Reading stopped here; nothing was written.',
    ]);
  });

  it('do not count what is the same', async () => {
    const text = `Sensor,System group,Platform\n${'Sysmon,Servers,Windows\n'.repeat(300)}`;
    const { issues, issueCounts, counts, deployments } = await readText(text, { limit: 10 });
    expect(deployments).toHaveLength(1);
    expect(counts).toMatchObject({ rows: 300, kept: 300 });
    expect(issueCounts).toEqual([{ code: 'repeated-row', severity: 'warning', count: 299, listed: 250 }]);
    expect(issues).toHaveLength(250);
  });

  it('tell the progress in bytes', async () => {
    const seen: number[] = [];
    const bytes = readFixtureBytes('inventory-csv/basic.csv');
    await readBytes(bytes, { onProgress: (read) => seen.push(read) }, 100);
    expect(seen.at(-1)).toBe(bytes.length);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it('pass on what goes wrong with the source', async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode('Sensor,System group\n');
      throw new Error('the disk is gone');
    }
    await expect(readInventoryCsv(broken(), makeOptions())).rejects.toThrow('the disk is gone');
    const failing = makeOptions({
      matchSensor: () => {
        throw new Error('a bug');
      },
    });
    const chunks = (async function* () {
      yield new TextEncoder().encode('Sensor,System group\nSysmon,Servers\n');
    })();
    await expect(readInventoryCsv(chunks, failing)).rejects.toThrow('a bug');
  });
});
