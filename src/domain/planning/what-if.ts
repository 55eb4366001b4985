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
import { makeGroupCoverage, type SupportingBits, type TechniqueCoverage } from '../coverage/group-coverage';
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
  const touched = makeTouched(index, settings);
  const parts = makeEstateParts(index, inventory.groups, sensors, settings);

  function compare(changes: readonly InventoryChange[]): readonly ChangedCell[] {
    const after = applyChanges(inventory, changes).inventory;
    const edits = diffDeployments(inventory, after);
    const partsAfter =
      after.customSensors === inventory.customSensors
        ? parts
        : makeEstateParts(index, inventory.groups, withSensors(sensors, after.customSensors), settings);
    const cells: ChangedCell[] = [];
    groups.forEach((figures, group) => {
      compareGroup(figures, group, edits, partsAfter, cells);
    });
    return cells;
  }

  function compareGroup(
    figures: GroupFigures,
    group: number,
    edits: readonly DeploymentEdit[],
    partsAfter: EstateParts,
    cells: ChangedCell[],
  ): void {
    const { observed } = figures;
    const exchanged = exchangeObservers(observed, edits, partsAfter, settings);
    if (exchanged === null) return;
    const next = partsAfter.assemble(observed.group, exchanged.observers);
    const affected = touched(exchanged, next.views.length !== observed.views.length);
    if (affected.length === 0) return;
    const ofGroup = makeGroupCoverage(index, next, settings.minimumPrecision, marks);
    for (const technique of affected) {
      const before = figures.techniques[technique];
      if (before === undefined || before.state < BLIND) continue;
      const after = ofGroup.computeTechnique(technique);
      if (!isSame(before, after)) cells.push({ group, technique, before, after });
    }
  }

  return { base, estate, groups, compare };
}

export type { SupportingBits };

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

interface Exchange {
  readonly observers: readonly Observer[];
  readonly pairs: readonly { readonly before: Observer | null; readonly after: Observer | null }[];
}

/** The group's observers with the edits made; `null`: the group sees none of them. */
function exchangeObservers(
  observed: ObservedGroup,
  edits: readonly DeploymentEdit[],
  parts: EstateParts,
  settings: CoverageSettings,
): Exchange | null {
  const { group } = observed;
  const pairs: { before: Observer | null; after: Observer | null }[] = [];
  for (const edit of edits) {
    const old = edit.before;
    const before = old === null ? null : (observed.observers.find(({ deployment }) => deployment === old) ?? null);
    const now = edit.after;
    const sees = now?.observes.some(({ groupId }) => groupId === group.id) === true;
    const after = now !== null && sees && isDeploymentCounted(now, settings) ? parts.observe(now, group) : null;
    if (before !== null || after !== null) pairs.push({ before, after });
  }
  if (pairs.length === 0) return null;
  const replaced = new Map(pairs.flatMap(({ before, after }) => (before === null ? [] : [[before, after] as const])));
  const kept = observed.observers.flatMap((observer) =>
    replaced.has(observer) ? (replaced.get(observer) ?? []) : observer,
  );
  const added = pairs.flatMap(({ before, after }) => (before === null && after !== null ? after : []));
  return { observers: [...kept, ...added], pairs };
}

/** Which techniques an exchange of observers can touch; all, where parts of the group come into or out of sight. */
function makeTouched(index: CatalogIndex, settings: CoverageSettings) {
  const needs = indexNeeds(index);
  const everything = Uint16Array.from(index.catalog.techniques.keys());
  const stamps = new Uint32Array(everything.length);
  let stamp = 0;
  const minimum = settings.minimumPrecision;
  return ({ pairs }: Exchange, isAll: boolean): Iterable<number> & { readonly length: number } => {
    if (isAll) return everything;
    const [only] = pairs;
    if (pairs.length === 1 && only !== undefined) {
      const observer = only.before ?? only.after;
      if (observer !== null && (only.before === null || only.after === null)) {
        return needs.techniquesFedBy(observer.feeds, minimum);
      }
    }
    stamp++;
    const found: number[] = [];
    const add = (techniques: Uint16Array) => {
      for (const technique of techniques) {
        if (stamps[technique] === stamp) continue;
        stamps[technique] = stamp;
        found.push(technique);
      }
    };
    for (const { before, after } of pairs) {
      if (before !== null) add(needs.techniquesFedBy(before.feeds, minimum));
      if (after !== null && after.feeds !== before?.feeds) add(needs.techniquesFedBy(after.feeds, minimum));
    }
    return found;
  };
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
