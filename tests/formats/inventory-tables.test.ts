import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeProductMatcher } from '../../src/domain/sensors/match-product';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import type { InventoryCsvOptions } from '../../src/formats/inventory/inventory-csv-table';
import { readBytes, tell } from './inventory-samples';

/** Tables as people have them, with the real library. */

const LIBRARY = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/sensor-library.json'), 'utf8'),
) as SensorLibrary;
const matcher = makeProductMatcher(LIBRARY.sensors);

async function read(text: string, extra: Partial<InventoryCsvOptions> = {}) {
  const result = await readBytes(new TextEncoder().encode(text), {
    matchSensor: matcher.match,
    isVendor: matcher.isVendor,
    ...extra,
  });
  if (!result.ok) throw new Error(result.issues.map(tell).join('\n'));
  const { value, issues } = result;
  expect(value.counts.kept + value.counts.rejected).toBe(value.counts.rows);
  return { ...value, issues };
}

const meaningsOf = ({ columns }: Awaited<ReturnType<typeof read>>) =>
  columns.map(({ header, meaning, how }) => [header, meaning, how]);

describe('groups made of rows', () => {
  it('take a stated share as one of the hosts of the row', async () => {
    const rows = 'Sysmon,Windows,1250,60%\nOther,Windows,84,100%\nThird,Windows,625,\n';
    const { deployments, groups } = await read(`Tool,OS,Hosts,Coverage\n${rows}`);
    expect(groups.map(({ hosts }) => hosts)).toEqual([1250]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.6, 84 / 1250, 0.5]);
  });
});

