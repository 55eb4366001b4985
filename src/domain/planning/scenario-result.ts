import type { CatalogIndex } from '../attack/catalog-index';
import type { CoverageSettings } from '../coverage/settings';
import { BLIND, ONE_SHORT, PARTIAL, RUNS, stateName, type TechniqueState } from '../coverage/state';
import { computeTotals, type Totals } from '../coverage/totals';
import { makeChangeReasons } from './change-reasons';
import type { UnmetChange } from './inventory-change';
import type { Outcome } from './outcome';
import type { Measure, Objective } from './plan';
import type { Scenario } from './scenario';
import { computeScenarioCost, type ScenarioCost } from './scenario-cost';
import { listTechniqueChanges, type TechniqueChange } from './technique-changes';
import { computeWeightedCoverage, settleMeasure, type WeightedCoverage } from './weighted-coverage';

/** What a scenario leads to, in figures. */
export interface ScenarioFigures {
  readonly before: SideFigures;
  readonly after: SideFigures;
  /** What the objective counts, settled for both sides alike. */
  readonly measure: Measure;
  /** Per state of a gap or of none: techniques that came into it and that left it. */
  readonly flows: readonly StateFlow[];
  readonly cost: ScenarioCost;
  readonly unmet: readonly UnmetChange[];
}

export interface SideFigures {
  readonly totals: Totals;
  readonly weighted: WeightedCoverage;
}

export interface StateFlow {
  readonly state: TechniqueState;
  readonly gained: number;
  readonly lost: number;
}

const FLOWING = [RUNS, ONE_SHORT, PARTIAL, BLIND].map(stateName);

/** @param weights per technique of the catalog, as the objective's profile has them */
export function computeScenarioFigures(
  index: CatalogIndex,
  { before, after, unmet }: Outcome,
  { changes }: Pick<Scenario, 'changes'>,
  objective: Objective,
  weights: ArrayLike<number>,
): ScenarioFigures {
  const all = [...index.catalog.techniques.keys()];
  const figuresOf = ({ coverage }: Outcome['before']): SideFigures => ({
    totals: computeTotals(coverage, all),
    weighted: computeWeightedCoverage(coverage, weights),
  });
  const flows = new Map(FLOWING.map((state) => [state, { gained: 0, lost: 0 }]));
  for (const technique of all) {
    const [from, to] = [before.coverage.states[technique] ?? 0, after.coverage.states[technique] ?? 0];
    if (from === to) continue;
    const [left, entered] = [flows.get(stateName(from)), flows.get(stateName(to))];
    if (left !== undefined) left.lost++;
    if (entered !== undefined) entered.gained++;
  }
  return {
    before: figuresOf(before),
    after: figuresOf(after),
    measure: settleMeasure(objective, [before.estate, after.estate]),
    flows: [...flows].map(([state, flow]) => ({ state, ...flow })),
    cost: computeScenarioCost(before.inventory, after.inventory, changes),
    unmet,
  };
}

/** Every technique that changed, in the order of the catalog, with the requirements behind it. */
export function explainOutcome(
  index: CatalogIndex,
  outcome: Outcome,
  settings: CoverageSettings,
): readonly ExplainedChange[] {
  const reasons = makeChangeReasons(index, outcome, settings);
  return listTechniqueChanges(index, outcome, reasons.find).map((change) => ({
    ...change,
    reasons: reasons.explain(change),
  }));
}

export interface ExplainedChange extends TechniqueChange {
  readonly reasons: ReturnType<ReturnType<typeof makeChangeReasons>['explain']>;
}
