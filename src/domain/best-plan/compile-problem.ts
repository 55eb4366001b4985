import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import { computeGroupWeights, indexSupporting } from '../coverage/coverage';
import { type Estate, indexSensors, type ObservedGroup, prepareEstate } from '../coverage/estate';
import { classifyObservers, makeFeederIndex } from '../coverage/feeder-sets';
import {
  type GroupCoverage,
  isAnalyticUsable,
  isTechniqueApplicable,
  makeGroupCoverage,
  type SupportingBits,
  type TechniqueCoverage,
} from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import { applyChanges, deploymentOf, type InventoryChange } from '../planning/inventory-change';
import type { Bound, Measure } from '../planning/plan';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { keyOf } from './clauses';
import { decompose, type Needs } from './decompose';
import type { Clause, Floor, PlanProblem, Selection, Term } from './problem';
import { type Feeding, readFeeding } from './reach';
import { boundByReach } from './reach-clauses';
import { listVariants, type Variants } from './variants';

export interface PlanSubject {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly library: readonly Sensor[];
  /** Of the Analytics lens. */
  readonly settings: CoverageSettings;
  /** What each option changes. */
  readonly options: readonly (readonly InventoryChange[])[];
  /** Per technique, 0 or more. */
  readonly weights: Float64Array;
  readonly measure: Measure;
  readonly bound: Bound;
  readonly floors: readonly FloorSubject[];
}

export interface FloorSubject {
  readonly position: number;
  readonly floor: number;
  /** Position of a tactic in the catalog, or the id of a group. */
  readonly of: { readonly tactic: number } | { readonly groupId: string };
}

/** The coverage part of a problem; costs, budget and rules are not the catalog's business. */
export type CompiledCoverage = Pick<PlanProblem, 'terms' | 'base' | 'total' | 'floors'> & {
  /** Options that had to be left out (`listVariants`). */
  readonly tooTangled: ReadonlySet<number>;
};

/**
 * Takes the objective apart: Σ over (technique, group) of weight × value becomes what is covered today and terms, one per
 * condition, equal ones joined.
 */
export function compileCoverage(subject: PlanSubject): CompiledCoverage {
  const { index, inventory, settings, weights } = subject;
  const variants = listVariants(inventory, subject.options);
  const marks = indexSupporting(index, inventory.supporting);
  const today = prepare(subject, inventory);
  const all = prepare(subject, variants.inventory);
  const groupWeights = computeGroupWeights(today);
  const compiler = makeTermCollector(subject);
  today.groups.forEach((observed, g) => {
    const groupWeight = groupWeights[g] ?? 0;
    const possible = all.groups[g];
    if (groupWeight === 0 || possible === undefined) return;
    const now = makeGroupCoverage(index, observed, settings.minimumPrecision, marks);
    // Parts are looked at one by one, and say more than shares of the whole do: there the model has to be asked, and an
    // option that names the first part may better what it feeds nothing of.
    const hasParts = possible.views.length > 1;
    const reach = hasParts ? 'high' : subject.bound;
    const isEachOpen = hasParts && observed.views.length === 1;
    const list = makeNeedLister(subject, possible, variants, marks, reach, isEachOpen);
    const { evaluate, near } = makeGroupEvaluator(subject, observed, marks);
    for (let technique = 0; technique < weights.length; technique++) {
      const weight = groupWeight * (weights[technique] ?? 0);
      if (weight === 0 || !isCounted(index, observed, technique)) continue;
      const value = readValue(now.computeTechnique(technique), subject);
      compiler.count(technique, observed.group.id, weight, value);
      const needs = list(technique);
      if (value >= 1 || needs === null) continue;
      const steps = hasParts ? null : decompose(needs, subject.bound);
      if (steps === null) {
        compiler.add(technique, observed.group.id, weight, {
          clauses: boundByReach(needs, value, reach),
          value: (chosen) => readValue(evaluate(chosen, technique), subject) - value,
          options: isEachOpen ? near : listOptions(needs),
        });
      } else {
        for (const { height, condition } of steps) {
          if (condition.length === 0) continue;
          const clauses = condition.map((options): Clause => ({ options, reach: 0 }));
          compiler.add(technique, observed.group.id, weight * height, { clauses }, keyOf(condition));
        }
      }
    }
  });
  return { ...compiler.finish(), tooTangled: variants.tooTangled };
}

