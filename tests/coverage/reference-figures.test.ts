import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import type { CoverageSettings } from '../../src/domain/coverage/settings';
import { TECHNIQUE_STATES } from '../../src/domain/coverage/state';
import { computeTotals } from '../../src/domain/coverage/totals';
import { ROLES, type Role, type SensorLibrary } from '../../src/domain/sensors/sensor';
import { cover, makeDeployment, makeGroup, makeInventory } from './made-up-estate';

/**
 * The figures of docs/coverage-model.md, recomputed from what ships: ATT&CK 18.1, one Windows group, share 1. What a
 * change of the catalog or of the sensor library does to them shows here first.
 */
const FOLDER = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const library = readShipped('sensor-library.json') as SensorLibrary;

function readShipped(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
}

function openCatalog(name: string): CatalogIndex {
  const result = readCatalog(readShipped(name));
  if (!result.ok) throw new Error(name);
  return indexCatalog(result.value);
}

const release18 = openCatalog('enterprise-attack-18.1.json');
const EVERY_ROLE = ROLES;
const NO_ROLE: readonly Role[] = [];

/** Zeek stands on a segment and observes the group, unless told not to. */
function count(
  sensorIds: readonly string[],
  change: Partial<CoverageSettings>,
  roles: readonly Role[] = EVERY_ROLE,
  zeekObserves = true,
  sensors = library.sensors,
) {
  const index = release18;
  const deployments = sensorIds.map((id) =>
    makeDeployment(id, id === 'zeek' ? { standsOn: 'segment', ...(zeekObserves ? {} : { observes: [] }) } : {}),
  );
  const groups = [makeGroup('G', { roles }), makeGroup('segment', { kind: 'segment', platforms: [] })];
  const coverage = cover(index, makeInventory({ groups, deployments }), sensors, change);
  return computeTotals(coverage, index.catalog.techniques.keys());
}

const SYSMON = ['sysmon'];
const WINEVTX = ['winevtx'];
const BOTH = ['sysmon', 'winevtx'];
const WITH_ZEEK = ['sysmon', 'winevtx', 'zeek'];

describe('Windows techniques for which an analytic runs, ATT&CK 18.1', () => {
  it('are 472, two of them without an analytic', () => {
    const { counted, noAnalytic, notApplicable } = count(SYSMON, {});
    expect([counted + noAnalytic, noAnalytic, notApplicable]).toEqual([472, 2, 691 - 472]);
  });

  it.each([
    ['Sysmon', SYSMON, true, 165],
    ['Windows event log', WINEVTX, true, 246],
    ['both', BOTH, true, 334],
    ['both, with Zeek observing the group', WITH_ZEEK, true, 388],
    ['both, with Zeek observing nothing of it', WITH_ZEEK, false, 334],
  ] as const)('by SMAP’s mappings alone, every role played: %s', (_, sensors, zeekObserves, expected) => {
    expect(count(sensors, { facts: 'smap' }, EVERY_ROLE, zeekObserves).runs).toBe(expected);
  });

  it('are fewer on workstations, which play no role', () => {
    expect([WINEVTX, BOTH, WITH_ZEEK].map((sensors) => count(sensors, { facts: 'smap' }, NO_ROLE).runs)).toEqual([
      240, 327, 379,
    ]);
  });

  it('are more by the whole library, whose reasons docs/coverage-model.md counts', () => {
    expect([SYSMON, WINEVTX, BOTH, WITH_ZEEK].map((sensors) => count(sensors, {}).runs)).toEqual([219, 368, 424, 440]);
    expect([SYSMON, WINEVTX, BOTH, WITH_ZEEK].map((sensors) => count(sensors, {}, NO_ROLE).runs)).toEqual([
      219, 361, 415, 431,
    ]);
  });

  it('are more first by further mappings, then by the log sources and codes that ATT&CK names', () => {
    const namingNoLogSource = library.sensors.map((sensor) => ({
      ...sensor,
      logSources: [],
      events: sensor.events.map(({ logSources: _, ...event }) => event),
    }));
    const byMappingsAlone = (sensors: readonly string[]) =>
      count(sensors, {}, EVERY_ROLE, true, namingNoLogSource).runs;
    expect([SYSMON, WINEVTX, BOTH, WITH_ZEEK].map(byMappingsAlone)).toEqual([219, 360, 416, 434]);
  });

  it('are fewer in the strict readings', () => {
    expect(
      [SYSMON, WINEVTX, BOTH, WITH_ZEEK].map((sensors) => count(sensors, { minimumPrecision: 'log-source' }).runs),
    ).toEqual([73, 32, 354, 395]);
    expect(
      [SYSMON, WINEVTX, BOTH, WITH_ZEEK].map((sensors) => count(sensors, { minimumPrecision: 'exact' }).runs),
    ).toEqual([73, 27, 307, 312]);
  });

  it('fall to 254 of 334 when both sensors run without module loads', () => {
    const deployments = [
      makeDeployment('sysmon', { events: { mode: 'except', ids: ['7'] } }),
      makeDeployment('winevtx'),
    ];
    const coverage = cover(
      release18,
      makeInventory({ groups: [makeGroup('G', { roles: EVERY_ROLE })], deployments }),
      library.sensors,
      { facts: 'smap' },
    );
    expect(computeTotals(coverage, release18.catalog.techniques.keys()).runs).toBe(254);
  });
});

describe('the worked example of docs/coverage-model.md', () => {
  const technique = release18.techniqueById.get('T1053.005') ?? -1;
  const rated = {
    deviceCompleteness: null,
    dataFieldCompleteness: null,
    timeliness: 4,
    consistency: null,
    retention: 3,
  };
  const sysmon = makeDeployment('sysmon', { observes: [{ groupId: 'G', share: 0.6, part: null }] });
  const log = makeDeployment('winevtx', { observes: [{ groupId: 'G', share: 0.9, part: null }], quality: rated });
  const coverOf = (...deployments: readonly (typeof sysmon)[]) =>
    cover(release18, makeInventory({ groups: [makeGroup('G', { hosts: 400 })], deployments }), library.sensors);
  const stateOf = (...deployments: readonly (typeof sysmon)[]) =>
    TECHNIQUE_STATES[coverOf(...deployments).states[technique] ?? -1];

  it('is what the model computes', () => {
    const coverage = coverOf(sysmon, log);
    expect(coverage.shareLow[technique]).toBeCloseTo(0.9);
    expect(coverage.shareHigh[technique]).toBeCloseTo(0.9);
    expect(coverage.strengthLow[technique]).toBeCloseTo(0.54);
    expect(stateOf(sysmon, log)).toBe('runs');
    expect(stateOf(sysmon, { ...log, events: { mode: 'except', ids: ['106', '4698'] } })).toBe('one short');
    expect(stateOf(sysmon)).toBe('partial');
  });
});
