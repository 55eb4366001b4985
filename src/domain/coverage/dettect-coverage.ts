import type { CatalogIndex } from '../attack/catalog-index';
import { dettectComponentId, isOwnDataSource, type OwnDataSources } from '../dettect/own-data-sources';
import { isDettectSensor } from '../dettect/plan-inventory';
import { QUALITY_DIMENSIONS } from '../sensors/data-quality';
import type { Deployment } from '../sensors/inventory';
import { isEventEnabled } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { type Coverage, makeEmptyCoverage } from './coverage';
import type { Estate, ObservedGroup, Observer } from './estate';
import { BLIND, NO_ANALYTIC, NOT_APPLICABLE, NOT_OBSERVABLE, ONE_SHORT, PARTIAL, RUNS, type StateCode } from './state';

/** What only the user's DeTT&CT files say. */
export interface DettectFacts {
  /** `null`: its table was not imported; only ATT&CK's data components are counted. */
  readonly ownDataSources: OwnDataSources | null;
  /** Techniques that a data source administration leaves out of every output. */
  readonly exceptions: ReadonlySet<string>;
}

export const NO_DETTECT_FACTS: DettectFacts = { ownDataSources: null, exceptions: new Set() };

/** DeTT&CT's visibility scores, indexed by technique × number of groups + group. */
export interface DettectScores {
  /** Whether DeTT&CT's own data sources are counted. */
  readonly hasOwnDataSources: boolean;
  /** 0 to 4; `UNSCORED` where DeTT&CT says nothing: no platform in common, or an exception. */
  readonly scores: Int8Array;
  readonly available: Uint8Array;
  /** 0 where no data component of the technique is for the group's platforms: not scorable, which DeTT&CT writes as 0. */
  readonly needed: Uint8Array;
}

export const UNSCORED = -1;

const TRAFFIC_CONTENT = 'Network Traffic Content';
const EVERY_PLATFORM = 0xffffffff;

/** A data component or an own data source of DeTT&CT that a technique needs in a group. */
export interface DettectNeed {
  readonly name: string;
  /** Of ATT&CK; `null`: one of DeTT&CT's own. */
  readonly component: number | null;
  readonly observers: readonly Observer[];
}

export interface DettectReading {
  /** `null`: nothing to say. */
  listNeeds(technique: number): readonly DettectNeed[] | null;
}

/** What DeTT&CT needs for each technique in one group, and who supplies it. */
export function makeDettectReading(index: CatalogIndex, observed: ObservedGroup, facts: DettectFacts): DettectReading {
  const suppliers = collectSuppliers(index, observed);
  const masks = maskComponents(index);
  const traffic = index.catalog.dataComponents.findIndex(({ name }) => name === TRAFFIC_CONTENT);
  return {
    listNeeds(technique) {
      const id = index.catalog.techniques[technique]?.id ?? '';
      if (((index.techniquePlatforms[technique] ?? 0) & observed.platforms) === 0 || facts.exceptions.has(id))
        return null;
      const listed = facts.ownDataSources?.get(id);
      const needs: DettectNeed[] = [];
      for (const component of index.techniqueComponents[technique] ?? []) {
        if (((masks[component] ?? 0) & observed.platforms) === 0) continue;
        // Its own data sources take the place of traffic content where its table does not list that as well.
        if (component === traffic && listed !== undefined && !listed.includes(TRAFFIC_CONTENT)) continue;
        const name = index.catalog.dataComponents[component]?.name ?? '';
        needs.push({ name, component, observers: suppliers.byComponent.get(component) ?? [] });
      }
      for (const name of new Set(listed)) {
        if (!isOwnDataSource(name)) continue;
        needs.push({ name, component: null, observers: suppliers.byName.get(dettectComponentId(name)) ?? [] });
      }
      return needs;
    },
  };
}

export function computeDettectScores(index: CatalogIndex, estate: Estate, facts: DettectFacts): DettectScores {
  const size = index.catalog.techniques.length * estate.groups.length;
  const scores = new Int8Array(size).fill(UNSCORED);
  const available = new Uint8Array(size);
  const needed = new Uint8Array(size);
  estate.groups.forEach((observed, group) => {
    const reading = makeDettectReading(index, observed, facts);
    for (let technique = 0; technique < index.catalog.techniques.length; technique++) {
      const needs = reading.listNeeds(technique);
      if (needs === null) continue;
      const at = technique * estate.groups.length + group;
      const supplied = needs.filter(({ observers }) => observers.length > 0).length;
      available[at] = supplied;
      needed[at] = needs.length;
      scores[at] = scoreRatio(supplied, needs.length);
    }
  });
  return { hasOwnDataSources: facts.ownDataSources !== null, scores, available, needed };
}

/** Whole percents, rounded down: 0 is none, up to 49 minimal, 74 medium, 99 good, and 100 excellent. */
export function scoreRatio(available: number, needed: number): number {
  const percent = needed === 0 ? 0 : Math.floor((available * 100) / needed);
  if (percent === 0) return available > 0 ? 1 : 0;
  return percent <= 49 ? 1 : percent <= 74 ? 2 : percent <= 99 ? 3 : 4;
}