describe('columns', () => {
  it('say in their header which currency, how often, and where logs go', async () => {
    for (const header of ['Coût €/an', 'Kosten (EUR/Jahr)', 'Cost EUR p.a.']) {
      const reading = await read(`Tool;OS;${header};Log-Ziel\nSysmon;Windows;12.000;Splunk\nZeek;Linux;800;Elastic\n`);
      expect(reading.deployments[0]).toMatchObject({
        cost: { amount: 12_000, currency: 'EUR', per: 'year' },
        logDestination: 'Splunk',
      });
      expect(reading.issues.map(({ code }) => code)).not.toContain('cost-per-year');
    }
  });

  it('of numbers name no hosts', async () => {
    const reading = await read('Tool;OS;Anz. Rechner\nSysmon;Windows;1.250\nZeek;Windows;84\nosquery;Linux;300\n');
    expect(meaningsOf(reading)[2]).toEqual(['Anz. Rechner', 'hosts', 'header']);
    expect(reading.groups.map(({ hosts }) => hosts)).toEqual([1250, 300]);
  });

  it('are told by headers that nobody agreed on', async () => {
    const reading = await read(
      'Tool in use;Hersteller;Lizenz;Qty;Loc.;Betriebssystem / OS;Go-live;Renewal date;Logs go to;Ansprechpartner\n' +
        'CrowdStrike Falcon;CrowdStrike;12.000 €;420;Porto;Windows;01.02.2024;31.01.2027;Splunk;SOC\n' +
        'osquery;;kostenlos;35;Lyon;Linux;15.03.2024;;Elastic;IT\n',
    );
    expect(meaningsOf(reading)).toEqual([
      ['Tool in use', 'sensor', 'header'],
      ['Hersteller', 'vendor', 'header'],
      ['Lizenz', 'cost', 'header'],
      ['Qty', 'hosts', 'header'],
      ['Loc.', 'site', 'header'],
      ['Betriebssystem / OS', 'platform', 'header'],
      ['Go-live', 'since', 'header'],
      ['Renewal date', 'until', 'header'],
      ['Logs go to', 'logDestination', 'header'],
      ['Ansprechpartner', 'owner', 'header'],
    ]);
    expect(reading.grouping).toEqual(['site', 'platform']);
    expect(reading.groups.map(({ name, hosts, site }) => [name, hosts, site])).toEqual([
      ['Porto, Windows', 420, 'Porto'],
      ['Lyon, Linux', 35, 'Lyon'],
    ]);
    expect(reading.deployments[0]).toMatchObject({
      sensorId: 'crowdstrike-falcon',
      cost: { amount: 12_000, currency: 'EUR' },
      since: '2024-02-01',
      until: '2027-01-31',
      logDestination: 'Splunk',
      owner: 'SOC',
    });
  });

  it('are told by their cells where headers say nothing', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, at) =>
        `${['Sysmon', 'Suricata', 'osquery'][at % 3]},${['Windows 10', 'RHEL 8'][at % 2]},${60 + at} %,"€ ${at}00",2024-01-${10 + at},${at * 7}`,
    );
    const reading = await read(`Column1,Column2,Column3,Column4,Column5,Column6\n${rows.join('\n')}\n`);
    expect(meaningsOf(reading).map(([, meaning, how]) => [meaning, how])).toEqual([
      ['sensor', 'content'],
      ['platform', 'content'],
      ['share', 'content'],
      ['cost', 'content'],
      ['since', 'content'],
      ['hosts', 'content'],
    ]);
  });

  it.each([
    [
      'Name,Manufacturer,Type,Installed\nSysmon,Microsoft,EDR,yes\nProofpoint,Proofpoint,Mail,planned\n',
      'sensor,vendor,,status',
    ],
    ['Capability,Tool,Covers\nEndpoint,Sysmon,Clients\nNetwork,Zeek,Office\n', ',sensor,group'],
    ['computer,os,user,software\npc1,Windows 10,ada,Sysmon\npc2,Windows 11,bob,osquery\n', 'host,platform,,sensor'],
    ['Produktname;Systeme (Anzahl)\nSysmon;1.200\nZeek;4\n', 'sensor,hosts'],
    ['Hersteller / Vendor|Produkt / Product|Anzahl / Count\nMicrosoft|Sysmon|20\n', 'vendor,sensor,hosts'],
    ['Name,OS,Agent\nweb-01,Ubuntu,osquery\nweb-02,Ubuntu,Falco\ndb-01,Ubuntu,osquery\n', 'host,platform,sensor'],
    ['Agent version,Agent status,Agent,Last seen\n7.1,active,Sysmon,2026-01-01\n', 'version,status,sensor,'],
    [
      'deviceName,osPlatform,productName,productVersion\nd-1,Windows10,Sysmon,15\nd-2,Linux,osquery,5\n',
      'host,platform,sensor,version',
    ],
  ])('of %j are understood', async (text, meanings) => {
    expect((await read(text)).columns.map(({ meaning }) => meaning ?? '').join()).toBe(meanings);
  });

  it('whose cells disagree with a vague header are left alone', async () => {
    const reading = await read('Product,Licence,Start of shift,System group\nSysmon,E5,morning,A\nZeek,E3,noon,B\n');
    expect(meaningsOf(reading).map(([, meaning]) => meaning)).toEqual(['sensor', null, null, 'group']);
  });

  it('are obeyed as chosen and as remembered', async () => {
    const text = 'Name,What,Where\nSysmon,Windows,Porto\nZeek,Linux,Lyon\n';
    const chosen = await read(text, { choices: { meanings: ['sensor', 'platform', 'group'] } });
    expect(meaningsOf(chosen).map(([, meaning, how]) => [meaning, how])).toEqual([
      ['sensor', 'chosen'],
      ['platform', 'chosen'],
      ['group', 'chosen'],
    ]);
    expect(chosen.groups.map(({ name }) => name)).toEqual(['Porto', 'Lyon']);
    const recall = (headers: readonly string[]) =>
      headers.join() === 'Name,What,Where' ? (['sensor', null, 'group'] as const) : null;
    const remembered = await read(text, { recall });
    expect(meaningsOf(remembered).map(([, meaning, how]) => [meaning, how])).toEqual([
      ['sensor', 'remembered'],
      [null, null],
      ['group', 'remembered'],
    ]);
    const none = await read(text, { recall, choices: { meanings: [null, null, null] } });
    expect(none).toMatchObject({ missing: ['sensor'], counts: { rows: 2, kept: 0, rejected: 2 } });
  });

  it('put rows together as chosen', async () => {
    const text = 'Product,OS,Site,Owner\nSysmon,Windows,Porto,A\nSysmon,Windows,Lyon,A\n';
    const names = async (grouping: InventoryCsvOptions['choices']) =>
      (await read(text, grouping === undefined ? {} : { choices: grouping })).groups.map(({ name }) => name);
    expect(await names(undefined)).toEqual(['Porto, Windows', 'Lyon, Windows']);
    expect(await names({ grouping: ['platform'] })).toEqual(['Windows']);
    expect(await names({ grouping: ['owner'] })).toEqual(['A']);
    expect(await names({ grouping: [] })).toEqual(['All hosts']);
  });
});

