import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { composeChangesTable } from '../../src/domain/planning/changes-table';
import type { InventoryChange } from '../../src/domain/planning/inventory-change';
import { computeOutcome, computeSituation } from '../../src/domain/planning/outcome';
import { DEFAULT_OBJECTIVE, EMPTY_PLAN } from '../../src/domain/planning/plan';
import { computePlanReport } from '../../src/domain/planning/plan-report';
import { computeScenarioFigures, explainOutcome } from '../../src/domain/planning/scenario-result';
import { TRENDS } from '../../src/domain/planning/technique-changes';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { SensorLibrary } from '../../src/domain/sensors/sensor';
import { cover, makeDeployment } from '../coverage/made-up-estate';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', name), 'utf8'));
const index = indexCatalog(read('catalog/enterprise-attack-19.1.json') as Catalog);
const library = (read('catalog/sensor-library.json') as SensorLibrary).sensors;
const estate = read('demonstration/estate.json') as Inventory;
const settings = { ...DEFAULT_SETTINGS, asOf: '2026-11-24' };

function run(changes: readonly InventoryChange[]) {
  const before = computeSituation(index, library, settings, estate);
  const outcome = computeOutcome(index, library, settings, before, changes);
  const weights = new Float64Array(index.catalog.techniques.length).fill(1);
  return {
    outcome,
    figures: computeScenarioFigures(index, outcome, { changes }, DEFAULT_OBJECTIVE, weights),
    changes: explainOutcome(index, outcome, settings),
  };
}

it('explains everything that going without any sensor costs the demonstration estate, on ATT&CK 19.1', () => {
  const all = estate.deployments.filter(({ status }) => status === 'deployed');
  const { changes, figures, outcome } = run(all.map(({ id }) => ({ kind: 'remove-deployment', deploymentId: id })));
  expect(figures.flows.find(({ state }) => state === 'blind')).toEqual({
    state: 'blind',
    gained: changes.length,
    lost: 0,
  });
  const was = cover(index, estate, library, settings);
  const seen = index.catalog.techniques.filter((_, t) => [4, 5, 6].includes(was.states[t] ?? 0));
  expect(changes.map(({ id }) => id)).toEqual(seen.map(({ id }) => id));
  expect(changes.every(({ trend, to }) => trend === 'worse' && to === 'blind')).toBe(true);
  expect(outcome.after.coverage.states.some((state) => state > 3)).toBe(false);
  for (const { reasons } of changes)
    for (const { needs } of reasons) expect(needs.every(({ isFed }) => !isFed)).toBe(true);
});

it('adds a sensor to every group, and gives each change its requirement', () => {
  const observes = estate.groups.map(({ id }) => ({ groupId: id, share: 1, part: null }));
  const { changes } = run([
    { kind: 'add-deployment', deployment: makeDeployment('auditd', { id: 'new', standsOn: null, observes }) },
  ]);
  expect(changes.length).toBeGreaterThan(0);
  for (const { reasons } of changes) {
    for (const { needs } of reasons) {
      expect(needs.length).toBeGreaterThan(0);
      for (const { gained, lost } of needs) {
        expect(gained.map(({ deploymentId }) => deploymentId)).toEqual(['new']);
        expect(lost).toEqual([]);
        expect(gained.every(({ precision }) => precision !== null)).toBe(true);
      }
    }
  }
});

it('says as much of a plan as the report on it does, and shows the difference in every row', () => {
  const observes = estate.groups.slice(0, 4).map(({ id }) => ({ groupId: id, share: 0.9, part: null }));
  const options = library.slice(0, 6).map(({ id }) => ({
    id,
    name: id,
    changes: [
      {
        kind: 'add-deployment' as const,
        deployment: makeDeployment(id, { id: `new ${id}`, standsOn: null, observes }),
      },
    ],
    price: { amount: '1', currency: 'EUR', per: 'once' as const },
  }));
  const { changes, figures, outcome } = run(options.flatMap((option) => option.changes));
  const report = computePlanReport({
    index,
    inventory: estate,
    sensors: indexSensors(library, estate),
    settings,
    weights: new Float64Array(index.catalog.techniques.length).fill(1),
    plan: { ...EMPTY_PLAN, options },
    chosen: options.map(({ id }) => id),
    measure: 'share',
  });
  const counts = Object.fromEntries(
    TRENDS.map((trend) => [trend, changes.filter((each) => each.trend === trend).length]),
  );
  expect([report.improved, report.gained]).toEqual([
    counts['more'],
    figures.flows.find(({ state }) => state === 'runs')?.gained,
  ]);
  expect(counts['more']).toBeGreaterThan(100);
  expect(counts['nearer']).toBeGreaterThan(0);
  const subject = {
    index,
    inventory: estate,
    coverage: outcome.after.coverage,
    settings,
    smap: null,
    at: '',
    tlp: '',
    isDemonstration: true,
    shown: [],
  };
  expect(outcome.unmet).toEqual([]);
  const { columns, rows } = composeChangesTable(index, changes, 'S', subject);
  const pairs = columns.flatMap((name, at) => {
    const other = columns.indexOf(name.replace('before', 'after'));
    return name.includes('before') && !name.startsWith('fed') ? [[at, other] as const] : [];
  });
  expect(pairs).toHaveLength(10);
  expect(rows.filter((row) => pairs.every(([was, is]) => row[was] === row[is]))).toEqual([]);
});
