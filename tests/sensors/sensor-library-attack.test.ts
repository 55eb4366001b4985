import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { foldLogSource } from '../../src/domain/attack/catalog';
import { readComponentLineage } from '../../src/domain/attack/component-lineage';
import { isUnlisted } from '../../src/domain/attack/identifiers';
import { compileSensorLibrary, makePairResolver } from '../../src/domain/sensors/compile-sensor-library';
import type { SensorEvent } from '../../src/domain/sensors/sensor';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { readSmapCsv } from '../../src/formats/smap-csv';
import { describeWithShared, SHARED } from '../shared-data';
import { ALL_FACTS, UNASSIGNED } from './library-facts';

const SMAP_FILES: readonly (readonly [file: string, sensorId: string, rows: number, events: number])[] = [
  ['WinEvtx', 'winevtx', 148, 127],
  ['Sysmon', 'sysmon', 28, 22],
  ['Auditd', 'auditd', 122, 62],
  ['OSQuery', 'osquery', 203, 196],
  ['Zeek', 'zeek', 226, 221],
  ['CloudTrail', 'cloudtrail', 173, 167],
];

/** The fields of a bundle's objects that these tests count with, read apart from the product's own reader. */
interface RawObject {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly revoked?: boolean;
  readonly x_mitre_deprecated?: boolean;
  readonly external_references?: readonly { readonly source_name: string; readonly external_id?: string }[];
  readonly x_mitre_log_sources?: readonly { readonly name: string; readonly channel?: string }[];
  readonly x_mitre_log_source_references?: readonly {
    readonly name: string;
    readonly x_mitre_data_component_ref: string;
  }[];
}

function readObjects(file: string): readonly RawObject[] {
  const bytes = gunzipSync(readFileSync(join(SHARED, 'data', 'attack', `${file}.json.gz`)));
  return (JSON.parse(bytes.toString('utf8')) as { readonly objects: readonly RawObject[] }).objects;
}

const isLive = (object: RawObject) => object.revoked !== true && object.x_mitre_deprecated !== true;
const ofType = (objects: readonly RawObject[], type: string) =>
  objects.filter((object) => object.type === type && isLive(object));
const listedNames = (objects: readonly RawObject[]) =>
  ofType(objects, 'x-mitre-data-component').flatMap((component) => component.x_mitre_log_sources ?? []);
const citations = (objects: readonly RawObject[]) =>
  ofType(objects, 'x-mitre-analytic').flatMap((analytic) => analytic.x_mitre_log_source_references ?? []);
const attackId = (object: RawObject | undefined) =>
  object?.external_references?.find(({ source_name }) => source_name === 'mitre-attack')?.external_id ?? '';