describe('products', () => {
  it('are counted, matched with a score, and chosen otherwise', async () => {
    const text = 'Product,OS\nCrowdstrik Falcon,Windows\nSysmon,Windows\nOur agent,Linux\nSysmon,Linux\n';
    const { products, customSensors, issues } = await read(text);
    expect(products.map(({ name, rows, match }) => [name, rows, match?.sensorId ?? null, match?.how ?? null])).toEqual([
      ['Sysmon', 2, 'sysmon', 'name'],
      ['Crowdstrik Falcon', 1, 'crowdstrike-falcon', 'similar'],
      ['Our agent', 1, null, null],
    ]);
    expect(products[2]?.sensorId).toBe(customSensors[0]?.id);
    expect(issues.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['similar-sensor', 'unknown-sensor', 'groups-derived']),
    );
    const chosen = await read(text, { choices: { sensors: { 'Our agent': 'osquery', Sysmon: 'own' } } });
    expect(chosen.products.map(({ name, match }) => [name, match?.sensorId ?? null])).toEqual([
      ['Sysmon', null],
      ['Crowdstrik Falcon', 'crowdstrike-falcon'],
      ['Our agent', 'osquery'],
    ]);
    expect(chosen.customSensors.map(({ name }) => name)).toEqual(['Sysmon']);
  });

  it('on made-up groups have a share of the largest count', async () => {
    const { groups, deployments } = await read(
      'Product,OS,Qty\nDefender for Endpoint,Windows,3000\nSysmon,Windows,600\n',
    );
    expect(groups.map(({ name, hosts }) => [name, hosts])).toEqual([['Windows', 3000]]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([1, 0.2]);
  });
});

describe('rows of hosts', () => {
  const HEADER = 'Hostname,OS,Agent,Agent version,Site,Last seen\n';

  it('are counted into groups and shares', async () => {
    const rows = [
      'srv-1,Windows Server 2019,CrowdStrike Falcon,7.14,Porto,2026-01-01',
      'srv-2,Windows Server 2022,CrowdStrike Falcon,7.15,Porto,2026-01-02',
      'SRV-2,Windows Server 2022,Sysmon,15,Porto,2026-01-02',
      'srv-3,Windows Server 2022,,,Porto,2026-01-03',
      'srv-3,Windows Server 2022,none,,Porto,2026-01-03',
      'web-1,Ubuntu 22.04,"CrowdStrike Falcon; osquery","7.14; 5.9",Lyon,2026-01-04',
      'web-2,Ubuntu 22.04,not installed,,Lyon,2026-01-05',
    ];
    const reading = await read(HEADER + rows.join('\n'));
    expect(reading.rowsAre).toBe('hosts');
    expect(reading.counts).toMatchObject({ rows: 7, kept: 7, rejected: 0 });
    expect(reading.groups.map(({ name, hosts, platforms }) => [name, hosts, platforms])).toEqual([
      ['Porto, Windows', 3, ['Windows']],
      ['Lyon, Linux', 2, ['Linux']],
    ]);
    expect(
      reading.deployments.map(({ sensorId, version, observes }) => [sensorId, version, observes[0]?.share]),
    ).toEqual([
      ['crowdstrike-falcon', '7.14, 7.15', 2 / 3],
      ['sysmon', '15', 1 / 3],
      ['crowdstrike-falcon', '7.14', 0.5],
      ['osquery', '5.9', 0.5],
    ]);
    expect(reading.issues.map(({ code }) => code)).toEqual(['hosts-counted', 'column-not-used', 'groups-derived']);
  });

  it('of one product leave the share open', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `pc-${at},Windows 11,SentinelOne,23.1,Graz,`).join('\n');
    const { groups, deployments, issues } = await read(HEADER + rows);
    expect(groups.map(({ hosts }) => hosts)).toEqual([30]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([null]);
    expect(issues.find(({ code }) => code === 'hosts-counted')?.message).toContain(
      'does not say how many hosts lack it',
    );
  });

  it('without a name are counted one by one', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `${at % 2 === 0 ? 'Sysmon' : 'osquery'},Windows 11,Porto`).join(
      '\n',
    );
    const { rowsAre, groups, deployments } = await read(`Agent,OS,Site\n${rows}\n`);
    expect(rowsAre).toBe('hosts');
    expect(groups.map(({ hosts }) => hosts)).toEqual([40]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.5, 0.5]);
  });

  it('with a column of groups are counted into those', async () => {
    const { groups } = await read(
      'Computer name,Department,Agent\na-1,Sales,Sysmon\na-2,Sales,osquery\nb-1,Lab,Sysmon\n',
    );
    expect(groups.map(({ name, hosts }) => [name, hosts])).toEqual([
      ['Sales', 2],
      ['Lab', 1],
    ]);
  });

  it('say the same quoted, unquoted, in CRLF and in chunks, hosts counted once', async () => {
    const cells = Array.from({ length: 3000 }, (_, at) => [
      `Host-${at % 700}`,
      ['Windows 11', 'Ubuntu'][at % 2] ?? '',
      ['Sysmon', 'osquery', 'none', ''][at % 4] ?? '',
      `v${at % 3}`,
      ['Porto', 'Malmö'][at % 2] ?? '',
      at % 50 === 0 ? 'a "quoted" word' : String(at),
    ]);
    const write = (isQuoted: boolean, end: string) =>
      HEADER +
      cells
        .map(
          (row) =>
            row.map((cell) => (isQuoted || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',') +
            end,
        )
        .join('');
    const bare = ({ groups, deployments, counts }: Awaited<ReturnType<typeof read>>) => ({
      groups,
      deployments,
      counts,
    });
    const plain = bare(await read(write(false, '\n')));
    expect(plain.counts).toMatchObject({ rows: 3000, kept: 3000 });
    expect(plain.groups.map(({ hosts }) => hosts)).toEqual([350, 350]);
    expect(bare(await read(write(true, '\n')))).toEqual(plain);
    expect(bare(await read(write(false, '\r\n')))).toEqual(plain);
    for (const size of [1000, 4097]) {
      const result = await readBytes(
        new TextEncoder().encode(write(true, '\r\n')),
        { matchSensor: matcher.match, isVendor: matcher.isVendor },
        size,
      );
      expect(result.ok && result.value.deployments).toEqual(plain.deployments);
    }
  });

  it('of 300,000 hosts stay within the limit, since none is kept', { timeout: 30_000 }, async () => {
    const rows = Array.from(
      { length: 300_000 },
      (_, at) => `h${at},Windows 11,${at % 3 === 0 ? 'Sysmon' : 'osquery'},1,Graz,x`,
    );
    const { groups, deployments } = await read(HEADER + rows.join('\n'), { limit: 100 });
    expect(groups.map(({ hosts }) => hosts)).toEqual([300_000]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([1 / 3, 2 / 3]);
  });
});

