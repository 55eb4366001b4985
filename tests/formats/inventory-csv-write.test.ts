import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataQuality } from '../../src/domain/sensors/data-quality';
import {
  DEPLOYMENT_STATUSES,
  type Deployment,
  EMPTY_INVENTORY,
  GROUP_KINDS,
  type Inventory,
  type SystemGroup,
} from '../../src/domain/sensors/inventory';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import { mergeInventory } from '../../src/domain/sensors/merge-inventory';
import { ROLES, type Sensor } from '../../src/domain/sensors/sensor';
import { DELIMITERS, makeDelimitedReader } from '../../src/formats/delimited-text';
import { isNothing } from '../../src/formats/inventory/inventory-csv-values';
import { writeInventoryCsv } from '../../src/formats/inventory/inventory-csv-write';
import { readText, SENSORS } from './inventory-samples';

/** Text as a form keeps it: trimmed, LF line breaks, no zero bytes. */
const text = fc
  .oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      'none',
      "'none",
      '-',
      "''-",
      '=1+1',
      '@x',
      "'=2",
      'a;b',
      'a,b',
      'a\nb',
      '"q"',
      'n/a',
      '__proto__',
      'Zürich',
      '٣',
      '+49',
    ),
  )
  .map((any) => any.replace(/[\0\r]/g, '').trim());
/** Where "n/a" says nothing. */
const said = text.filter((any) => !isNothing(any));
const name = text.filter((any) => any !== '');
const share = fc.oneof(
  fc.constantFrom(0, 1, 0.5, 0.8, 1 / 3, 0.1 + 0.2),
  fc.double({ min: 0, max: 1, noNaN: true }).map((any) => any + 0),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const amount = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, max: 1e9, noNaN: true }).map((any) => any + 0),
  fc.constantFrom(1.234, 12.5, 1234.567),
);
const rating = maybe(fc.integer({ min: 0, max: 5 }));
const quality: fc.Arbitrary<DataQuality> = fc.record({
  deviceCompleteness: rating,
  dataFieldCompleteness: rating,
  timeliness: rating,
  consistency: rating,
  retention: rating,
});
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const foldName = (any: string) => any.trim().toLowerCase().replace(/\s+/g, ' ');

const groups: fc.Arbitrary<readonly SystemGroup[]> = fc
  .uniqueArray(name, { maxLength: 5, selector: foldName })
  .chain((names) =>
    fc.tuple(
      ...names.map((groupName, at) =>
        fc.record({
          id: fc.constant(`g${at}`),
          name: fc.constant(groupName),
          kind: fc.constantFrom(...GROUP_KINDS),
          platforms: fc.uniqueArray(
            fc.oneof(fc.constantFrom('Windows', 'Linux', 'Azure AD', 'Field Controller/RTU/PLC/IED', 'mac'), name),
            { maxLength: 3 },
          ),
          hosts: maybe(fc.nat()),
          criticality: maybe(amount),
          roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
          parts: fc.uniqueArray(fc.record({ name, share }), { maxLength: 3, selector: (part) => part.name }),
          site: said,
          notes: text,
        }),
      ),
    ),
  );

const CUSTOM: Sensor = {
  id: 'user:1',
  name: 'none',
  vendor: null,
  aliases: [],
  platforms: [],
  logSources: [],
  events: [
    { id: 'all', mappings: [] },
    { id: '1-3', mappings: [] },
  ],
  origin: 'user',
};
/** Of the same name as a sensor of the library: only its id tells it apart. */
const NAMESAKE: Sensor = { ...CUSTOM, id: 'user:2', name: 'Sysmon', vendor: 'Microsoft' };
const ALL = [...SENSORS, CUSTOM, NAMESAKE];

function deploymentOf(at: number, estate: readonly SystemGroup[]): fc.Arbitrary<Deployment> {
  const observation = (group: SystemGroup) =>
    fc.record({
      groupId: fc.constant(group.id),
      share: maybe(share),
      part: maybe(fc.constantFrom(...group.parts.map((part) => part.name), 'x')).map((part) =>
        group.parts.some((known) => known.name === part) ? part : null,
      ),
    });
  return fc.record({
    id: fc.constant(`d${at}`),
    sensorId: fc.constantFrom(...ALL.map(({ id }) => id)),
    standsOn: fc.constantFrom(null, ...estate.map(({ id }) => id)),
    observes: fc.subarray([...estate]).chain((observed) => fc.tuple(...observed.map(observation))),
    events: fc.oneof(
      fc.constant({ mode: 'all' as const }),
      fc.record({
        mode: fc.constantFrom('only' as const, 'except' as const),
        ids: fc.uniqueArray(fc.oneof(fc.constantFrom('1', '7', '4624', 'conn'), text), { maxLength: 4 }),
      }),
    ),
    status: fc.constantFrom(...DEPLOYMENT_STATUSES),
    cost: maybe(
      fc.record({
        amount,
        currency: fc.oneof(fc.constantFrom('EUR', '$', ''), text),
        per: fc.constantFrom('year' as const, 'once' as const),
      }),
    ),
    owner: text,
    version: said,
    logDestination: said,
    retentionDays: maybe(fc.nat({ max: 100_000 })),
    since: maybe(day),
    until: maybe(day),
    quality,
    notes: text,
  });
}

