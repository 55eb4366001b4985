import { type Accessor, batch, createEffect, createMemo, createRoot, createSignal, on, onCleanup } from 'solid-js';
import type { PlanAnswer } from '../../workers/contract/best-plan';
import type { PlanningRequest } from '../../workers/contract/planning';
import type { Plan } from '../domain/planning/plan';
import type { WeightList } from '../domain/planning/weight-profile';
import type { AppState } from './app-state';
import { makePlanningState, type PlanningState } from './planning-records';
import { createSearchRun, type SearchState } from './search-run';
import { callback } from './worker-client';
import { solverWorker } from './workers';

/** Long enough for every realistic plan; whoever wants certainty may search on. */
const LIMIT_SECONDS = 20;
const LONG_LIMIT_SECONDS = 300;
/** Several edits in a row are one search. */
const PAUSE_MS = 350;

/** For views, which do not know the workers. */
export type FoundPlan = PlanAnswer;

export interface BestPlanState {
  readonly planning: PlanningState;
  readonly plan: Accessor<Plan>;
  /** The best answer so far to the plan as it is; `undefined` until there is one. */
  readonly answer: Accessor<PlanAnswer | undefined>;
  /** Of the plan as it was, until there is a newer one: shown faintly, never acted on. */
  readonly lastAnswer: Accessor<PlanAnswer | undefined>;
  /** The plan as it was when `lastAnswer` was asked for. */
  readonly lastPlan: Accessor<Plan | undefined>;
  readonly state: Accessor<SearchState>;
  /** No search runs, and none begins by itself. */
  readonly isOver: Accessor<boolean>;
  /** Since the search began, while it runs. */
  readonly elapsedSeconds: Accessor<number>;
  readonly problem: Accessor<string | null>;
  /** The list that the plan weighs by: its id stays when what it says is another. */
  readonly weightList: Accessor<WeightList | undefined>;
  /** What is asked of the workers; asked anew when the list of weights says something else. */
  readonly request: Accessor<PlanningRequest>;
  /** Stops the search and keeps the best plan so far. */
  stop(): void;
  /** From the start, with more time. */
  searchLonger(): void;
  /** To be called by whoever shows it: searches as long as somebody looks. */
  look(): void;
}

let made: { readonly app: AppState; readonly state: BestPlanState } | null = null;

/** One search for the whole page: the plan and the report show the same one. */
export function useBestPlan(app: AppState): BestPlanState {
  if (made?.app !== app) made = { app, state: createRoot(() => createBestPlan(app)) };
  made.state.look();
  return made.state;
}

function createBestPlan(app: AppState): BestPlanState {
  const { workspace, coverage } = app;
  const planning = makePlanningState(workspace);
  // Every change to scenarios or weight lists reads the plan anew as well.
  const plan = createMemo(() => planning.plan(), undefined, { equals: isSame });
  const weightList = createMemo(() => findWeightList(plan(), planning.weightLists()), undefined, { equals: isSame });
  const request = createMemo<PlanningRequest>(
    on([coverage.request, plan, weightList], ([asked, { objective }]) => ({ ...asked, objective })),
  );
  const isReady = createMemo(() => planning.isKnown() && workspace.inventory() !== undefined);
  const inputs = createMemo(() => ({ request: request(), plan: plan(), isReady: isReady() }));
  const [watchers, setWatchers] = createSignal(0);
  const isLookedAt = createMemo(() => watchers() > 0);
  const [answer, setAnswer] = createSignal<PlanAnswer>();
  const [lastAnswer, setLastAnswer] = createSignal<PlanAnswer>();
  const [lastPlan, setLastPlan] = createSignal<Plan>();
  const run = createSearchRun(solverWorker);
  const { state, problem } = run;
  const [elapsedSeconds, setElapsed] = createSignal(0);
  let clock: ReturnType<typeof setInterval> | undefined;

  function halt(reached: SearchState): void {
    clearInterval(clock);
    run.halt(reached);
  }

  async function search(limitSeconds: number): Promise<void> {
    clearInterval(clock);
    const startedAt = performance.now();
    const asked = plan();
    setElapsed(0);
    const mine = setInterval(() => setElapsed((performance.now() - startedAt) / 1000), 250);
    clock = mine;
    const take = (told: PlanAnswer) =>
      batch(() => {
        setAnswer(told);
        setLastAnswer(told);
        setLastPlan(asked);
      });
    await run.run(
      (api, isCurrent) =>
        api.findBestPlan(
          request(),
          limitSeconds,
          callback((told: PlanAnswer) => {
            if (isCurrent()) take(told);
          }),
        ),
      take,
      'The best plan could not be computed.',
    );
    clearInterval(mine);
  }

  createEffect(
    on([inputs, isLookedAt, workspace.inventory], ([wanted, isSeen, inventory], before) => {
      if (before === undefined || before[0] !== wanted || before[2] !== inventory) {
        halt('idle');
        setAnswer(undefined);
      }
      // Whoever comes back finds it searching on.
      if (!isSeen && state() === 'searching') halt('idle');
      if (!isSeen || state() !== 'idle' || !wanted.isReady || wanted.plan.options.length === 0) return;
      run.begin(PAUSE_MS, () => void search(LIMIT_SECONDS));
    }),
  );
  createEffect(on(workspace.name, () => setLastAnswer(undefined), { defer: true }));

  return {
    planning,
    plan,
    answer,
    lastAnswer,
    lastPlan,
    state,
    isOver: createMemo(() => state() !== 'idle' && state() !== 'searching'),
    elapsedSeconds,
    problem,
    weightList,
    request,
    stop() {
      if (state() === 'searching') halt('stopped');
    },
    searchLonger: () => void search(LONG_LIMIT_SECONDS),
    look() {
      setWatchers((count) => count + 1);
      onCleanup(() => setWatchers((count) => count - 1));
    },
  };
}

function findWeightList({ objective }: Plan, lists: readonly WeightList[]): WeightList | undefined {
  const { weights } = objective;
  return weights.kind === 'list' ? lists.find(({ id }) => id === weights.listId) : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
