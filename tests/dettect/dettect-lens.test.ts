import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import type { Coverage } from '../../src/domain/coverage/coverage';
import { composeCoverageTable } from '../../src/domain/coverage/coverage-table';
import {
  computeDettectScores,
  type DettectFacts,
  type DettectScores,
  NO_DETTECT_FACTS,
  presentDettectCoverage,
  scoreRatio,
} from '../../src/domain/coverage/dettect-coverage';
import { type Estate, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS, settingsOfLens } from '../../src/domain/coverage/settings';
import { stateName } from '../../src/domain/coverage/state';
import { mergePlan } from '../../src/domain/dettect/merge-plan';
import { dettectComponentId } from '../../src/domain/dettect/own-data-sources';
import { planDataSources } from '../../src/domain/dettect/plan-inventory';
import { type DataQuality, UNRATED } from '../../src/domain/sensors/data-quality';
import { EMPTY_INVENTORY } from '../../src/domain/sensors/inventory';
import { composeLayer } from '../../src/formats/coverage-layer';
import { readDettectDataSources } from '../../src/formats/dettect/dettect-data-sources';
import { readOwnDataSources } from '../../src/formats/dettect/dettect-own-data-sources';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { makeCatalog, makeDeployment, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { validateLayer } from '../formats/navigator-layer-schema';
import { describeWithShared, SHARED } from '../shared-data';
import { loadIndex, unwrap } from './administration-session';
import { makePlanContext } from './plan-context';

const SAMPLES = join(SHARED, 'samples', 'inventories', 'dettect');
const FIGURES = join(SHARED, 'data', 'dettect');

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

  it('and works on releases before 18, by the platforms of the data sources', () => {
    const older = score('data-sources-endpoints.yaml', loadIndex('enterprise-attack-13.1'), null);
    const scores = collect(older, (all, at) => all.scores[at] ?? null);
    // Process: Process Creation, Command: Command Execution and OS API Execution are all that it lists for Windows.
    expect(scores['Windows workstations']?.['T1057']).toBe(4);
    expect(scores['Windows workstations']?.['T1053.003']).toBeUndefined();
    expect(scores['Linux servers']?.['T1112']).toBeUndefined();
  });

  it('in saying nothing of ICS, for whose techniques 19.1 names no platforms', () => {
    expect(collect(ics, ({ scores }, at) => scores[at] ?? null)).toEqual(
      readFigures('data-sources-ics.json').visibility,
    );
  });
});

