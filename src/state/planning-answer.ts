import { type Accessor, createMemo } from 'solid-js';
import type { PlanningRequest } from '../../workers/contract/planning';
import { DEFAULT_OBJECTIVE, type Objective } from '../domain/planning/plan';
import type { Result } from '../domain/result';
import type { AppState } from './app-state';
import { createLatest, type Latest } from './latest-answer';
import { makePlanningState } from './planning-records';

type App = Pick<AppState, 'coverage' | 'workspace'>;

/** What the plan's screens ask with: the settings of the coverage screen, and the objective that the plan keeps. */
export function createPlanningRequest({ coverage, workspace }: App): Accessor<PlanningRequest> {
  const planning = makePlanningState(workspace);
  // An edit of the plan that leaves the objective alone asks nothing anew.
  const objective = createMemo<Objective>((before) => {
    const { objective: now } = planning.plan();
    return JSON.stringify(before) === JSON.stringify(now) ? before : now;
  }, DEFAULT_OBJECTIVE);
  return createMemo(() => ({ ...coverage.request(), objective: objective() }));
}

/** @param question `null`: nothing is asked, and the answer is gone */
export function createPlanningAnswer<Question, Answer>(
  app: App,
  question: Accessor<Question | null>,
  ask: (request: PlanningRequest, question: Question) => Promise<Result<Answer>>,
): Latest<Answer> {
  return createLatest(app, createPlanningRequest(app), question, ask);
}