function prepare({ index, library, settings }: PlanSubject, inventory: Inventory): Estate {
  return prepareEstate(index, inventory, indexSensors(library, inventory), settings);
}

/** Of the three figures the states of a technique rest on, the one that the objective counts. */
function readValue({ share, strength }: TechniqueCoverage, { measure, bound }: PlanSubject): number {
  return (measure === 'share' ? share : strength)[bound];
}

/** Whether the pair stands below the line of the ratio: there is an analytic that could run. */
function isCounted(index: CatalogIndex, observed: ObservedGroup, technique: number): boolean {
  if (!isTechniqueApplicable(index, observed, technique) || index.notObservable[technique] === 1) return false;
  return listAnalytics(index, observed, technique).length > 0;
}

function listAnalytics(index: CatalogIndex, observed: ObservedGroup, technique: number): readonly number[] {
  const analytics: number[] = [];
  const end = index.firstAnalytic[technique + 1] ?? 0;
  for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
    if (isAnalyticUsable(index, observed, technique, analytic)) analytics.push(analytic);
  }
  return analytics;
}

/** Per technique, what may feed its analytics under any plan; `null` where no option has a part in it. */
function makeNeedLister(
  { index, settings, measure }: PlanSubject,
  possible: ObservedGroup,
  { byId }: Variants,
  marks: SupportingBits,
  reach: Bound,
  isEachOpen: boolean,
): (technique: number) => Needs | null {
  const feedings = possible.observers.flatMap((observer): Feeding[] => {
    const variant = byId.get(observer.deployment.id);
    return variant === undefined ? [] : [readFeeding(observer, variant, measure, reach)];
  });
  const classes = classifyObservers(possible.observers);
  const feeders = makeFeederIndex(index, classes, settings.minimumPrecision);
  const known = new Map<ComponentNeed, readonly Feeding[]>();
  const ofNeed = (need: ComponentNeed): readonly Feeding[] => {
    const found =
      known.get(need) ??
      feeders(need).classes.flatMap((member) => (classes[member]?.members ?? []).flatMap((at) => feedings[at] ?? []));
    known.set(need, found);
    return found;
  };
  return (technique) => {
    const needs = listAnalytics(index, possible, technique).flatMap((analytic) => {
      const unneeded = marks.get(analytic) ?? 0;
      const essential = (index.needs[analytic] ?? []).filter((_, bit) => (unneeded & (1 << bit)) === 0);
      return essential.length === 0 ? [] : [essential.map(ofNeed)];
    });
    // An analytic that lacks a component under every plan is none.
    const possibleOnes = needs.filter((ofAnalytic) => ofAnalytic.every((some) => some.length > 0));
    const isOpen = isEachOpen || possibleOnes.some((ofAnalytic) => ofAnalytic.some((some) => some.some(isOption)));
    return isOpen && possibleOnes.length > 0 ? possibleOnes : null;
  };
}

function listOptions(needs: Needs): readonly number[] {
  return [...new Set(needs.flat(2).flatMap(({ variant }) => variant.options))];
}

function isOption({ variant }: Feeding): boolean {
  return variant.options.length > 0;
}