describe('the DeTT&CT lens', () => {
  const index = makeCatalog({ T1001: ['Windows'], T1002: ['Windows', 'Linux'], T1003: ['Linux'], T1004: [] }, [
    { technique: 'T1001', platforms: ['Windows'], needs: ['A', 'B', 'C', 'D'] },
    { technique: 'T1002', platforms: ['Windows'], needs: ['A'] },
    { technique: 'T1002', platforms: ['Linux'], needs: ['E'] },
    { technique: 'T1003', platforms: ['Windows'], needs: ['B'] },
    { technique: 'T1004', needs: ['A'] },
  ]);

  /** One sensor, an event per component, on a group of Windows hosts. */
  function scoresOf(
    events: Readonly<Record<string, string>>,
    quality: Partial<DataQuality>,
    facts: DettectFacts = NO_DETTECT_FACTS,
    id = 'S',
  ): Coverage {
    const mapped = Object.fromEntries(Object.entries(events).map(([id, component]) => [id, [component]]));
    const sensor = makeSensor(id, mapped);
    const deployments = [makeDeployment(id, { quality: { ...UNRATED, ...quality }, since: '2030-01-01' })];
    const settings = settingsOfLens({ ...DEFAULT_SETTINGS, lens: 'dettect', asOf: '2026-11-24' });
    const estate = prepareEstate(index, makeInventory({ deployments }), new Map([[id, sensor]]), settings);
    return presentDettectCoverage(index, estate, computeDettectScores(index, estate, facts));
  }
  const scoreOf = (...given: Parameters<typeof scoresOf>) => scoresOf(...given).dettect?.scores[0];

  it('scores by whole percents: 25, 50, 75 and 100 are 1, 2, 3 and 4', () => {
    expect([0, 1, 2, 3, 4].map((available) => scoreRatio(available, 4))).toEqual([0, 1, 2, 3, 4]);
    expect([scoreRatio(49, 100), scoreRatio(747, 1000), scoreRatio(995, 1000)]).toEqual([1, 2, 3]);
    expect([scoreRatio(0, 0), scoreRatio(1, 300)]).toEqual([0, 1]);
  });

  it('takes a component as available when any one dimension is above 0, whatever the date, and not when nobody rated it', () => {
    const events = { '1': 'A', '2': 'B' };
    expect(scoreOf(events, { retention: 1 })).toBe(2);
    expect(scoreOf(events, { deviceCompleteness: 1, timeliness: 0 })).toBe(2);
    expect(scoreOf(events, { deviceCompleteness: 0, timeliness: 0 })).toBe(0);
    expect(scoreOf(events, {})).toBe(0);
  });

  it('says nothing of techniques for other platforms or none', () => {
    const coverage = scoresOf({ '1': 'A' }, { retention: 1 });
    // T1002 needs only A on Windows, since E is asked for on Linux alone; T1003 is for Linux, T1004 names no platform.
    expect([...(coverage.dettect?.scores ?? [])]).toEqual([1, 4, -1, -1]);
    expect([...coverage.states].map(stateName)).toEqual(['partial', 'runs', 'not applicable', 'not applicable']);
  });

  it('compares names of components to the letter, as DeTT&CT does', () => {
    const score = (name: string, id: string) =>
      scoreOf({ A: 'A', [name]: 'B' }, { retention: 1 }, NO_DETTECT_FACTS, id);
    expect([score('B', 'user:dettect-1'), score('b', 'user:dettect-1'), score('X: B', 'user:dettect-1')]).toEqual([
      2, 1, 1,
    ]);
    expect(score('b', 'user:own')).toBe(2);
  });

  it('goes into a layer and a table with its score', () => {
    const inventory = makeInventory({});
    const coverage = scoresOf({ '1': 'A', '2': 'B' }, { retention: 1 });
    const subject = {
      index,
      inventory,
      coverage,
      settings: { ...DEFAULT_SETTINGS, lens: 'dettect' as const },
      smap: null,
      at: '2026-11-24T12:00:00Z',
      tlp: 'TLP:AMBER',
      isDemonstration: false,
      shown: [...index.catalog.techniques.keys()],
    };
    const layer = composeLayer(subject);
    expect(validateLayer(JSON.parse(writeNavigatorLayer(layer)))).toEqual([]);
    expect(layer.techniques.map(({ score, comment, enabled }) => [score, comment, enabled])).toEqual([
      [2, 'G: 2 (2 of 4)', true],
      [4, 'G: 4 (1 of 1)', true],
      [null, '', false],
      [null, '', false],
    ]);
    const table = composeCoverageTable(subject, new Map());
    const [state, score, lens] = ['state', 'dettect score', 'lens'].map((name) => table.columns.indexOf(name));
    expect(table.rows.map((row) => [row[state ?? -1], row[score ?? -1]])).toEqual([
      ['score 1 or 2', 2],
      ['score 4', 4],
      ['not scored', null],
      ['not scored', null],
    ]);
    expect(table.rows[0]?.[lens ?? -1]).toBe('DeTT&CT (its own data sources not counted; deployed)');
  });

  it('leaves out exceptions', () => {
    expect(scoreOf({ '1': 'A' }, { retention: 1 }, { ownDataSources: null, exceptions: new Set(['T1001']) })).toBe(-1);
  });

  it('adds the own data sources of the table it is given', () => {
    const name = 'Mail [DeTT&CT data source]';
    const facts = { ownDataSources: new Map([['T1001', [name]]]), exceptions: new Set<string>() };
    const ratio = ({ dettect }: Coverage) => [dettect?.available[0], dettect?.needed[0]];
    expect(ratio(scoresOf({ '1': 'A', '2': 'B' }, { retention: 1 }, facts))).toEqual([2, 5]);
    expect(ratio(scoresOf({ '1': 'A', [name]: dettectComponentId(name) }, { retention: 1 }, facts))).toEqual([2, 5]);
    expect(ratio(scoresOf({ '1': 'A', [name]: dettectComponentId(name) }, { retention: 1 }))).toEqual([1, 4]);
  });
});