const inventories: fc.Arbitrary<Inventory> = groups.chain((estate) =>
  fc
    .nat({ max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => deploymentOf(at, estate))))
    .map((deployments) => ({ groups: estate, deployments, customSensors: [], supporting: [] })),
);

/** An inventory without ids and without order: what the file holds. */
function essence({ groups: estate, deployments }: Pick<Inventory, 'groups' | 'deployments'>) {
  const names = new Map(estate.map((group) => [group.id, group.name]));
  const byText = <T>(list: readonly T[]) => list.map((item) => JSON.stringify(item)).sort();
  return {
    groups: byText(
      estate.map(({ id: _, ...group }) => ({ ...group, platforms: [...group.platforms], parts: [...group.parts] })),
    ),
    deployments: byText(
      deployments.map(
        ({
          id: _,
          standsOn,
          observes,
          sensorId,
          events,
          status,
          cost,
          owner,
          retentionDays,
          since,
          until,
          quality: rated,
          notes,
        }) => ({
          sensorId,
          standsOn: standsOn === null ? null : names.get(standsOn),
          observes: byText(observes.map(({ groupId, share: reached, part }) => [names.get(groupId), reached, part])),
          events,
          status,
          cost: cost === null ? null : [cost.amount, cost.currency, cost.per],
          owner,
          retentionDays,
          since,
          until,
          quality: rated,
          notes,
        }),
      ),
    ),
  };
}

const events = new Map(ALL.map((sensor) => [sensor.id, new Set(sensor.events.map(({ id }) => id))]));
const options = {
  matchSensor: makeSensorMatcher(ALL),
  sensorEvents: (id: string) => events.get(id) ?? new Set<string>(),
};

describe('writeInventoryCsv', () => {
  it('writes what readInventoryCsv reads back to the same inventory', async () => {
    await fc.assert(
      fc.asyncProperty(
        inventories,
        fc.constantFrom(...DELIMITERS),
        fc.boolean(),
        async (inventory, delimiter, mark) => {
          const read = await readText(writeInventoryCsv(inventory, ALL, { delimiter, mark }), options);
          expect(essence(mergeInventory(EMPTY_INVENTORY, read).inventory)).toEqual(essence(inventory));
          expect(read.customSensors).toEqual([]);
          expect(read.counts.rejected).toBe(0);
          expect(read.columns.filter(({ meaning }) => meaning === null)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('writes what changes nothing when it is imported where it was written', async () => {
    await fc.assert(
      fc.asyncProperty(inventories, async (inventory) => {
        const existingGroups = inventory.groups;
        const read = await readText(writeInventoryCsv(inventory, ALL), { ...options, existingGroups });
        const { inventory: after, ...counts } = mergeInventory(inventory, read);
        expect(after.groups).toBe(inventory.groups);
        expect(after.deployments).toBe(inventory.deployments);
        expect(counts).toMatchObject({ added: 0, updated: 0, unchanged: inventory.deployments.length });
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no cell that a spreadsheet computes', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const reader = makeDelimitedReader({ delimiter: ',' });
        const records = [...reader.push(writeInventoryCsv(inventory, ALL)), ...reader.end()];
        for (const { cells } of records) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 50 },
    );
  });

  it('writes a file that people can read', () => {
    const inventory: Inventory = {
      ...EMPTY_INVENTORY,
      groups: [
        {
          id: 'g',
          name: 'Clients',
          kind: 'hosts',
          platforms: ['Windows'],
          hosts: 10,
          criticality: null,
          roles: ['dns'],
          parts: [{ name: 'wave 1', share: 0.6 }],
          site: 'Porto',
          notes: '',
        },
        {
          id: 'h',
          name: 'Printers',
          kind: 'hosts',
          platforms: ['Linux'],
          hosts: 3,
          criticality: 1.5,
          roles: [],
          parts: [],
          site: '',
          notes: '=x',
        },
      ],
      deployments: [
        {
          id: 'd',
          sensorId: 'sysmon',
          standsOn: 'g',
          observes: [{ groupId: 'g', share: 0.8, part: 'wave 1' }],
          events: { mode: 'except', ids: ['7', '8'] },
          status: 'deployed',
          cost: { amount: 1200, currency: 'EUR', per: 'year' },
          owner: 'SOC',
          version: '15.14',
          logDestination: 'SIEM',
          retentionDays: 90,
          since: '2025-02-01',
          until: null,
          quality: {
            deviceCompleteness: 4,
            dataFieldCompleteness: null,
            timeliness: null,
            consistency: null,
            retention: null,
          },
          notes: 'two\nlines',
        },
      ],
    };
    expect(writeInventoryCsv(inventory, SENSORS).split('\r\n')).toEqual([
      'Sensor,Vendor,Version,System group,Group kind,Platform,Hosts,Site,Criticality,Roles,Parts,Group notes,Stands on,Share,Part,Events,Status,Cost,Currency,' +
        'Cost per,Owner,Log destination,Retention days,Since,Until,Device completeness,Data field completeness,Timeliness,Consistency,Retention quality,Notes,Deployment',
      'Sysmon,Microsoft,15.14,Clients,hosts,Windows,10,Porto,,dns,"""wave 1"" = 60%",,Clients,80%,wave 1,"all except 7; 8",deployed,1200,EUR,year,SOC,SIEM,90,2025-02-01,,4,,,,,"two\nlines",1',
      "none,,,Printers,hosts,Linux,3,,1.5,,,'=x,,,,,,,,,,,,,,,,,,,,",
      '',
    ]);
  });
});
