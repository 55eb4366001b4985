import { describe, expect, it } from 'vitest';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { type Deployment, EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import { mergeInventory } from '../../src/domain/sensors/merge-inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { diffInventory } from '../../src/store/content-edits';
import { readText } from '../formats/inventory-samples';

const SERVERS = {
  id: 'servers',
  name: 'Servers',
  kind: 'hosts',
  platforms: ['Windows'],
  hosts: 420,
  criticality: null,
  roles: [],
  parts: [],
  site: '',
  notes: 'in two halls',
} as const;

const SYSMON: Deployment = {
  id: 'd-sysmon',
  sensorId: 'sysmon',
  standsOn: 'servers',
  observes: [{ groupId: 'servers', share: 0.5, part: null }],
  events: { mode: 'except', ids: ['7'] },
  status: 'planned',
  cost: { amount: 1200, currency: 'EUR', per: 'year' },
  owner: 'SOC',
  version: '',
  logDestination: '',
  retentionDays: 90,
  since: '2025-02-01',
  until: '2027-02-01',
  quality: { ...UNRATED, timeliness: 3 },
  notes: 'rolled out by Ada',
};

function estate(...deployments: readonly Deployment[]): Inventory {
  return { ...EMPTY_INVENTORY, groups: [SERVERS], deployments };
}

async function importText(existing: Inventory, text: string) {
  return mergeInventory(existing, await readText(text, { existingGroups: existing.groups }));
}

describe('an import into an estate', () => {
  it('erases nothing that the file does not state', async () => {
    const before = estate(SYSMON);
    const { inventory, ...counts } = await importText(before, 'sensor,group\nSysmon,Servers\n');
    expect(inventory.deployments).toEqual([SYSMON]);
    expect(diffInventory(before, inventory)).toEqual([]);
    expect(counts).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
  });

  it.each([
    ['share,80%', { observes: [{ groupId: 'servers', share: 0.8, part: null }] }],
    ['events,all', { events: { mode: 'all' } }],
    ['status,deployed', { status: 'deployed' }],
    ['cost,0 USD once', { cost: { amount: 0, currency: 'USD', per: 'once' } }],
    ['owner,IT', { owner: 'IT' }],
    ['retention days,30', { retentionDays: 30 }],
    ['since,2024-01-01', { since: '2024-01-01' }],
    ['until,2026-01-01', { until: '2026-01-01' }],
    ['consistency,0', { quality: { ...UNRATED, timeliness: 3, consistency: 0 } }],
    ['notes,anew', { notes: 'anew' }],
  ])('takes over what it states, field by field: %s', async (column, change) => {
    const [header, cell] = column.split(',');
    const { inventory, ...counts } = await importText(
      estate(SYSMON),
      `sensor,group,${header}\nSysmon,Servers,${cell}\n`,
    );
    expect(inventory.deployments).toEqual([{ ...SYSMON, ...change }]);
    expect(counts).toMatchObject({ added: 0, updated: 1, unchanged: 0 });
  });

  it('gives a new deployment what empty cells are taken to mean', async () => {
    const { inventory, added } = await importText(estate(SYSMON), 'sensor,group\nZeek,Servers\n');
    expect(added).toBe(1);
    expect(inventory.deployments[1]).toEqual({
      ...SYSMON,
      id: 'id-1',
      sensorId: 'zeek',
      observes: [{ groupId: 'servers', share: null, part: null }],
      events: { mode: 'all' },
      status: 'deployed',
      cost: null,
      owner: '',
      version: '',
      logDestination: '',
      retentionDays: null,
      since: null,
      until: null,
      quality: UNRATED,
      notes: '',
    });
  });

  it('finds a sensor that stands elsewhere, unless the file says where it stands', async () => {
    const elsewhere: Deployment = { ...SYSMON, id: 'd-elsewhere', standsOn: null };
    const silent = await importText(estate(elsewhere), 'sensor,group\nSysmon,Servers\n');
    expect(silent.inventory.deployments).toEqual([elsewhere]);
    const outspoken = await importText(estate(elsewhere), 'sensor,group,stands on\nSysmon,Servers,Servers\n');
    expect(outspoken).toMatchObject({ added: 1, unchanged: 0 });
    const both = await importText(estate(elsewhere, SYSMON), 'sensor,group,owner\nSysmon,Servers,IT\n');
    expect(both.inventory.deployments).toEqual([elsewhere, { ...SYSMON, owner: 'IT' }]);
  });

  it('changes nothing the second time, with several installations on one group too', async () => {
    const text =
      'Sensor,System group,Platform,Share,Owner,Part,Status\nSysmon,Servers,Windows,50%,A,,\nSysmon,Servers,Windows,30%,,,\n' +
      'Sysmon,Servers,,,,,planned\nHouse-made,Clients,Linux,,,,\nZeek,Clients,,60%,,wave 1,\n+++,Clients,,,,,\n';
    const first = await importText(EMPTY_INVENTORY, text);
    // As a database hands it out: other objects, in the order of their ids.
    const copy = structuredClone(first.inventory);
    const stored: Inventory = { ...copy, deployments: copy.deployments.toReversed() };
    const again = await importText(stored, text);
    expect(diffInventory(stored, again.inventory)).toEqual([]);
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 6, newSensors: 0 });
  });

  it('brings the installation up to date that differs least', async () => {
    const half = { ...SYSMON, id: 'half' };
    const third: Deployment = { ...SYSMON, id: 'third', observes: [{ groupId: 'servers', share: 0.3, part: null }] };
    const text = 'sensor,group,share,owner\nSysmon,Servers,30%,IT\nSysmon,Servers,50%,SOC\n';
    const { inventory, updated } = await importText(estate(half, third), text);
    expect(inventory.deployments).toEqual([half, { ...third, owner: 'IT' }]);
    expect(inventory.deployments[0]).toBe(half);
    expect(updated).toBe(1);
  });

  it('finds each of very many on one group by what the file says of it', async () => {
    const rows = Array.from({ length: 500 }, (_, host) => `Sysmon,Servers,host ${host}`);
    const text = `sensor,group,notes\n${rows.join('\n')}\n`;
    const first = (await importText(estate(), text)).inventory;
    const edited: Inventory = {
      ...first,
      deployments: first.deployments.map((each): Deployment => ({ ...each, status: 'planned' })).reverse(),
    };
    const { inventory, unchanged } = await importText(edited, text);
    expect(unchanged).toBe(500);
    expect(diffInventory(edited, inventory)).toEqual([]);
  });

  it('adds no second copy of an own sensor whose name no matcher can compare', async () => {
    const own: Sensor = {
      id: 'user:1',
      name: '+++',
      vendor: null,
      aliases: [],
      platforms: [],
      logSources: ['own:log'],
      events: [],
      origin: 'user',
    };
    const before: Inventory = { ...estate(), customSensors: [own] };
    const { inventory, newSensors } = await importText(before, 'sensor,group\n+++,Servers\n');
    expect(newSensors).toBe(0);
    expect(inventory.customSensors).toBe(before.customSensors);
    expect(inventory.deployments[0]?.sensorId).toBe('user:1');
  });
});
