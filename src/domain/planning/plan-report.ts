import type { CatalogIndex } from '../attack/catalog-index';
import { type Coverage, computeCoverage, computeGroupWeights, indexSupporting } from '../coverage/coverage';
import { indexSensors, prepareEstate } from '../coverage/estate';
import type { CoverageSettings } from '../coverage/settings';
import { BLIND, NOT_OBSERVABLE, RUNS } from '../coverage/state';
import { computeTotals, type Totals } from '../coverage/totals';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { makeChangeReasons } from './change-reasons';
import { type Lack, makeLackFinder } from './find-lack';
import { applyChanges } from './inventory-change';
import type { Situation } from './outcome';
import type { Bound, Measure, Plan, PlanOption } from './plan';
import { readPrice } from './price';
import { listTechniqueChanges } from './technique-changes';
import { averageByWeight } from './weighted-coverage';

/** The figures of the report for the person who signs: what there is, what a plan would add, and what stays uncovered. */
export interface PlanReport {
  readonly before: ReportSide;
  readonly after: ReportSide;
  /** In the order of the matrix, those in which anything counts. */
  readonly tactics: readonly ReportTactic[];
  readonly chosen: readonly PricedOption[];
  readonly cost: PlanCost;
  /** Techniques that run with the plan and do not today. */
  readonly gained: number;
  /** Techniques that run today, and with the plan on more of the estate or better. */
  readonly improved: number;
  readonly uncovered: Uncovered;
  /** Of the coverage with the plan, the share that only deployments without a quality rating give; `null`: no coverage. */
  readonly unratedShare: number | null;
}

export interface ReportSide {
  /** 0 to 1 under the objective; NaN where nothing counts. */
  readonly coverage: number;
  readonly totals: Totals;
}

export interface ReportTactic {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly gained: readonly NamedTechnique[];
}

export interface NamedTechnique {
  readonly id: string;
  readonly name: string;
}

export interface PricedOption {
  readonly name: string;
  /** In the plan's currency, as it is paid; `null`: not readable. */
  readonly amount: number | null;
  readonly per: 'year' | 'once';
  /** Over the plan's years. */
  readonly total: number | null;
}

export interface PlanCost {
  readonly once: number;
  readonly yearly: number;
  readonly total: number;
}

export interface Uncovered {
  /** The weightiest that do not run, first. */
  readonly techniques: readonly UncoveredTechnique[];
  /** How many there are. */
  readonly count: number;
  /** For which ATT&CK lists no telemetry: nothing that is bought changes them. */
  readonly withoutTelemetry: readonly NamedTechnique[];
}

export interface UncoveredTechnique extends NamedTechnique {
  readonly lack: Lack | null;
}

export interface PlanReportSubject {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly settings: CoverageSettings;
  /** Per technique. */
  readonly weights: Float64Array;
  readonly plan: Plan;
  /** Ids of options. */
  readonly chosen: readonly string[];
  readonly measure: Measure;
}

/** A page has room for so many. */
const LISTED = 5;

export function computePlanReport(subject: PlanReportSubject): PlanReport {
  const { index, plan, weights } = subject;
  const chosen = plan.options.filter(({ id }) => subject.chosen.includes(id));
  const before = computeSide(subject, subject.inventory);
  const changed = applyChanges(
    subject.inventory,
    chosen.flatMap(({ changes }) => changes),
  ).inventory;
  const after = computeSide(subject, changed);
  const figuresBefore = listFigures(before.coverage, subject.measure, plan.objective.bound);
  const figuresAfter = listFigures(after.coverage, subject.measure, plan.objective.bound);
  const weigh = (coverage: Coverage, figures: Float32Array, techniques: readonly number[]) =>
    computeWeighted(weights, coverage, figures, techniques);
  const all = index.catalog.techniques.map((_, position) => position);
  const isGained = (t: number) => before.coverage.states[t] !== RUNS && after.coverage.states[t] === RUNS;
  // As a scenario of the same options has it.
  const outcome = { before, after, unmet: [] };
  const changes = listTechniqueChanges(index, outcome, makeChangeReasons(index, outcome, subject.settings).find);
  const priced = chosen.map((option) => priceOption(option, plan));
  const afterShare = weigh(after.coverage, figuresAfter, all);
  return {
    before: { coverage: weigh(before.coverage, figuresBefore, all), totals: computeTotals(before.coverage, all) },
    after: { coverage: afterShare, totals: computeTotals(after.coverage, all) },
    tactics: listTactics(index).flatMap(({ name, techniques }) => {
      const share = weigh(after.coverage, figuresAfter, techniques);
      if (Number.isNaN(share)) return [];
      const gained = techniques.filter(isGained).flatMap((t) => nameTechnique(index, t));
      return [{ name, before: weigh(before.coverage, figuresBefore, techniques), after: share, gained }];
    }),
    chosen: priced,
    cost: addUp(priced),
    gained: all.filter(isGained).length,
    improved: changes.filter(({ trend, to }) => trend === 'more' && to === 'runs').length,
    uncovered: listUncovered(subject, changed, after),
    unratedShare: computeUnratedShare(subject, changed, afterShare),
  };
}