describeWithShared('the sensor library and ATT&CK', () => {
  const enterprise = readObjects('enterprise-attack-19.1');
  const newest = [enterprise, readObjects('ics-attack-19.1'), readObjects('mobile-attack-19.1')];
  const earlier = readObjects('enterprise-attack-18.1');
  const supplied = new Set(ALL_FACTS.flatMap(({ logSources }) => logSources));
  const unassigned = new Set(UNASSIGNED.map(({ name }) => name));

  it('knows 351 log source names, 344 of them in Enterprise, where analytics cite 266', () => {
    const all = new Set(newest.flatMap((objects) => listedNames(objects).map(({ name }) => name)));
    expect(all.size).toBe(351);
    expect(new Set(listedNames(enterprise).map(({ name }) => name)).size).toBe(344);
    expect(new Set(citations(enterprise).map(({ name }) => name)).size).toBe(266);
    expect(supplied.size + unassigned.size).toBe(351);
  });

  it('assigns every name, as given, to a sensor or says why not', () => {
    const names = new Set([
      ...newest.flatMap((objects) => [...listedNames(objects), ...citations(objects)].map(({ name }) => name)),
      ...citations(earlier).map(({ name }) => name),
    ]);
    expect([...names].filter((name) => !supplied.has(name) && !unassigned.has(name))).toEqual([]);
    expect([...names].filter((name) => supplied.has(name) && unassigned.has(name))).toEqual([]);
    expect([...supplied, ...unassigned].filter((name) => !names.has(name))).toEqual([]);
  });

  it('maps events to components that live in 19.1, and says "attack" where ATT&CK does', () => {
    const live = new Set(newest.flatMap((objects) => ofType(objects, 'x-mitre-data-component').map(attackId)));
    const cited = new Set<string>();
    for (const objects of [...newest, earlier]) {
      const byId = new Map(objects.map((object) => [object.id, object]));
      for (const { name, x_mitre_data_component_ref } of citations(objects)) {
        cited.add(`${foldLogSource(name)} ${attackId(byId.get(x_mitre_data_component_ref))}`);
      }
      for (const component of ofType(objects, 'x-mitre-data-component')) {
        for (const { name } of component.x_mitre_log_sources ?? [])
          cited.add(`${foldLogSource(name)} ${attackId(component)}`);
      }
    }
    for (const sensor of ALL_FACTS) {
      for (const event of sensor.events ?? []) {
        const components = [...(event.attack ?? []), ...(event.library ?? [])];
        const told = `${sensor.id} ${event.id}: `;
        expect(told + components.filter((id) => !live.has(id)).join()).toBe(told);
        const sources = (event.logSources ?? sensor.logSources).map(foldLogSource);
        const uncited = (event.attack ?? []).filter((id) => !sources.some((source) => cited.has(`${source} ${id}`)));
        expect(told + uncited.join()).toBe(told);
      }
    }
  });

  it("holds every event of SMAP's six sensors, by SMAP's ids, 70 real pairs and 36 that no release lists", () => {
    const bundles = ['enterprise', 'ics', 'mobile'].map((domain, index) => {
      const result = readAttackBundle({ type: 'bundle', objects: newest[index] }, `${domain}-attack-19.1.json`);
      if (!result.ok) throw new Error(`${domain} cannot be read`);
      return result.value.bundle;
    });
    const resolve = makePairResolver(readComponentLineage(bundles).enterpriseIdByName);
    const live = new Set(ofType(enterprise, 'x-mitre-data-component').map(attackId));
    const smap = new Map<string, readonly SensorEvent[]>();
    const pairs = { real: new Set<string>(), unlisted: new Set<string>() };
    for (const [file, sensorId, rows, events] of SMAP_FILES) {
      const path = join(SHARED, 'data', 'smap', 'csv', `${file}-sensors-mappings-enterprise.csv`);
      const identity = {
        ...(ALL_FACTS.find(({ id }) => id === sensorId) as (typeof ALL_FACTS)[number]),
        origin: 'library' as const,
      };
      const result = readSmapCsv(readFileSync(path, 'utf8'), identity, 'smap', resolve);
      if (!result.ok) throw new Error(`${file} cannot be read`);
      const { counts, sensor } = result.value;
      expect({ file, rows: counts.kept + counts.repeated + counts.leftOut }).toEqual({ file, rows });
      expect({ file, events: sensor.events.length }).toEqual({ file, events });
      smap.set(sensorId, sensor.events);
      for (const { component } of sensor.events.flatMap(({ mappings }) => mappings)) {
        if (isUnlisted(component)) pairs.unlisted.add(component);
        else pairs.real.add(component);
      }
    }
    expect([...pairs.real].filter((id) => !live.has(id))).toEqual([]);
    expect({ real: pairs.real.size, unlisted: pairs.unlisted.size }).toEqual({ real: 70, unlisted: 36 });

    const library = compileSensorLibrary({ sensors: ALL_FACTS, smap, unassigned: UNASSIGNED });
    for (const [file, sensorId, , events] of SMAP_FILES) {
      const sensor = library.sensors.find(({ id }) => id === sensorId);
      expect(foldSmap(sensor?.smapName ?? sensor?.name)).toBe(foldSmap(file));
      const fromSmap = sensor?.events.filter((event) => event.mappings.some(({ origin }) => origin === 'smap')) ?? [];
      expect(fromSmap).toHaveLength(events);
      const stated = smap.get(sensorId)?.map(({ id }) => id);
      expect(new Set(fromSmap.map(({ id }) => id))).toEqual(new Set(stated));
    }
  });

  it('ties every event of SMAP for Windows to its log', () => {
    const file = join(SHARED, 'data', 'smap', 'csv', 'WinEvtx-sensors-mappings-enterprise.csv');
    const ids = new Set([...readFileSync(file, 'utf8').matchAll(/^(\d+),/gm)].map((match) => match[1]));
    const tied = new Set(
      ALL_FACTS.find(({ id }) => id === 'winevtx')
        ?.events?.filter(({ logSources }) => logSources !== undefined)
        .map(({ id }) => id),
    );
    expect([...ids].filter((id) => !tied.has(id ?? ''))).toEqual([]);
  });
});

function foldSmap(name: string | undefined): string {
  return (name ?? '').toLowerCase();
}
