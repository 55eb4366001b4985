import type { CatalogIndex } from '../attack/catalog-index';
import { computeGroupWeights, indexSupporting } from '../coverage/coverage';
import {
  type Estate,
  type EstateParts,
  makeEstateParts,
  type ObservedGroup,
  type Observer,
  prepareEstate,
} from '../coverage/estate';
import { isDeploymentCounted } from '../coverage/feeds';
import { makeGroupCoverage, type TechniqueCoverage } from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import { BLIND } from '../coverage/state';
import type { Deployment, Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { applyChanges, type InventoryChange } from './inventory-change';
import { indexNeeds } from './need-index';

/** What planning starts from: an inventory as one question sees it. */
export interface PlanningBase {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly settings: CoverageSettings;
}

/** Coverage of one group, by technique. */
export interface GroupFigures {
  readonly observed: ObservedGroup;
  /** As in `computeGroupWeights`. */
  readonly weight: number;
  readonly techniques: readonly TechniqueCoverage[];
}

/** A technique in one group, before and after. */
export interface ChangedCell {
  readonly group: number;
  readonly technique: number;
  readonly before: TechniqueCoverage;
  readonly after: TechniqueCoverage;
}

export interface WhatIf {
  readonly base: PlanningBase;
  readonly estate: Estate;
  readonly groups: readonly GroupFigures[];
  /**
   * The cells that differ with these changes, exactly as a full computation has them; only what the changes can touch is
   * computed.
   */
  compare(changes: readonly InventoryChange[]): readonly ChangedCell[];
  /** What the changes feed otherwise than today, group by group: numbers of needs, as `indexNeeds` counts them. */
  listTouched(changes: readonly InventoryChange[]): readonly TouchedNeeds[];
}

export interface TouchedNeeds {
  readonly group: number;
  /** `null`: parts of the group come into or out of sight, and anything may change. */
  readonly needs: Iterable<number> | null;
}

export function makeWhatIf(base: PlanningBase): WhatIf {
  const { index, inventory, sensors, settings } = base;
  const estate = prepareEstate(index, inventory, sensors, settings);
  const marks = indexSupporting(index, inventory.supporting);
  const weights = computeGroupWeights(estate);
  const count = index.catalog.techniques.length;
  const groups = estate.groups.map((observed, g): GroupFigures => {
    const ofGroup = makeGroupCoverage(index, observed, settings.minimumPrecision, marks);
    const techniques = Array.from({ length: count }, (_, technique) => ofGroup.computeTechnique(technique));
    return { observed, weight: weights[g] ?? 0, techniques };
  });
  const needs = indexNeeds(index);
  const everything = Uint16Array.from(index.catalog.techniques.keys());
  const minimum = settings.minimumPrecision;
  const parts = makeEstateParts(index, inventory.groups, sensors, settings);

  function listExchanges(changes: readonly InventoryChange[]): readonly Exchange[] {
    const after = applyChanges(inventory, changes).inventory;
    const edits = diffDeployments(inventory, after);
    const partsAfter =
      after.customSensors === inventory.customSensors
        ? parts
        : makeEstateParts(index, inventory.groups, withSensors(sensors, after.customSensors), settings);
    return groups.flatMap(
      ({ observed }, group) => exchangeObservers(observed, group, edits, partsAfter, settings) ?? [],
    );
  }

  /** Techniques that an exchange can touch. */
  function listTechniques(exchange: Exchange): Uint16Array {
    const { pairs, next } = exchange;
    if (next.views.length !== groups[exchange.group]?.observed.views.length) return everything;
    const [only] = pairs;
    if (only !== undefined && pairs.length === 1) {
      if (only.before === null && only.after !== null) return needs.techniquesFedBy(only.after.feeds, minimum);
      if (only.before !== null && only.after === null) return needs.techniquesFedBy(only.before.feeds, minimum);
    }
    return needs.techniquesOf(needsOfExchange(exchange));
  }

  function needsOfExchange({ pairs }: Exchange): ReadonlySet<number> {
    const numbers = new Set<number>();
    for (const { before, after } of pairs) {
      const old = before === null ? [] : needs.needsFedBy(before.feeds, minimum);
      const now = after === null ? [] : needs.needsFedBy(after.feeds, minimum);
      // On the same hosts, at the same quality, what is fed as before is as good as before.
      const isThere = before !== null && after !== null && isOnSameHosts(before, after);
      const [fedBefore, fedAfter] = isThere ? [new Set(old), new Set(now)] : [NOTHING, NOTHING];
      for (const number of old) if (!fedAfter.has(number)) numbers.add(number);
      for (const number of now) if (!fedBefore.has(number)) numbers.add(number);
    }
    return numbers;
  }

  function compare(changes: readonly InventoryChange[]): readonly ChangedCell[] {
    const cells: ChangedCell[] = [];
    for (const exchange of listExchanges(changes)) {
      const { group, next, mostAdded } = exchange;
      const ofGroup = makeGroupCoverage(index, next, minimum, marks);
      for (const technique of listTechniques(exchange)) {
        const before = groups[group]?.techniques[technique];
        if (before === undefined || before.state < BLIND || isFull(before, mostAdded)) continue;
        const after = ofGroup.computeTechnique(technique);
        if (!isSame(before, after)) cells.push({ group, technique, before, after });
      }
    }
    return cells;
  }

  function listTouched(changes: readonly InventoryChange[]): readonly TouchedNeeds[] {
    return listExchanges(changes).map((exchange) => {
      const { group, next } = exchange;
      const isInSight = next.views.length === groups[group]?.observed.views.length;
      return { group, needs: isInSight ? needsOfExchange(exchange) : null };
    });
  }

  return { base, estate, groups, compare, listTouched };
}

interface DeploymentEdit {
  readonly before: Deployment | null;
  readonly after: Deployment | null;
}

/** Deployments that are another record afterwards, or whose sensor is. */
function diffDeployments(before: Inventory, after: Inventory): readonly DeploymentEdit[] {
  const sensorsBefore = new Map(before.customSensors.map((sensor) => [sensor.id, sensor]));
  const redefined = new Set(
    before.customSensors === after.customSensors
      ? []
      : after.customSensors.filter((sensor) => sensorsBefore.get(sensor.id) !== sensor).map(({ id }) => id),
  );
  const known = new Map(before.deployments.map((deployment) => [deployment.id, deployment]));
  const edits: DeploymentEdit[] = [];
  for (const deployment of after.deployments) {
    const old = known.get(deployment.id) ?? null;
    known.delete(deployment.id);
    if (old !== deployment || redefined.has(deployment.sensorId)) edits.push({ before: old, after: deployment });
  }
  for (const gone of known.values()) edits.push({ before: gone, after: null });
  return edits;
}

function withSensors(sensors: ReadonlyMap<string, Sensor>, own: readonly Sensor[]): ReadonlyMap<string, Sensor> {
  const all = new Map(sensors);
  for (const sensor of own) all.set(sensor.id, sensor);
  return all;
}

/** A group whose observers are others. */
interface Exchange {
  readonly group: number;
  readonly next: ObservedGroup;
  readonly pairs: readonly { readonly before: Observer | null; readonly after: Observer | null }[];
  /** The best quality that is sure of what is added; `null`: something goes or changes. */
  readonly mostAdded: number | null;
}

/** The group with the edits made; `null`: it sees none of them. */
function exchangeObservers(
  observed: ObservedGroup,
  group: number,
  edits: readonly DeploymentEdit[],
  parts: EstateParts,
  settings: CoverageSettings,
): Exchange | null {
  const { id } = observed.group;
  const pairs: { before: Observer | null; after: Observer | null }[] = [];
  for (const edit of edits) {
    const old = edit.before;
    const before = old === null ? null : (observed.observers.find(({ deployment }) => deployment === old) ?? null);
    const now = edit.after;
    const sees = now?.observes.some(({ groupId }) => groupId === id) === true;
    const after =
      now !== null && sees && isDeploymentCounted(now, settings) ? parts.observe(now, observed.group) : null;
    if (before !== null || after !== null) pairs.push({ before, after });
  }
  if (pairs.length === 0) return null;
  const replaced = new Map(pairs.flatMap(({ before, after }) => (before === null ? [] : [[before, after] as const])));
  const kept = observed.observers.flatMap((observer) =>
    replaced.has(observer) ? (replaced.get(observer) ?? []) : observer,
  );
  const added = pairs.flatMap(({ before, after }) => (before === null && after !== null ? after : []));
  const mostAdded = replaced.size > 0 ? null : Math.max(...added.map(({ quality }) => quality.low));
  return { group, next: parts.assemble(observed.group, [...kept, ...added]), mostAdded, pairs };
}

/**
 * What is added cannot make it any better: it runs on all hosts, and what is added promises no quality, or the best there
 * is. A low quality on all hosts may add to a high one on some.
 */
function isFull({ allFed, share, strength }: TechniqueCoverage, mostAdded: number | null): boolean {
  if (mostAdded === null || !allFed || share.low < 1 || strength.high < 1) return false;
  return mostAdded === 0 || strength.low === 1;
}

const NOTHING: ReadonlySet<number> = new Set();

function isOnSameHosts(before: Observer, after: Observer): boolean {
  return (
    before.deployment.observes === after.deployment.observes &&
    before.share.low === after.share.low &&
    before.share.high === after.share.high &&
    before.quality.low === after.quality.low &&
    before.quality.high === after.quality.high
  );
}

function isSame(a: TechniqueCoverage, b: TechniqueCoverage): boolean {
  return (
    a.state === b.state &&
    a.share.low === b.share.low &&
    a.share.high === b.share.high &&
    a.strength.low === b.strength.low &&
    a.strength.high === b.strength.high &&
    a.allFed === b.allFed &&
    a.anyFed === b.anyFed
  );
}
