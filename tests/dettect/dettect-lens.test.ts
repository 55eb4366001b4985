import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import {
  computeDettectScores,
  type DettectFacts,
  type DettectScores,
} from '../../src/domain/coverage/dettect-coverage';
import { type Estate, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS, settingsOfLens } from '../../src/domain/coverage/settings';
import { mergePlan } from '../../src/domain/dettect/merge-plan';
import { planDataSources } from '../../src/domain/dettect/plan-inventory';
import { EMPTY_INVENTORY } from '../../src/domain/sensors/inventory';
import { readDettectDataSources } from '../../src/formats/dettect-data-sources';
import { readOwnDataSources } from '../../src/formats/dettect-own-data-sources';
import { describeWithShared, SHARED } from '../shared-data';
import { makePlanContext } from './plan-context';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const SAMPLES = join(SHARED, 'samples', 'inventories', 'dettect');
const FIGURES = join(SHARED, 'data', 'dettect');

function loadIndex(name: string): CatalogIndex {
  const catalog = readCatalog(JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8')));
  if (!catalog.ok) throw new Error(name);
  return indexCatalog(catalog.value);
}

function unwrap<Value>(result: { readonly ok: boolean; readonly value?: Value }): Value {
  if (!result.ok || result.value === undefined) throw new Error('not read');
  return result.value;
}

interface Figures {
  readonly visibility: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly visibility_without_all_techniques: Figures['visibility'];
  readonly ratio: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
  readonly not_scorable: Readonly<Record<string, readonly string[]>>;
}

function readFigures<Shape = Figures>(name: string): Shape {
  return JSON.parse(readFileSync(join(FIGURES, name), 'utf8')) as Shape;
}

function score(file: string, index: CatalogIndex, ownDataSources: DettectFacts['ownDataSources']) {
  const { administration } = unwrap(readDettectDataSources(readFileSync(join(SAMPLES, file), 'utf8')));
  const plan = planDataSources(administration, makePlanContext(index));
  const inventory = mergePlan(EMPTY_INVENTORY, plan, null);
  const settings = settingsOfLens({ ...DEFAULT_SETTINGS, lens: 'dettect' });
  const sensors = new Map(inventory.customSensors.map((sensor) => [sensor.id, sensor]));
  const estate = prepareEstate(index, inventory, sensors, settings);
  const facts = { ownDataSources, exceptions: new Set(administration.exceptions) };
  return { index, estate, scores: computeDettectScores(index, estate, facts) };
}

interface Scored {
  readonly index: CatalogIndex;
  readonly estate: Estate;
  readonly scores: DettectScores;
}

/** Per system, what a choice of figures is for each technique that DeTT&CT speaks of. */
function collect<Value>({ index, estate, scores }: Scored, pick: (scores: DettectScores, at: number) => Value | null) {
  return Object.fromEntries(
    estate.groups.map(({ group }, position) => {
      const entries = index.catalog.techniques.flatMap(({ id }, technique) => {
        const at = technique * estate.groups.length + position;
        if ((scores.scores[at] ?? -1) < 0) return [];
        const value = pick(scores, at);
        return value === null ? [] : [[id, value] as const];
      });
      return [group.name, Object.fromEntries(entries)];
    }),
  );
}

describeWithShared('the DeTT&CT lens on 19.1 equals what DeTT&CT 2.2 computes', () => {
  let endpoints: Scored;
  let ics: Scored;

  beforeAll(() => {
    const { table } = unwrap(readOwnDataSources(readFileSync(join(SAMPLES, 'dettect_data_sources.json'), 'utf8')));
    endpoints = score('data-sources-endpoints.yaml', loadIndex('enterprise-attack-19.1'), table);
    ics = score('data-sources-ics.yaml', loadIndex('ics-attack-19.1'), table);
  });

  it('in the visibility of every technique and system', () => {
    const visibility = collect(endpoints, ({ scores }, at) => scores[at] ?? null);
    expect(visibility).toEqual(readFigures('data-sources-endpoints.json').visibility);
    expect(Object.keys(visibility['Windows workstations'] ?? {})).toHaveLength(473);
    expect(Object.keys(visibility['Linux servers'] ?? {})).toHaveLength(354);
  });

  it('in what is available of what is needed', () => {
    const ratio = collect(endpoints, ({ available, needed }, at) => [available[at], needed[at]]);
    expect(ratio).toEqual(readFigures('data-sources-endpoints.json').ratio);
  });

  it('in what it leaves out without -ya, and in what it cannot score', () => {
    const figures = readFigures('data-sources-endpoints.json');
    const seen = collect(endpoints, ({ scores }, at) => ((scores[at] ?? 0) > 0 ? (scores[at] ?? 0) : null));
    expect(seen).toEqual(figures.visibility_without_all_techniques);
    const notScorable = collect(endpoints, ({ needed }, at) => (needed[at] === 0 ? true : null));
    expect(Object.values(notScorable).map(Object.keys)).toEqual(Object.values(figures.not_scorable));
  });

  it('in the update of its technique administration, which holds what is scored at all', () => {
    const updated = readFigures<Figures['visibility']>('data-sources-endpoints.updated-with-u.json');
    const visibility = collect(endpoints, ({ scores }, at) => scores[at] ?? null);
    for (const [system, scores] of Object.entries(updated)) expect(visibility[system]).toMatchObject(scores);
  });

  it('in saying nothing of ICS, for whose techniques 19.1 names no platforms', () => {
    expect(collect(ics, ({ scores }, at) => scores[at] ?? null)).toEqual(
      readFigures('data-sources-ics.json').visibility,
    );
  });
});

describe('the DeTT&CT lens', () => {
  it.todo('made-up');
});
