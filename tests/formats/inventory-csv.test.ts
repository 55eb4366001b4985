import { describe, expect, it } from 'vitest';
import { readBytes, readFixture, readFixtureBytes, readText, tell } from './inventory-samples';

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
      version: '',
      logDestination: '',
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
      version: '',
      logDestination: '',
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

  it('refuses an empty file and one of blank lines', async () => {
    const failures = async (name: string) => {
      const result = await readBytes(readFixtureBytes(`inventory-csv/${name}`));
      return [result.ok, ...result.issues.map(tell)];
    };
    const needs =
      'None of the first 20 lines is the header of a table. An inventory needs a column for the sensor ("sensor", "product", ' +
      '"tool", "data source product" …).';
    expect(await failures('empty.csv')).toEqual([
      false,
      'error empty-file at the file: The file is empty. Nothing was read.',
    ]);
    expect(await failures('blank-lines-only.csv')).toEqual([
      false,
      `error no-header at the file: ${needs} [no text] Nothing was read.`,
    ]);
  });

  it('shows a table that names no sensors, and keeps nothing of it', async () => {
    const reading = await readFixture('no-header.csv');
    expect(reading).toMatchObject({ missing: ['sensor'], rowsAre: 'hosts', groups: [], deployments: [], products: [] });
    expect(reading.columns.map(({ header, meaning }) => [header, meaning])).toEqual([
      ['Hostname', 'host'],
      ['IP address', null],
      ['Agent version', 'version'],
    ]);
    expect(reading.counts.kept).toBe(0);
    expect(reading.counts.rejected).toBe(reading.counts.rows);
    expect(reading.issues.map(({ code }) => code)).toEqual(['no-product-column']);
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
      events: null,
      status: null,
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
    expect(columns[3]).toEqual({ header: 'Extra 1', meaning: null, unit: '', how: null, samples: ['x'] });
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
