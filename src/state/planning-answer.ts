import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { PlanningRequest } from '../../workers/contract/planning';
import { DEFAULT_OBJECTIVE, type Objective } from '../domain/planning/plan';
import type { Result } from '../domain/result';
import type { AppState } from './app-state';
import type { Latest } from './layers';
import { makePlanningState } from './planning-records';
import { CancelledError } from './worker-client';

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

/**
 * The worker's latest answer: asked anew when the request or the question changes, and after every change to the
 * workspace's content.
 * @param question `null`: nothing is asked, and the answer is gone
 */
export function createPlanningAnswer<Question, Answer>(
  app: App,
  question: Accessor<Question | null>,
  ask: (request: PlanningRequest, question: Question) => Promise<Result<Answer>>,
): Latest<Answer> {
  const request = createPlanningRequest(app);
  const [answer, setAnswer] = createSignal<Answer>();
  const [isAsking, setAsking] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const asked = createMemo(question);
  let latest = 0;

  async function run(wanted: Question): Promise<void> {
    const turn = ++latest;
    setAsking(true);
    try {
      const result = await ask(request(), wanted);
      if (turn !== latest) return;
      if (result.ok) setAnswer(() => result.value);
      setProblem(result.ok ? null : (result.issues[0]?.message ?? 'This could not be computed.'));
    } catch (error) {
      if (turn === latest && !(error instanceof CancelledError)) setProblem(String(error));
    } finally {
      if (turn === latest) setAsking(false);
    }
  }

  createEffect(
    on([asked, request, app.workspace.history], ([wanted]) => {
      if (wanted !== null) return void run(wanted);
      latest++;
      setAnswer(undefined);
      setAsking(false);
      setProblem(null);
    }),
  );
  return { answer, isAsking, problem };
}
