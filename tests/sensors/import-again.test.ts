import { describe, expect, it, vi } from 'vitest';
import type { Result } from '../../src/domain/result';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { diffInventory } from '../../src/store/content-edits';
import type { RememberedColumns } from '../../src/store/remembered-columns';
import type { ImportChoices } from '../../workers/contract/imports';
import { READERS } from '../../workers/readings/readers';
import type { Reading } from '../../workers/readings/reading';
import { SENSORS } from '../formats/inventory-samples';
import { makeReadingContext, makeTextSource } from '../reading-context';

// Packed files are the app's build, which these tests do without.
vi.mock('../../workers/shipped-catalogs', () => ({ SHIPPED_CATALOGS: [], SENSOR_LIBRARY_URL: '' }));
vi.mock('../../workers/catalogs', () => ({
  catalogId: () => '',
  isShipped: () => true,
  loadCatalogIndex: async () => null,
  loadSensorLibrary: async () => ({ format: 1, sensors: SENSORS, unassigned: [] }),
}));

function open({ effect, ...reading }: Reading, inventory: Inventory) {
  if (effect.kind !== 'step' || effect.step.of !== 'inventory') throw new Error('no step');
  return { ...reading, after: effect.step.run(inventory) };
}

function expectRead(result: Result<Reading>): Reading {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

async function readText(format: keyof typeof READERS, name: string, text: string, inventory: Inventory) {
  const read = await READERS[format]();
  return expectRead(await read(makeTextSource(name, text), makeReadingContext({ ...EMPTY_CONTENT, inventory })));
}

async function importFile(format: keyof typeof READERS, name: string, text: string, inventory: Inventory) {
  return open(await readText(format, name, text, inventory), inventory);
}

const INVENTORY =
  'Sensor,System group,Platform,Hosts,Share\nSysmon,Servers,Windows,420,80%\nOwn,Servers,Windows,420,\n';
const MAPPING =
  'EVENT ID,EVENT DESCRIPTION,ATT&CK DATA SOURCE ID,ATT&CK DATA SOURCE,ATT&CK DATA COMPONENT,SOURCE,RELATIONSHIP,TARGET\n' +
  '1,,,Process,Process Creation,,,\n2,,,File,File Access,,,\n';

describe('an inventory imported again', () => {
  it('makes no step, and says that all was known', async () => {
    const first = await importFile('inventory-csv', 'a.csv', INVENTORY, EMPTY_INVENTORY);
    expect(first.brought).toEqual(['1 new system group', '2 new deployments', '1 sensor of your own']);
    const stored = structuredClone(first.after);
    const again = await importFile('inventory-csv', 'a.csv', INVENTORY, stored);
    expect(diffInventory(stored, again.after)).toEqual([]);
    expect(again.brought).toEqual(['1 system group known already', '2 deployments known already']);
  });

  it('says of those that change that they were brought up to date, and shows what they become', async () => {
    const { after } = await importFile('inventory-csv', 'a.csv', INVENTORY, EMPTY_INVENTORY);
    const text = 'Sensor,System group,Owner\nSysmon,Servers,SOC\nOwn,Servers,\n';
    const { brought, detail } = await importFile('inventory-csv', 'b.csv', text, after);
    expect(brought.slice(1)).toEqual(['1 deployment brought up to date', '1 deployment known already']);
    const [shown] = detail.kind === 'inventory' ? detail.deployments : [];
    expect(shown).toMatchObject({ owner: 'SOC', status: 'deployed', observes: [{ share: 0.8 }] });
  });

  it('counts on the inventory as it is when it is written', async () => {
    const { after } = await importFile('inventory-csv', 'a.csv', INVENTORY, EMPTY_INVENTORY);
    const reading = await readText('inventory-csv', 'a.csv', INVENTORY, after);
    const meanwhile = { ...after, deployments: after.deployments.map((each) => ({ ...each, notes: 'just typed' })) };
    expect(open(reading, meanwhile).after.deployments).toEqual(meanwhile.deployments);
  });
});

describe('a sensor mapping imported again', () => {
  const name = 'Own-sensors-mappings-enterprise.csv';

  it('keeps what it does not state of an own sensor', async () => {
    const known: Sensor = {
      id: 'user:1',
      name: 'Own',
      vendor: 'Acme',
      aliases: ['Ours'],
      platforms: ['Windows'],
      logSources: ['own:log'],
      events: [
        { id: '1', code: '0x1', role: 'dns', mappings: [] },
        { id: '9', mappings: [] },
      ],
      origin: 'user',
    };
    const before = { ...EMPTY_INVENTORY, customSensors: [known] };
    const { after, brought } = await importFile('smap-csv', name, MAPPING, before);
    const [sensor] = after.customSensors;
    expect(sensor).toEqual({ ...known, events: sensor?.events });
    expect(sensor?.events.map(({ id, role, mappings }) => [id, role, mappings.length])).toEqual([
      ['1', 'dns', 1],
      ['2', undefined, 1],
    ]);
    expect(brought[0]).toBe('A new version of the sensor of your own: Own');
  });

  it('makes no step when nothing differs', async () => {
    const first = await importFile('smap-csv', name, MAPPING, EMPTY_INVENTORY);
    expect(first.brought[0]).toBe('A sensor of your own: Own');
    const stored = structuredClone(first.after);
    const again = await importFile('smap-csv', name, MAPPING, stored);
    expect(diffInventory(stored, again.after)).toEqual([]);
    expect(again.brought[0]).toBe('Known already, a sensor of your own: Own');
  });
});

describe('columns of a table', () => {
  const TEXT = 'Name,What\nSysmon,Windows\nZeek,Linux\n';
  const read = async (choices: ImportChoices, recalled: RememberedColumns['meanings'] | null = null) => {
    const seen: string[] = [];
    const recallColumns = async () => (header: string) => {
      seen.push(header);
      return recalled;
    };
    const reader = await READERS['inventory-csv']();
    const context = {
      inventory: EMPTY_INVENTORY,
      content: async () => EMPTY_CONTENT,
      choices,
      recallColumns,
      hasReport: async () => false,
      tellPages: () => undefined,
      workspace: 'own' as const,
      fileDate: '',
      watch: async () => ({ watchlists: [], benignValues: [] }),
    };
    return { reading: expectRead(await reader(makeTextSource('x.csv', TEXT), context)), seen };
  };

  it('are remembered when they were chosen, by the headers', async () => {
    expect((await read({})).reading.columns).toBeUndefined();
    const { reading } = await read({ table: { meanings: ['sensor', 'platform'] } });
    expect(reading.columns).toEqual({ header: 'name\nwhat', meanings: ['sensor', 'platform'] });
  });

  it('are looked up before anything is guessed', async () => {
    const { reading, seen } = await read({}, ['sensor', 'group']);
    expect(seen).toEqual(['name\nwhat']);
    const table = reading.detail.kind === 'inventory' ? reading.detail.table : null;
    expect(table?.columns.map(({ meaning, how }) => [meaning, how])).toEqual([
      ['sensor', 'remembered'],
      ['group', 'remembered'],
    ]);
    expect(table?.products.map(({ name, how, score }) => [name, how, score])).toEqual([
      ['Sysmon', 'name', 1],
      ['Zeek', 'name', 1],
    ]);
  });

  it('without a sensor among them bring nothing', async () => {
    const { reading } = await read({ table: { meanings: [null, 'platform'] } });
    expect(reading.effect).toEqual({ kind: 'nothing' });
    expect(reading.counts).toEqual({ unit: 'rows', read: 2, kept: 0, reported: 2 });
  });
});
