import { cheapen } from '../../src/domain/best-plan/cheapen';
import { findContradiction } from '../../src/domain/best-plan/contradiction';
import { type FrontierState, traceFrontier } from '../../src/domain/best-plan/frontier';
import { makeHeuristics, type PlanHeuristics } from '../../src/domain/best-plan/plan-heuristics';
import { type PreparedPlan, preparePlan } from '../../src/domain/best-plan/plan-problem';
import { computeCost, type Selection } from '../../src/domain/best-plan/problem';
import { type SolverState, solve } from '../../src/domain/best-plan/solve';
import { type Result, success } from '../../src/domain/result';
import type { BestPlanWorker, FrontierAnswer, FrontierPoint, PlanAnswer } from '../contract/best-plan';
import type { PlanningRequest } from '../contract/planning';
import { preparePlanning } from './planning-question';

/** Answers come no more often than they can be read. */
const TELLING = 0.1;
/** Seconds at most for a plan that covers as much for less. */
const CHEAPENING = 3;

export const bestPlanAnswers: BestPlanWorker = {
  async findBestPlan(request, limitSeconds, tell) {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const prepared = await prepare(request);
    if (!prepared.ok) return prepared;
    const { problem } = prepared.value;
    const { prune } = makeHeuristics(problem);
    const answerOf = (state: SolverState) => describePlan(prepared.value, state, prune, seconds());
    const search = solve(problem);
    let told = 0;
    let step = search.next();
    while (step.done !== true && seconds() <= limitSeconds) {
      if (seconds() - told >= TELLING) {
        told = seconds();
        tell(answerOf(step.value));
      }
      step = search.next();
    }
    const answer = answerOf(step.value);
    if (!answer.isProven) return success(answer);
    if (step.value.chosen === null) return success({ ...answer, contradiction: findContradiction(problem) });
    tell(answer);
    const cheaper = cheapen(problem, step.value.chosen);
    const until = Math.min(limitSeconds, seconds() + CHEAPENING);
    let last = cheaper.next();
    while (last.done !== true && seconds() <= until) last = cheaper.next();
    const { chosen, isProven: isCheapest } = last.value;
    return success({ ...answer, ...describeChoice(prepared.value, chosen), isCheapest, seconds: seconds() });
  },

  async computeFrontier(request, budgets, limitSeconds, tell) {
    const started = performance.now();
    const prepared = await prepare(request);
    if (!prepared.ok) return prepared;
    const { problem, measure, issues } = prepared.value;
    const search = traceFrontier(problem, budgets);
    // Each budget has its share of the time, and what others leave of theirs.
    const limitOf = (found: number) => (limitSeconds * (found + 1)) / budgets;
    let known = 0;
    let isLate = false;
    let lost = false;
    for (;;) {
      const { value, done }: IteratorResult<FrontierState, FrontierState> = search.next(isLate);
      isLate = (performance.now() - started) / 1000 > limitOf(value.plans.length);
      if (value.plans.length > known) tell(describeFrontier(prepared.value, value));
      known = value.plans.length;
      lost ||= value.plans.length > 0 && value.plans.every(({ chosen, isProven }) => chosen === null && isProven);
      if (done !== true) continue;
      const answer: FrontierAnswer = {
        before: shareOf(prepared.value, 0),
        points: describeFrontier(prepared.value, value),
        measure,
        issues,
        contradiction: lost ? findContradiction({ ...problem, budget: Number.POSITIVE_INFINITY }) : [],
      };
      return success(answer);
    }
  },
};

async function prepare(request: PlanningRequest): Promise<Result<PreparedPlan>> {
  const question = await preparePlanning(request);
  if (!question.ok) return question;
  const { base, plan, weights, issues } = question.value;
  const prepared = preparePlan({ ...base, library: [...base.sensors.values()], plan, weights });
  return success({ ...prepared, issues: [...issues, ...prepared.issues] });
}

function describePlan(
  prepared: PreparedPlan,
  state: SolverState,
  prune: PlanHeuristics['prune'],
  seconds: number,
): PlanAnswer {
  const { measure, issues, leftOut } = prepared;
  const chosen = state.chosen === null ? null : prune(state.chosen);
  const after = shareOf(prepared, chosen === null ? 0 : state.gain);
  const bound = Math.max(after, shareOf(prepared, Math.max(0, state.bound)));
  return {
    ...describeChoice(prepared, chosen),
    before: shareOf(prepared, 0),
    after,
    bound,
    gap: bound > 0 && !state.isProven ? (bound - after) / bound : 0,
    isProven: state.isProven,
    isCheapest: false,
    nodes: state.nodes,
    seconds,
    measure,
    issues,
    leftOut,
    contradiction: [],
  };
}

function describeFrontier(prepared: PreparedPlan, { plans }: FrontierState): readonly FrontierPoint[] {
  return plans.flatMap(({ chosen, budget, gain, bound, isProven }): FrontierPoint[] => {
    // Below the price of what must be there is no plan.
    if (chosen === null) return [];
    const after = shareOf(prepared, gain);
    return [
      {
        ...describeChoice(prepared, chosen),
        budget: budget / 100,
        after,
        bound: Math.max(after, shareOf(prepared, bound)),
        isProven,
      },
    ];
  });
}

function describeChoice(
  { options, problem }: PreparedPlan,
  chosen: Selection | null,
): Pick<PlanAnswer, 'chosen' | 'cost'> {
  if (chosen === null) return { chosen: [], cost: 0 };
  return {
    chosen: options.flatMap(({ id }, option) => (chosen[option] === 1 ? id : [])),
    cost: computeCost(problem, chosen) / 100,
  };
}

/** Coverage, 0 to 1, with a gain in units of weight; 0 where nothing counts. */
function shareOf({ problem: { base, total } }: PreparedPlan, gain: number): number {
  return total === 0 ? 0 : Math.min(1, (base + gain) / total);
}