/** The coverage model's own answer for a group and a choice; what was asked last is remembered. */
function makeGroupEvaluator(
  subject: PlanSubject,
  { group }: ObservedGroup,
  marks: SupportingBits,
): {
  readonly evaluate: (chosen: Selection, technique: number) => TechniqueCoverage;
  /** Options that change something which the group sees. */
  readonly near: readonly number[];
} {
  const { index, inventory, options, settings } = subject;
  const observing = new Set(
    [
      ...inventory.deployments,
      ...options.flat().flatMap((change) => (change.kind === 'add-deployment' ? change.deployment : [])),
    ].flatMap(({ id, observes }) => (observes.some(({ groupId }) => groupId === group.id) ? id : [])),
  );
  for (const change of options.flat()) {
    if (change.kind === 'widen-share' && change.groupId === group.id) observing.add(change.deploymentId);
  }
  const near = [...options.keys()].filter((option) =>
    options[option]?.some((change) => change.kind === 'add-sensor' || observing.has(deploymentOf(change) ?? '')),
  );
  const states = new Map<
    string,
    { readonly coverage: GroupCoverage; readonly techniques: Map<number, TechniqueCoverage> }
  >();
  const ask = (chosen: Selection) => {
    const chosenHere = near.filter((option) => chosen[option] === 1);
    const key = chosenHere.join();
    const known = states.get(key);
    if (known !== undefined) return known;
    const changes = chosenHere.flatMap((option) => options[option] ?? []);
    const changed = applyChanges(inventory, changes).inventory;
    const only = { ...subject, settings: { ...settings, groupIds: [group.id] } };
    const [observed] = prepare(only, changed).groups;
    if (observed === undefined) throw new RangeError(`the estate has no group ${group.id}`);
    const state = {
      coverage: makeGroupCoverage(index, observed, settings.minimumPrecision, marks),
      techniques: new Map<number, TechniqueCoverage>(),
    };
    if (states.size >= MOST_STATES) states.clear();
    states.set(key, state);
    return state;
  };
  const evaluate = (chosen: Selection, technique: number) => {
    const { coverage, techniques } = ask(chosen);
    const known = techniques.get(technique) ?? coverage.computeTechnique(technique);
    techniques.set(technique, known);
    return known;
  };
  return { evaluate, near };
}

/** Some tens of kilobytes each. */
const MOST_STATES = 2000;

/** Adds up what is covered and what could be; terms with the same condition become one. */
function makeTermCollector({ index, floors }: PlanSubject) {
  const joined = new Map<
    string,
    { weight: number; readonly floorWeights: Float64Array; readonly clauses: readonly Clause[] }
  >();
  const computed: Term[] = [];
  const sums = floors.map(() => ({ base: 0, total: 0 }));
  let base = 0;
  let total = 0;
  const isOf = ({ of }: FloorSubject, technique: number, groupId: string) =>
    'tactic' in of ? index.catalog.techniques[technique]?.tactics.includes(of.tactic) === true : of.groupId === groupId;
  return {
    count(technique: number, groupId: string, weight: number, value: number): void {
      base += weight * value;
      total += weight;
      floors.forEach((floor, at) => {
        const sum = sums[at];
        if (sum === undefined || !isOf(floor, technique, groupId)) return;
        sum.base += weight * value;
        sum.total += weight;
      });
    },
    add(
      technique: number,
      groupId: string,
      weight: number,
      part: Omit<Term, 'weight' | 'floorWeights'>,
      key?: string,
    ): void {
      const floorWeights = Float64Array.from(floors, (floor) => (isOf(floor, technique, groupId) ? weight : 0));
      if (key === undefined) {
        computed.push({ ...part, weight, floorWeights });
        return;
      }
      const known = joined.get(key);
      if (known === undefined) joined.set(key, { weight, floorWeights, clauses: part.clauses });
      else {
        known.weight += weight;
        floorWeights.forEach((more, at) => {
          known.floorWeights[at] = (known.floorWeights[at] ?? 0) + more;
        });
      }
    },
    finish(): Pick<PlanProblem, 'terms' | 'base' | 'total' | 'floors'> {
      return {
        terms: [...joined.values(), ...computed],
        base,
        total,
        floors: floors.map(
          ({ position, floor }, at): Floor => ({ position, floor, ...(sums[at] ?? { base: 0, total: 0 }) }),
        ),
      };
    },
  };
}
