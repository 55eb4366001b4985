import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeProductMatcher } from '../../src/domain/sensors/match-product';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import type { InventoryCsvOptions } from '../../src/formats/inventory/inventory-csv-table';
import { readBytes, tell } from './inventory-samples';

const LIBRARY = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/sensor-library.json'), 'utf8'),
) as SensorLibrary;
const matcher = makeProductMatcher(LIBRARY.sensors);

async function read(text: string, extra: Partial<InventoryCsvOptions> = {}) {
  const options = { matchSensor: matcher.match, isVendor: matcher.isVendor, ...extra };
  const result = await readBytes(new TextEncoder().encode(text), options);
  if (!result.ok) throw new Error(result.issues.map(tell).join('\n'));
  const { value, issues } = result;
  expect(value.counts.kept + value.counts.rejected).toBe(value.counts.rows);
  const nameOf = new Map(value.groups.map(({ id, name }) => [id, name]));
  const stated = value.deployments.map(({ sensorId, status, version, observes }) => {
    const sensor = value.customSensors.find(({ id }) => id === sensorId)?.name ?? sensorId;
    return [sensor, nameOf.get(observes[0]?.groupId ?? ''), observes[0]?.share, status ?? 'deployed', version];
  });
  return { ...value, issues, stated, codes: issues.map(({ code }) => code) };
}

describe('a column per product', () => {
  it('groups in rows: each cell is a deployment, with its share', async () => {
    const { stated, groups, counts, columns, codes } = await read(
      'Zone,OS,Hosts,Sysmon,Zeek,osquery,Remarks\nDesks,Windows,50,yes,,n/a,fine\nRacks,Linux,8,no,x,75%,\nLabs,Linux,4,-,,planned,\nEmpty,Linux,2,,,,\n',
    );
    expect(counts).toMatchObject({ rows: 4, kept: 4 });
    expect(groups.map(({ name, hosts }) => [name, hosts])).toEqual([
      ['Desks', 50],
      ['Racks', 8],
      ['Labs', 4],
      ['Empty', 2],
    ]);
    expect(stated).toEqual([
      ['sysmon', 'Desks', null, 'deployed', ''],
      ['zeek', 'Racks', null, 'deployed', ''],
      ['osquery', 'Racks', 0.75, 'deployed', ''],
      ['osquery', 'Labs', null, 'planned', ''],
    ]);
    expect(columns.map(({ how }) => how)).toEqual([
      'header',
      'header',
      'header',
      'product',
      'product',
      'product',
      'header',
    ]);
    expect(codes).toContain('products-in-columns');
    expect(codes).not.toContain('column-not-used');
  });

  it('numbers above 100 count hosts; those of a row are its whole', async () => {
    const { stated } = await read('Group,Hosts,Sysmon,auditd\nA,400,300,0\nB,80,20,80\n');
    expect(stated).toEqual([
      ['sysmon', 'A', 0.75, 'deployed', ''],
      ['sysmon', 'B', 0.25, 'deployed', ''],
      ['auditd', 'B', 1, 'deployed', ''],
    ]);
  });

  it('1 and 0 are yes and no, also beside percentages', async () => {
    const { stated } = await read('Group,Sysmon,Zeek\nA,1,80%\nB,0,20%\n');
    expect(stated).toEqual([
      ['sysmon', 'A', null, 'deployed', ''],
      ['zeek', 'A', 0.8, 'deployed', ''],
      ['zeek', 'B', 0.2, 'deployed', ''],
    ]);
  });

  it('hosts in rows: hosts with a product are counted; yes names no sensor', async () => {
    const { stated, groups, customSensors, rowsAre } = await read(
      'Hostname,OS,EDR installed,Sysmon version,CrowdStrike deployed?\nh-1,Windows 11,Yes,15.1,no\nh-2,Windows 10,No,,ja\nh-3,Windows 10,SentinelOne,not installed,no\nh-4,Windows 10,,15.1,maybe\n',
    );
    expect(rowsAre).toBe('hosts');
    expect(customSensors).toEqual([]);
    expect(groups.map(({ hosts }) => hosts)).toEqual([4]);
    expect(stated.map(([sensor, , share, , version]) => [sensor, share, version])).toEqual([
      ['edr', 0.25, ''],
      ['sysmon', 0.5, '15.1'],
      ['crowdstrike-falcon', 0.25, ''],
      ['sentinelone', 0.25, ''],
    ]);
  });

  it('what cannot be read is not deployed, and told', async () => {
    const { stated, issues } = await read(
      'Group,Sysmon,Zeek\nA,yes,yes\nB,yes,no\nC,ask Bob,no\nD,no,no\nE,yes,no\nF,yes,no\n',
    );
    expect(stated.filter(([, group]) => group === 'C')).toEqual([]);
    const told = issues.find(({ code }) => code === 'unclear-product-cell');
    expect(told).toMatchObject({ found: 'ask Bob', place: { kind: 'row', row: 4, column: 'Sysmon' } });
  });

  it('two columns of one product are one deployment, and no wins', async () => {
    const { stated } = await read('Group,Sysmon installed,Sysmon version\nA,yes,15.1.2\nB,no,14.0.1\n');
    expect(stated).toEqual([['sysmon', 'A', null, 'deployed', '15.1.2']]);
  });

  it('stays what it is when other columns are chosen', async () => {
    const meanings = ['site', null, null] as const;
    const { stated, missing } = await read('Zone,Sysmon,Zeek\nA,yes,no\nB,no,yes\n', { choices: { meanings } });
    expect(missing).toEqual([]);
    expect(stated.map(([sensor, group]) => [sensor, group])).toEqual([
      ['sysmon', 'A'],
      ['zeek', 'B'],
    ]);
  });

  it('is none where a column names sensors', async () => {
    const { stated, columns } = await read('Product,Group,Zeek\nSysmon,A,yes\nosquery,B,no\n');
    expect(columns.map(({ how }) => how)).not.toContain('product');
    expect(stated).toHaveLength(2);
  });

  it('of unknown names is told how to turn', async () => {
    const { missing, issues } = await read('Group,Fleep,Gronk\nA,yes,no\nB,no,yes\n');
    expect(missing).toEqual(['sensor']);
    expect(issues.find(({ code }) => code === 'no-product-column')?.message).toContain('"Fleep", "Gronk"');
  });
});
