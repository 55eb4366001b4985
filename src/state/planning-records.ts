import type { Accessor } from 'solid-js';
import { EMPTY_PLAN, type Plan } from '../domain/planning/plan';
import type { Scenario } from '../domain/planning/scenario';
import type { WeightList } from '../domain/planning/weight-profile';
import { EMPTY_INVENTORY } from '../domain/sensors/inventory';
import { findUsualCurrency } from '../domain/sensors/inventory-summary';
import type { Workspace } from './workspace';

/** What planning keeps, and its undoable steps; each resolves to whether it was saved. */
export interface PlanningState {
  /** False until the database has answered for the first time; until then the lists are empty. */
  readonly isKnown: Accessor<boolean>;
  readonly scenarios: Accessor<readonly Scenario[]>;
  /** The one that is kept, else an empty one in the currency that the inventory has most. */
  readonly plan: Accessor<Plan>;
  readonly weightLists: Accessor<readonly WeightList[]>;
  putScenarios(label: string, scenarios: readonly Scenario[]): Promise<boolean>;
  /** A step over the scenario as it is then; nothing happens when it is gone. */
  changeScenario(label: string, id: string, step: (scenario: Scenario) => Scenario): Promise<boolean>;
  removeScenarios(label: string, ids: ReadonlySet<string>): Promise<boolean>;
  /** A step over the plan as it is then. */
  changePlan(label: string, step: (plan: Plan) => Plan): Promise<boolean>;
  removePlan(label: string): Promise<boolean>;
  putWeightLists(label: string, lists: readonly WeightList[]): Promise<boolean>;
  removeWeightLists(label: string, ids: ReadonlySet<string>): Promise<boolean>;
}

export function makePlanningState({
  planning,
  inventory,
  changePlanning,
}: Pick<Workspace, 'planning' | 'inventory' | 'changePlanning'>): PlanningState {
  const plan = () => planning()?.plans[0] ?? makeEmptyPlan();
  const makeEmptyPlan = (): Plan => ({ ...EMPTY_PLAN, currency: findUsualCurrency(inventory() ?? EMPTY_INVENTORY) });
  return {
    isKnown: () => planning() !== undefined,
    scenarios: () => planning()?.scenarios ?? [],
    plan,
    weightLists: () => planning()?.weightLists ?? [],
    putScenarios: (label, scenarios) =>
      changePlanning(label, (kept) => ({ ...kept, scenarios: put(kept.scenarios, scenarios) })),
    changeScenario: (label, id, step) =>
      changePlanning(label, (kept) => ({
        ...kept,
        scenarios: kept.scenarios.map((scenario) => (scenario.id === id ? step(scenario) : scenario)),
      })),
    removeScenarios: (label, ids) =>
      changePlanning(label, (kept) => ({ ...kept, scenarios: without(kept.scenarios, ids) })),
    changePlan: (label, step) =>
      changePlanning(label, (kept) => ({ ...kept, plans: put(kept.plans, [step(kept.plans[0] ?? makeEmptyPlan())]) })),
    removePlan: (label) => changePlanning(label, (kept) => ({ ...kept, plans: [] })),
    putWeightLists: (label, lists) =>
      changePlanning(label, (kept) => ({ ...kept, weightLists: put(kept.weightLists, lists) })),
    removeWeightLists: (label, ids) =>
      changePlanning(label, (kept) => ({ ...kept, weightLists: without(kept.weightLists, ids) })),
  };
}

function put<Item extends { readonly id: string }>(kept: readonly Item[], changed: readonly Item[]): readonly Item[] {
  const ids = new Set(changed.map(({ id }) => id));
  return [...without(kept, ids), ...changed];
}

function without<Item extends { readonly id: string }>(
  kept: readonly Item[],
  ids: ReadonlySet<string>,
): readonly Item[] {
  return kept.filter(({ id }) => !ids.has(id));
}