/**
 * In the shape of the other lenses: 4 stands where `runs` does, 3 where `one short` does, 1 and 2 where `partial` does,
 * 0 where `blind` does. In the estate a technique has its best score in any group.
 */
export function presentDettectCoverage(index: CatalogIndex, estate: Estate, scores: DettectScores): Coverage {
  const size = index.catalog.techniques.length;
  const count = estate.groups.length;
  const coverage = { ...makeEmptyCoverage(size, estate), dettect: scores };
  for (let technique = 0; technique < size; technique++) {
    for (let group = 0; group < count; group++) {
      const at = technique * count + group;
      const isObservable = index.notObservable[technique] !== 1;
      const state = stateOfScore(scores.scores[at] ?? UNSCORED, scores.needed[at] ?? 0, isObservable);
      coverage.groupStates[at] = state;
      if (state > (coverage.states[technique] ?? 0)) coverage.states[technique] = state;
      if (state < BLIND) continue;
      const worst = coverage.worstStates[technique] ?? 0;
      if (worst === 0 || state < worst) coverage.worstStates[technique] = state;
      coverage.countedIn[technique] = (coverage.countedIn[technique] ?? 0) + 1;
      if (state === RUNS) {
        coverage.runningIn[technique] = (coverage.runningIn[technique] ?? 0) + 1;
        coverage.allFed[technique] = 1;
      }
      if (state > BLIND) coverage.anyFed[technique] = 1;
    }
  }
  return coverage;
}

function stateOfScore(score: number, needed: number, isObservable: boolean): StateCode {
  if (score === UNSCORED) return NOT_APPLICABLE;
  if (needed === 0) return isObservable ? NO_ANALYTIC : NOT_OBSERVABLE;
  if (score === 4) return RUNS;
  return score === 3 ? ONE_SHORT : score > 0 ? PARTIAL : BLIND;
}

interface Suppliers {
  readonly byComponent: ReadonlyMap<number, readonly Observer[]>;
  readonly byName: ReadonlyMap<string, readonly Observer[]>;
}

/** DeTT&CT counts a data source when any of its five dimensions is rated above 0, and looks at nothing else. */
function collectSuppliers(index: CatalogIndex, { observers }: ObservedGroup): Suppliers {
  const byComponent = new Map<number, Observer[]>();
  const byName = new Map<string, Observer[]>();
  for (const observer of observers) {
    if (!isAnyDimensionRated(observer.deployment)) continue;
    const misspelt = listMisspelt(index, observer.sensor);
    const components = misspelt.length === 0 ? observer.feeds.components : feedsOfOthers(index, observer, misspelt);
    for (const component of components) append(byComponent, component, observer);
    for (const { id, mappings } of observer.sensor.events) {
      if (!isEventEnabled(observer.deployment.events, id)) continue;
      for (const { component } of mappings) if (component.startsWith('~')) append(byName, component, observer);
    }
  }
  return { byComponent, byName };
}

function isAnyDimensionRated({ quality }: Deployment): boolean {
  return QUALITY_DIMENSIONS.some((dimension) => (quality[dimension] ?? 0) > 0);
}

/**
 * DeTT&CT compares names of data components to the letter: one that a file writes as `Firewall rule modification` is
 * not available to it. Only sensors made from its files have events named so.
 */
function listMisspelt(index: CatalogIndex, sensor: Sensor): readonly string[] {
  if (!isDettectSensor(sensor)) return [];
  return sensor.events.flatMap(({ id, mappings }) => {
    const isOther = mappings.some(({ component }) => {
      const name = index.catalog.dataComponents[index.componentById.get(component) ?? -1]?.name;
      return name !== undefined && name !== id;
    });
    return isOther ? [id] : [];
  });
}

function feedsOfOthers(
  index: CatalogIndex,
  { sensor, deployment }: Observer,
  misspelt: readonly string[],
): Set<number> {
  const components = new Set<number>();
  for (const { id, mappings } of sensor.events) {
    if (misspelt.includes(id) || !isEventEnabled(deployment.events, id)) continue;
    for (const { component } of mappings) {
      const position = index.componentById.get(component);
      if (position !== undefined) components.add(position);
    }
  }
  return components;
}

/**
 * Bits of the platforms each component is for. Where a catalog does not say, those of the analytics that ask for it; a
 * component about which nothing is known is for all.
 */
function maskComponents(index: CatalogIndex): Uint32Array {
  const { catalog } = index;
  const masks = new Uint32Array(catalog.dataComponents.length);
  if (catalog.componentPlatforms !== undefined) {
    catalog.componentPlatforms.forEach((platforms, component) => {
      for (const platform of platforms) masks[component] = ((masks[component] ?? 0) | (1 << platform)) >>> 0;
    });
  } else if (catalog.analyticsKind === 'published') {
    index.needs.forEach((needs, analytic) => {
      const on = index.analyticPlatforms[analytic] ?? 0;
      for (const { component } of needs) masks[component] = ((masks[component] ?? 0) | on) >>> 0;
    });
  }
  return masks.map((mask) => (mask === 0 ? EVERY_PLATFORM : mask));
}

function append<Key>(map: Map<Key, Observer[]>, key: Key, observer: Observer): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [observer]);
  else if (list.at(-1) !== observer) list.push(observer);
}
