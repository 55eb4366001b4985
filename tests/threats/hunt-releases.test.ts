import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { indexSensors } from '../../src/domain/coverage/estate';
import { type CoverageSettings, DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { planHunt } from '../../src/domain/threats/plan-hunt';
import { loadDemonstration } from '../bench/hunts';
import { loadFacts } from '../bench/plan-instances';
import {
  findRunning,
  groundHunt,
  groundVerdict,
  lookAt,
  makeThreat,
  NEVER_OVER,
  switchOffOthers,
} from './made-up-threats';

const CATALOG = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const { library } = loadFacts();

/** A release before analytics, one that names no platforms, one of another domain; and each strict way of reading. */
it.each<[string, Partial<CoverageSettings>]>([
  ['enterprise-attack-13.1', {}],
  ['enterprise-attack-18.1', { minimumPrecision: 'log-source' }],
  ['enterprise-attack-19.1', { minimumPrecision: 'exact' }],
  ['enterprise-attack-19.1', { facts: 'smap' }],
  ['enterprise-attack-19.1', { platforms: ['Linux'] }],
  ['mobile-attack-19.1', {}],
  ['ics-attack-19.1', {}],
])('%s, %j: what is seen is what runs, and it still runs when all else is switched off', (name, change) => {
  const index = indexCatalog(JSON.parse(readFileSync(join(CATALOG, `${name}.json`), 'utf8')) as Catalog);
  const inventory = loadDemonstration();
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const base = { index, inventory, sensors: indexSensors(library, inventory), settings };
  const threat = makeThreat(index.catalog.techniques.filter((_, at) => at % 7 === 0).map(({ id }) => id));
  const { figures, tactics } = computeVerdict(groundVerdict(base), threat);
  expect(figures.steps).toBe(threat.steps.length);
  expect(tactics.every((tactic) => tactic.id !== '')).toBe(true);
  const plan = planHunt(groundHunt(base), threat, NEVER_OVER);
  expect(plan.isProven).toBe(true);
  expect(plan.steps).toHaveLength(figures.seen);
  const running = findRunning(base, switchOffOthers(inventory, base.sensors, lookAt(plan)));
  for (const { technique } of plan.steps) expect(running.has(index.techniqueById.get(technique) ?? -1)).toBe(true);
});