describe('hostile tables', () => {
  it('of one endless line, of unclosed quotes and of zero bytes are bounded', { timeout: 60_000 }, async () => {
    const long = new TextEncoder().encode(`Product,OS\n${'x'.repeat(20_000_000)}`);
    expect((await readBytes(long)).ok).toBe(true);
    const quotes = new TextEncoder().encode(`Product,OS\n${'"Sysmon,Windows\n'.repeat(200_000)}`);
    const result = await readBytes(quotes);
    expect(result.ok && result.value.counts).toMatchObject({ rows: 200_000, kept: 0, rejected: 200_000 });
    expect(result.ok && result.value.rejectedRows.length).toBe(1000);
    const zeros = new Uint8Array(5_000_000);
    zeros.set(new TextEncoder().encode('Product,OS\nSysmon,Windows\n'));
    expect((await readBytes(zeros)).issues.length).toBeGreaterThan(0);
  });
});

describe('a table that may be no inventory', () => {
  it.each([
    ['Agent,Region,Quarter', 'Smith,North,Q1'],
    ['Control ID,Control,Owner,Status', 'A.5.1,Policies,CISO,planned'],
    ['Application,Owner,Environment', 'Payroll,HR,Prod'],
    ['Software,Version,Publisher', 'LibreOffice,7.1,TDF'],
    ['Technology,Team,Site', 'Coal,Blue,Porto'],
  ])('%s: is asked for the column of sensors where no product is known', async (header, row) => {
    const { missing, deployments, customSensors, issues } = await read(`${header}\n${row}\n`);
    expect({ missing, deployments, customSensors }).toEqual({
      missing: ['sensor'],
      deployments: [],
      customSensors: [],
    });
    expect(issues.map(({ code }) => code)).toContain('no-product-column');
  });

  it.each([
    ['Security tool,Site', 'HomeGrown X,Porto'],
    ['Produkt,Menge', 'Eigenbau,5'],
    ['Sensor name,OS', 'InHouse Y,Linux'],
    ['Agent,System group', 'InHouse Y,Servers'],
    ['Software,Site', 'Sysmon,Porto'],
  ])('%s: is one, since it says so or names a known product', async (header, row) => {
    const { missing, deployments } = await read(`${header}\n${row}\n`);
    expect({ missing, deployments: deployments.length }).toEqual({ missing: [], deployments: 1 });
  });

  it('is read as an inventory once somebody says which column it is', async () => {
    const { missing, customSensors } = await read('Agent,Region\nInHouse Y,North\n', {
      choices: { meanings: ['sensor', 'site'] },
    });
    expect({ missing, names: customSensors.map(({ name }) => name) }).toEqual({ missing: [], names: ['InHouse Y'] });
  });
});
