import { describe, expect, it } from 'vitest';
import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import type { AnalyticId, DataComponentId } from '../../src/domain/attack/identifiers';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { composeCoverageTable } from '../../src/domain/coverage/coverage-table';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { explainTechnique } from '../../src/domain/coverage/explain';
import { findInventoryFindings } from '../../src/domain/coverage/findings';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { cover, makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor, observe } from './made-up-estate';

const WINDOWS = ['Windows'];
const index = makeCatalog({ T1001: WINDOWS, T1002: ['Linux'] }, [
  { technique: 'T1001', needs: ['A WinEventLog:Security 4688', 'B WinEventLog:Security'] },
  { technique: 'T1001', needs: ['C'] },
  { technique: 'T1002', platforms: ['Linux'], needs: ['A'] },
]);
const security = makeSensor('security', { '4688': [], '4624': [] }, { logSources: ['WinEventLog:Security'] });
const a = makeSensor('a', { '1': ['A'] });
const c = makeSensor('c', { '7': ['C'], '8': [] });

function explain(inventory: Inventory, library: readonly Sensor[], catalog: CatalogIndex = index) {
  const sensors = indexSensors(library, inventory);
  const estate = prepareEstate(catalog, inventory, sensors, DEFAULT_SETTINGS);
  return explainTechnique(catalog, inventory, estate, sensors, DEFAULT_SETTINGS, 0);
}

describe('why a technique has its state', () => {
  it('names the deployments that feed each need, how precisely and through what', () => {
    const { groups } = explain(makeInventory({ deployments: [makeDeployment('security'), makeDeployment('a')] }), [
      security,
      a,
    ]);
    const [analytic] = groups[0]?.analytics ?? [];
    expect(analytic).toMatchObject({ id: 'AN0001', state: 'runs' });
    expect(analytic?.needs[0]?.feeders).toMatchObject([
      { sensorId: 'security', precision: 'exact', eventIds: ['4688'], logSources: ['WinEventLog:Security'] },
      { sensorId: 'a', precision: 'component', eventIds: ['1'], logSources: [] },
    ]);
    expect(analytic?.needs[1]?.feeders).toMatchObject([{ sensorId: 'security', precision: 'log-source' }]);
  });

  it('puts the best analytic first, and agrees with the computed state', () => {
    const inventory = makeInventory({ deployments: [makeDeployment('a'), makeDeployment('c')] });
    const { groups } = explain(inventory, [a, c]);
    expect(groups[0]?.analytics.map(({ id, state }) => [id, state])).toEqual([
      ['AN0002', 'runs'],
      ['AN0001', 'one short'],
    ]);
    expect(groups[0]?.state).toBe('runs');
  });

  it('says which groups it does not apply to', () => {
    const inventory = makeInventory({ groups: [makeGroup('G'), makeGroup('L', { platforms: ['Linux'] })] });
    expect(explain(inventory, []).notApplicableIn).toEqual(['L']);
  });

  it('tells overlap that is only possible apart from a missing component', () => {
    const ab = makeCatalog({ T1001: WINDOWS }, [{ technique: 'T1001', needs: ['A', 'C'] }]);
    const half = { observes: observe(0.5) };
    const { groups } = explain(
      makeInventory({ deployments: [makeDeployment('a', half), makeDeployment('c', half)] }),
      [a, c],
      ab,
    );
    expect(groups[0]?.analytics[0]).toMatchObject({
      state: 'partial',
      isOverlapUnknown: true,
      share: { low: 0, high: 0.5 },
    });
  });
});

describe('what would feed a need', () => {
  const missing = (inventory: Inventory, library: readonly Sensor[]) =>
    explain(inventory, library).groups[0]?.analytics.find(({ id }) => id === 'AN0002')?.needs[0]?.candidates;

  it('begins with the smallest step', () => {
    const other = makeSensor('other', { '1': ['C'] });
    const away = makeSensor('away', { '1': ['C'] });
    const planned = makeSensor('planned', { '1': ['C'] });
    const inventory = makeInventory({
      deployments: [
        makeDeployment('c', { events: { mode: 'only', ids: ['8'] } }),
        makeDeployment('away', { observes: [] }),
        makeDeployment('planned', { status: 'planned' }),
      ],
    });
    expect(
      missing(inventory, [other, away, planned, c])?.map(({ sensorId, obstacle }) => [sensorId, obstacle]),
    ).toEqual([
      ['c', 'events are off'],
      ['planned', 'does not count yet'],
      ['away', 'does not observe'],
      ['other', 'not owned'],
    ]);
  });

  it('sees that only the role is missing', () => {
    const kerberos = {
      ...c,
      events: [{ id: '7', role: 'domain-controller' as const, mappings: c.events[0]?.mappings ?? [] }],
    };
    expect(missing(makeInventory({ deployments: [makeDeployment('c')] }), [kerberos])?.[0]?.obstacle).toBe(
      'role is missing',
    );
  });

  it('leaves out sensors made for other hosts, but not those of the network', () => {
    const linux = makeSensor('linux', { '1': ['C'] }, { platforms: ['Linux'] });
    expect(missing(makeInventory({}), [linux])).toEqual([]);
  });
});

