import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataComponentId } from '../../src/domain/attack/identifiers';
import { makePairResolver } from '../../src/domain/sensors/compile-sensor-library';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readSmapCsv } from '../../src/formats/smap-csv';
import { readSmapStix, type SmapStixReading, sniffSmapStix } from '../../src/formats/smap-stix';
import { writeSmapStix } from '../../src/formats/smap-stix-write';
import { describeWithShared, SHARED } from '../shared-data';

const catalog = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/enterprise-attack-19.1.json'), 'utf8'),
) as { readonly dataComponents: readonly { readonly id: string; readonly name: string }[] };
const names = new Map(catalog.dataComponents.map(({ id, name }) => [name, id as DataComponentId]));
const nameById = new Map([...names].map(([name, id]) => [id, name]));
const resolve = makePairResolver(names);
const CONTEXT = {
  at: '2026-11-24T12:00:00.000Z',
  tlp: 'TLP:AMBER',
  release: '19.1',
  nameOf: (id: DataComponentId) => nameById.get(id) ?? id,
};

const BELL: Sensor = {
  id: 'user:0b6a3f0e-0000-4000-8000-000000000001',
  name: 'Doorbell',
  vendor: 'Acme',
  aliases: ['Bell'],
  platforms: ['Linux', 'Windows'],
  logSources: ['bell:log', 'bell:audit'],
  events: [
    {
      id: 'ring',
      mappings: [
        { component: 'DC0032' as DataComponentId, origin: 'user' },
        { component: '~Door: Door Opening' as DataComponentId, origin: 'user' },
      ],
    },
    {
      id: 'x/7',
      code: '7',
      logSources: ['bell:log'],
      mappings: [{ component: 'DC0055' as DataComponentId, origin: 'library' }],
      role: 'dns',
    },
    { id: 'silent', mappings: [] },
  ],
  origin: 'user',
};
const CHIME: Sensor = {
  ...BELL,
  id: 'user:2',
  name: 'Chime',
  vendor: null,
  aliases: [],
  platforms: [],
  logSources: [],
  events: [{ id: 'ring', mappings: [{ component: 'DC0040' as DataComponentId, origin: 'user' }] }],
};