function computeSide({ index, sensors, settings }: PlanReportSubject, inventory: Inventory): Situation {
  // What a plan adds may bring sensors of its own.
  const known = indexSensors([...sensors.values()], inventory);
  const estate = prepareEstate(index, inventory, known, settings);
  return { inventory, estate, coverage: computeCoverage(index, estate, inventory.supporting, settings) };
}

function listFigures(coverage: Coverage, measure: Measure, bound: Bound): Float32Array {
  if (measure === 'share') return bound === 'low' ? coverage.shareLow : coverage.shareHigh;
  return bound === 'low' ? coverage.strengthLow : coverage.strengthHigh;
}

/** Σ weight × figure / Σ weight over (technique, group) pairs that count; NaN where none does. */
function computeWeighted(
  weights: Float64Array,
  { countedWeights }: Coverage,
  figures: Float32Array,
  techniques: readonly number[],
): number {
  return averageByWeight(
    techniques,
    (t) => (weights[t] ?? 0) * (countedWeights[t] ?? 0),
    (t) => figures[t] ?? 0,
  );
}

function listTactics({ catalog }: CatalogIndex): readonly { readonly name: string; readonly techniques: number[] }[] {
  const tactics = catalog.tactics.map(({ name }) => ({ name, techniques: [] as number[] }));
  catalog.techniques.forEach((technique, position) => {
    for (const tactic of technique.tactics) tactics[tactic]?.techniques.push(position);
  });
  return tactics;
}

/** "OS Credential Dumping: LSASS Memory": a sub-technique's own name says little alone. */
function nameTechnique({ catalog }: CatalogIndex, position: number): NamedTechnique | [] {
  const technique = catalog.techniques[position];
  if (technique === undefined) return [];
  const parent = catalog.techniques[technique.parent];
  return { id: technique.id, name: parent === undefined ? technique.name : `${parent.name}: ${technique.name}` };
}

function priceOption({ name, price }: PlanOption, plan: Plan): PricedOption {
  const total = readPrice(price, plan, name);
  const single = readPrice(price, { ...plan, years: 1 }, name);
  return {
    name,
    amount: single.ok ? single.value / 100 : null,
    per: price.per,
    total: total.ok ? total.value / 100 : null,
  };
}

/** In cents, so that sums are exact. */
function addUp(options: readonly PricedOption[]): PlanCost {
  const sum = (amounts: readonly (number | null)[]) =>
    amounts.reduce<number>((total, amount) => total + Math.round((amount ?? 0) * 100), 0) / 100;
  return {
    once: sum(options.map(({ per, amount }) => (per === 'once' ? amount : 0))),
    yearly: sum(options.map(({ per, amount }) => (per === 'year' ? amount : 0))),
    total: sum(options.map(({ total }) => total)),
  };
}

function listUncovered(
  { index, settings, weights }: PlanReportSubject,
  { supporting }: Inventory,
  { estate, coverage }: Situation,
): Uncovered {
  const findLack = makeLackFinder(index, estate, settings, indexSupporting(index, supporting));
  const groupWeights = computeGroupWeights(estate);
  const withoutTelemetry: { readonly at: number; readonly weight: number }[] = [];
  const dark: { readonly at: number; readonly weight: number }[] = [];
  for (let at = 0; at < coverage.states.length; at++) {
    const state = coverage.states[at] ?? 0;
    if (state === NOT_OBSERVABLE) {
      // It counts nowhere, so its weight is that of the groups to which it applies.
      const reach = groupWeights.reduce((sum, weight, g) => {
        const ofGroup = coverage.groupStates[at * groupWeights.length + g];
        return ofGroup === NOT_OBSERVABLE ? sum + weight : sum;
      }, 0);
      withoutTelemetry.push({ at, weight: (weights[at] ?? 0) * reach });
    } else if (state >= BLIND && state < RUNS) {
      dark.push({ at, weight: (weights[at] ?? 0) * (coverage.countedWeights[at] ?? 0) });
    }
  }
  const byWeight = (a: (typeof dark)[number], b: (typeof dark)[number]) => b.weight - a.weight || a.at - b.at;
  return {
    techniques: dark
      .filter(({ weight }) => weight > 0)
      .sort(byWeight)
      .slice(0, LISTED)
      .flatMap(({ at }) => {
        const named = nameTechnique(index, at);
        return 'id' in named ? { ...named, lack: findLack(at) } : [];
      }),
    count: dark.length,
    withoutTelemetry: withoutTelemetry.sort(byWeight).flatMap(({ at }) => nameTechnique(index, at)),
  };
}

/** What is left when unrated deployments are not counted tells how much of the coverage rests on them. */
function computeUnratedShare(subject: PlanReportSubject, inventory: Inventory, all: number): number | null {
  if (!(all > 0)) return null;
  const rated = computeSide({ ...subject, settings: { ...subject.settings, ratedOnly: true } }, inventory).coverage;
  const figures = listFigures(rated, subject.measure, subject.plan.objective.bound);
  const positions = subject.index.catalog.techniques.map((_, position) => position);
  return Math.max(0, 1 - computeWeighted(subject.weights, rated, figures, positions) / all);
}
