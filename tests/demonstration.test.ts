import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../src/domain/attack/catalog';
import { indexCatalog } from '../src/domain/attack/catalog-index';
import { computeCoverage } from '../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../src/domain/coverage/settings';
import { computeTotals } from '../src/domain/coverage/totals';
import { QUALITY_DIMENSIONS, QUALITY_MAXIMUM } from '../src/domain/sensors/data-quality';
import { DEPLOYMENT_STATUSES, GROUP_KINDS, type Inventory } from '../src/domain/sensors/inventory';
import { checkGroupName, computeRest } from '../src/domain/sensors/inventory-rules';
import { computeInventorySummary } from '../src/domain/sensors/inventory-summary';
import { ROLES, type SensorLibrary } from '../src/domain/sensors/sensor';
import { collectObservables } from '../src/domain/threats/collect-observables';
import type { ReportContent, ThreatReport } from '../src/domain/threats/threat-report';
import { checkRecords } from '../src/domain/workspace/check-content';

/** The estate that "Try the demonstration estate" opens: `as Inventory` is a promise, and this is where it is kept. */

const DATA = join(import.meta.dirname, '..', 'data');
const estate = readJson('demonstration/estate.json') as Inventory;
const library = readJson('catalog/sensor-library.json') as SensorLibrary;
const platforms = (readJson('catalog/enterprise-attack-19.1.json') as { platforms: string[] }).platforms;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const sensors = new Map(library.sensors.map((sensor) => [sensor.id, sensor]));
const groups = new Map(estate.groups.map((group) => [group.id, group]));

describe('the demonstration estate', () => {
  it('has the fields of an inventory and no others', () => {
    expect(Object.keys(estate).sort()).toEqual(['customSensors', 'deployments', 'groups', 'supporting']);
    for (const group of estate.groups) {
      expect(Object.keys(group).sort()).toEqual(
        ['criticality', 'hosts', 'id', 'kind', 'name', 'notes', 'parts', 'platforms', 'roles', 'site'].sort(),
      );
    }
    for (const deployment of estate.deployments) {
      expect(Object.keys(deployment).sort()).toEqual([
        'cost',
        'events',
        'id',
        'logDestination',
        'notes',
        'observes',
        'owner',
        'quality',
        'retentionDays',
        'sensorId',
        'since',
        'standsOn',
        'status',
        'until',
        'version',
      ]);
    }
  });

  it('has ids that are unique and of its own', () => {
    const ids = [...estate.groups, ...estate.deployments].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^demo-[a-z0-9-]+$/);
  });

  it.each(estate.groups.map((group) => [group.name, group] as const))('describes the group %s', (_, group) => {
    expect(GROUP_KINDS).toContain(group.kind);
    expect(group.platforms.length).toBeGreaterThan(0);
    for (const platform of group.platforms) expect(platforms).toContain(platform);
    for (const role of group.roles) expect(ROLES).toContain(role);
    expect(checkGroupName(group.name, estate.groups, group.id)).toBeNull();
    // No weighted figure could count it otherwise.
    expect(group.criticality ?? group.hosts).toBeGreaterThan(0);
    for (const { share } of group.parts) expect(share > 0 && share <= 1).toBe(true);
    expect(group.parts.reduce((sum, { share }) => sum + share, 0) + computeRest(group.parts)).toBeCloseTo(1);
    expect(new Set(group.parts.map(({ name }) => name)).size).toBe(group.parts.length);
  });

  it.each(estate.deployments.map((deployment) => [deployment.id, deployment] as const))(
    'describes the deployment %s',
    (_, deployment) => {
      const sensor = sensors.get(deployment.sensorId);
      if (sensor === undefined) throw new Error(`the library has no sensor ${deployment.sensorId}`);
      if (deployment.standsOn !== null) expect(groups.has(deployment.standsOn)).toBe(true);
      for (const { groupId, share, part } of deployment.observes) {
        const group = groups.get(groupId);
        if (group === undefined) throw new Error(`there is no group ${groupId}`);
        if (share !== null) expect(share > 0 && share <= 1).toBe(true);
        if (part !== null) expect(group.parts.map(({ name }) => name)).toContain(part);
      }
      if (deployment.events.mode !== 'all') {
        const known = sensor.events.map(({ id }) => id);
        for (const id of deployment.events.ids) expect(known).toContain(id);
        expect(new Set(deployment.events.ids).size).toBe(deployment.events.ids.length);
      }
      expect(DEPLOYMENT_STATUSES).toContain(deployment.status);
      expect(Object.keys(deployment.quality).sort()).toEqual([...QUALITY_DIMENSIONS].sort());
      for (const rating of Object.values(deployment.quality)) {
        if (rating !== null) expect(Number.isInteger(rating) && rating >= 0 && rating <= QUALITY_MAXIMUM).toBe(true);
      }
      for (const date of [deployment.since, deployment.until]) if (date !== null) expect(date).toMatch(ISO_DATE);
      if (deployment.cost !== null) expect(deployment.cost.amount).toBeGreaterThanOrEqual(0);
    },
  );

  it('shows every kind of thing that an analyst should find in it', () => {
    expect(computeInventorySummary(estate)).toMatchObject({
      groups: 5,
      hosts: 540,
      deployments: 12,
      sensors: 9,
      planned: 2,
      candidates: 1,
      observingNothing: 1,
    });
  });

  it('is neither covered nor blind', () => {
    const index = indexCatalog(readJson('catalog/enterprise-attack-19.1.json') as Catalog);
    const ready = prepareEstate(index, estate, indexSensors(library.sensors, estate), DEFAULT_SETTINGS);
    const coverage = computeCoverage(index, ready, estate.supporting, DEFAULT_SETTINGS);
    const { counted, runs, oneShort, partial, blind } = computeTotals(coverage, index.catalog.techniques.keys());
    expect(runs / counted).toBeGreaterThan(0.5);
    expect(runs / counted).toBeLessThan(0.8);
    for (const gap of [oneShort, partial, blind]) expect(gap).toBeGreaterThan(0);
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(DATA, path), 'utf8'));
}

describe('the demonstration report', () => {
  const reports = readJson('demonstration/reports.json') as {
    readonly threatReports: readonly ThreatReport[];
    readonly reportContents: readonly ReportContent[];
  };

  it('is what a backup would take', () => {
    const faults: unknown[] = [];
    for (const part of ['threatReports', 'reportContents'] as const)
      checkRecords(part, reports[part], part, (found) => faults.push(found));
    expect(faults).toEqual([]);
    expect(reports.threatReports.map(({ id }) => id)).toEqual(reports.reportContents.map(({ id }) => id));
  });

  it('has the indicators that an import of its text would collect', () => {
    for (const content of reports.reportContents) {
      const collected = collectObservables({ ...content, observables: [] });
      const values = (list: ReportContent['observables']) => list.map(({ type, value }) => `${type} ${value}`).sort();
      expect(values(collected)).toEqual(values(content.observables));
    }
  });
});