describe('findings', () => {
  it('name what makes the answer smaller or less sure', () => {
    const inventory = makeInventory({
      groups: [makeGroup('G'), makeGroup('bare', { platforms: [], hosts: null })],
      deployments: [
        makeDeployment('a', { observes: observe(null) }),
        makeDeployment('c', { observes: [], quality: { ...UNRATED, timeliness: 3 } }),
        makeDeployment('silent'),
        makeDeployment('gone'),
        makeDeployment('security', { status: 'planned' }),
      ],
    });
    const sensors = indexSensors([a, c, security, makeSensor('silent', {})], inventory);
    const estate = prepareEstate(index, inventory, sensors, DEFAULT_SETTINGS);
    const coverage = computeCoverage(index, estate, [], DEFAULT_SETTINGS);
    const findings = findInventoryFindings(inventory, sensors, DEFAULT_SETTINGS, coverage, index.catalog);
    const byCode = Object.fromEntries(findings.map((finding) => [finding.code, finding]));
    expect(byCode['unknown-sensor']?.deploymentIds).toEqual(['deployment of gone']);
    expect(byCode['observes-nothing']?.deploymentIds).toEqual(['deployment of c']);
    expect(byCode['feeds-nothing']?.deploymentIds).toEqual(['deployment of silent']);
    expect(byCode['not-counted']?.deploymentIds).toEqual(['deployment of security']);
    expect(byCode['share-assumed']?.deploymentIds).toEqual(['deployment of a']);
    expect(byCode['unrated']?.deploymentIds).not.toContain('deployment of c');
    expect(byCode['group-without-platform']?.groupIds).toEqual(['bare']);
    expect(byCode['group-without-weight']?.groupIds).toEqual(['bare']);
  });

  it('are none for an inventory in which nothing is open', () => {
    const inventory = makeInventory({ deployments: [makeDeployment('a', { quality: { ...UNRATED, timeliness: 3 } })] });
    const sensors = indexSensors([a], inventory);
    const estate = prepareEstate(index, inventory, sensors, DEFAULT_SETTINGS);
    expect(
      findInventoryFindings(
        inventory,
        sensors,
        DEFAULT_SETTINGS,
        computeCoverage(index, estate, [], DEFAULT_SETTINGS),
        index.catalog,
      ),
    ).toEqual([]);
  });
});

describe('the table behind the matrix', () => {
  it('has one row per technique, and leaves empty what is not known', () => {
    const inventory = makeInventory({ deployments: [makeDeployment('c')] });
    const subject = {
      index,
      inventory,
      coverage: cover(index, inventory, [c]),
      settings: DEFAULT_SETTINGS,
      smap: null,
      at: '2026-11-22T12:00:00Z',
      tlp: 'TLP:AMBER',
      isDemonstration: true,
      shown: [0, 1],
    };
    const { columns, rows } = composeCoverageTable(subject, new Map());
    const [first, second] = rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n]])));
    expect(first).toMatchObject({
      technique: 'T1001',
      state: 'runs',
      'groups running': 1,
      'share low': 1,
      'share high': 1,
      'all fed': 'yes',
    });
    expect(first).toMatchObject({
      'strength low': 0,
      'strength high': 1,
      'attack release': '19.1',
      estate: 'DEMONSTRATION, a made-up estate; all 1 system groups',
      rules: 0,
      tlp: 'TLP:AMBER',
    });
    expect(second).toMatchObject({
      technique: 'T1002',
      state: 'not applicable',
      'share low': null,
      'strength high': null,
      'worst state': '',
    });
  });
});

it('a mark on an analytic or component that the release does not have changes nothing', () => {
  const mark = { analytic: 'AN9999' as AnalyticId, component: 'Z' as DataComponentId, author: '', reason: '', at: '' };
  const inventory = makeInventory({ deployments: [makeDeployment('c')], supporting: [mark] });
  expect(cover(index, inventory, [c]).states[0]).toBe(cover(index, { ...inventory, supporting: [] }, [c]).states[0]);
});
