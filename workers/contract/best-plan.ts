import type { LeftOut } from '../../src/domain/planning/left-out';
import type { Measure } from '../../src/domain/planning/plan';
import type { Issue, Result } from '../../src/domain/result';
import type { PlanningRequest } from './planning';

/** The best plan for a budget, and for every budget. The plan itself is read from the workspace. */
export interface BestPlanWorker {
  /**
   * Searches until it is proven, or until `limitSeconds` are over. Better answers and tighter bounds are told as they
   * come; whoever stops the worker keeps the last one.
   */
  findBestPlan(
    request: PlanningRequest,
    limitSeconds: number,
    tell: (answer: PlanAnswer) => void,
  ): Promise<Result<PlanAnswer>>;
  /** The best plan for budgets between nothing and everything, cheapest first. */
  computeFrontier(
    request: PlanningRequest,
    budgets: number,
    limitSeconds: number,
    tell: (points: readonly FrontierPoint[]) => void,
  ): Promise<Result<FrontierAnswer>>;
}

/** The best set of options found so far, and how much better one could be. Coverage is 0 to 1 under the objective. */
export interface PlanAnswer {
  /** Ids of options; empty also where nothing is worth its price. */
  readonly chosen: readonly string[];
  /** In the plan's currency, over its years. */
  readonly cost: number;
  /** Of the inventory as it is, and with what was chosen. */
  readonly before: number;
  readonly after: number;
  /** No plan under these constraints covers more than this. */
  readonly bound: number;
  /** (bound − after) / bound; 0 where proven. */
  readonly gap: number;
  readonly isProven: boolean;
  /** No plan that covers as much costs less; asked only once the plan is proven. */
  readonly isCheapest: boolean;
  /** Sets looked at. */
  readonly nodes: number;
  readonly seconds: number;
  /** What was counted, where the plan leaves it to us. */
  readonly measure: Measure;
  /** Options that were left out, each with the reason. */
  readonly issues: readonly Issue[];
  /** The same options: what is proven is proven of the others. */
  readonly leftOut: readonly LeftOut[];
  /**
   * Constraints that cannot hold together, as positions in the plan's list, −1 for the budget: each of them is needed for
   * the contradiction. Empty where there is a plan.
   */
  readonly contradiction: readonly number[];
}

export interface FrontierPoint extends Pick<PlanAnswer, 'chosen' | 'cost' | 'after' | 'bound' | 'isProven'> {
  readonly budget: number;
}

export interface FrontierAnswer {
  readonly before: number;
  readonly points: readonly FrontierPoint[];
  readonly measure: Measure;
  readonly issues: readonly Issue[];
  readonly contradiction: readonly number[];
}