function read(text: string): SmapStixReading {
  const result = readSmapStix(text, 'user', resolve);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

describe('sensors written as SMAP STIX', () => {
  it('read back as they were', () => {
    const { sensors, counts } = read(writeSmapStix([BELL, CHIME], CONTEXT));
    expect(sensors.map(({ identity, events }) => ({ ...identity, events, origin: 'user' }))).toEqual([BELL, CHIME]);
    expect(counts).toEqual({ mappings: 4, kept: 4, repeated: 0, leftOut: 0 });
  });

  it('are the same objects each time', () => {
    const ids = (text: string) => (JSON.parse(text) as { objects: { id: string }[] }).objects.map(({ id }) => id);
    const first = writeSmapStix([BELL], CONTEXT);
    expect(writeSmapStix([BELL], CONTEXT)).toBe(first);
    expect(ids(writeSmapStix([{ ...BELL, vendor: 'Other' }], { ...CONTEXT, at: '2027-01-01T00:00:00.000Z' }))).toEqual(
      ids(first),
    );
  });

  it('are valid STIX 2.1', () => {
    const bundle = JSON.parse(writeSmapStix([BELL, CHIME], CONTEXT)) as {
      type: string;
      id: string;
      objects: Record<string, unknown>[];
    };
    const uuid5 = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
    expect([bundle.type, new RegExp(`^bundle--${uuid5}$`).test(bundle.id)]).toEqual(['bundle', true]);
    expect(new Set(bundle.objects.map(({ id }) => id)).size).toBe(bundle.objects.length);
    for (const object of bundle.objects) {
      expect(object['id']).toMatch(new RegExp(`^${object['type']}--${uuid5}$`));
      expect(object).toMatchObject({ spec_version: '2.1', revoked: false });
      for (const time of ['created', 'modified'])
        expect(object[time]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      for (const [key, value] of Object.entries(object)) {
        expect(key).toMatch(/^[a-z][a-z0-9_]{2,249}$|^id$/);
        expect(value === null || (Array.isArray(value) && value.length === 0)).toBe(false);
      }
    }
  });

  it('name the pair as SMAP does', () => {
    const { objects } = JSON.parse(writeSmapStix([BELL], CONTEXT)) as { objects: Record<string, unknown>[] };
    expect(
      objects.slice(1).map((o) => [o['event_id'], o['data_source'], o['data_component'], o['x_mitre_data_source_id']]),
    ).toEqual([
      ['ring', 'Process', 'Process Creation', 'DS0009'],
      ['ring', 'Door', 'Door Opening', '-1'],
      ['x/7', 'File', 'File Access', 'DS0022'],
    ]);
  });
});

describe('readSmapStix', () => {
  const mapping = (fields: object) => ({
    type: 'x-mitre-sensor-mapping',
    event_id: '1',
    data_source: 'Process',
    data_component: 'Process Creation',
    ...fields,
  });
  const codes = (objects: readonly unknown[]) => {
    const result = readSmapStix(JSON.stringify({ type: 'bundle', objects }), 'user', resolve);
    return result.issues.map(({ code, place }) => `${code} ${place.kind === 'path' ? place.path : place.kind}`);
  };

  it('reports what it cannot keep, each with its place', () => {
    expect(
      codes([
        mapping({}),
        { type: 'relationship' },
        mapping({ event_id: '' }),
        mapping({ revoked: true }),
        mapping({ data_component: { a: 1 } }),
        mapping({ description: 'again' }),
        mapping({ event_id: 7, data_component: 'Process Guessing' }),
        mapping({ event_id: '8', data_source: '' }),
      ]),
    ).toEqual([
      'smap-event-missing objects[2]',
      'smap-stix-revoked objects[3]',
      'smap-stix-wrong-type objects[4]',
      'smap-mapping-repeated objects[5]',
      'smap-pair-incomplete objects[7]',
      'smap-pair-not-in-attack objects[6]',
    ]);
  });

  it('refuses bundles without events', () => {
    expect(codes([mapping({ event_id: '' })])).toEqual(['smap-no-events file', 'smap-event-missing objects[0]']);
    expect(readSmapStix('{"type":"bundle"}', 'user', resolve).issues[0]?.code).toBe('smap-stix-no-objects');
    expect(readSmapStix('{"type":"bundle","objects":[', 'user', resolve).issues[0]?.code).toBe('json-truncated');
  });

  it('does not take a name of the library for an id', () => {
    const text = JSON.stringify({
      type: 'bundle',
      objects: [{ type: 'x-vedette-sensor', id: 'x-vedette-sensor--1', name: 'Evil', sensor_id: 'sysmon' }],
    });
    expect(read(text).sensors[0]?.identity?.id).toBe('');
  });

  it('is told by its content', () => {
    expect(sniffSmapStix(writeSmapStix([BELL], CONTEXT).slice(0, 2000))).toBe(true);
    expect(sniffSmapStix('{"type":"bundle","objects":[{"type":"indicator"}]}')).toBe(false);
  });
});

describeWithShared('SMAP’s own bundles', () => {
  it.each(['OSQuery', 'Sysmon', 'WinEvtx'])('say of %s what its CSV says', (sensor) => {
    const stix = read(readFileSync(join(SHARED, `data/smap/stix/${sensor}-mappings-enterprise.json`), 'utf8'));
    const identity = {
      id: 'user:1',
      name: sensor,
      vendor: null,
      aliases: [],
      platforms: [],
      logSources: [],
      origin: 'user',
    } as const;
    const csv = readSmapCsv(
      readFileSync(join(SHARED, `data/smap/csv/${sensor}-sensors-mappings-enterprise.csv`), 'utf8'),
      identity,
      'user',
      resolve,
    );
    if (!csv.ok) throw new Error(JSON.stringify(csv.issues));
    const sort = (events: Sensor['events']) =>
      events
        .map(
          ({ id, mappings }) =>
            `${id}: ${mappings
              .map(({ component }) => component)
              .sort()
              .join(', ')}`,
        )
        .sort();
    expect(stix.sensors).toHaveLength(1);
    expect(sort(stix.sensors[0]?.events ?? [])).toEqual(sort(csv.value.sensor.events));
    expect(stix.counts.mappings).toBe(stix.counts.kept + stix.counts.repeated + stix.counts.leftOut);
  });
});
