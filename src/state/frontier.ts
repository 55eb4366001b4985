import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { FrontierAnswer, FrontierPoint } from '../../workers/contract/best-plan';
import type { AppState } from './app-state';
import type { BestPlanState } from './best-plan';
import { saveFile } from './save-file';
import { createSearchRun, type SearchState } from './search-run';
import { callback } from './worker-client';
import { frontierWorker, planningWorker } from './workers';

export const FRONTIER_BUDGETS = 20;
const LIMIT_SECONDS = 20;
const PAUSE_MS = 600;

/** For views, which do not know the workers. */
export type BudgetPoint = FrontierPoint;

export interface FrontierState {
  readonly points: Accessor<readonly FrontierPoint[]>;
  /** Once it is complete. */
  readonly answer: Accessor<FrontierAnswer | undefined>;
  readonly state: Accessor<SearchState>;
  readonly problem: Accessor<string | null>;
  stop(): void;
  searchAgain(): void;
  /** The table as CSV, for a spreadsheet. */
  writeCsv(): Promise<string>;
}

/**
 * The best plan for every budget, computed while it is looked at.
 * @param isSeen whether it is
 */
export function createFrontier(app: AppState, best: BestPlanState, isSeen: Accessor<boolean>): FrontierState {
  const [points, setPoints] = createSignal<readonly FrontierPoint[]>([]);
  const [answer, setAnswer] = createSignal<FrontierAnswer>();
  const run = createSearchRun(frontierWorker);
  const { state, problem, halt } = run;

  const compute = () =>
    run.run(
      (api, isCurrent) =>
        api.computeFrontier(
          best.request(),
          FRONTIER_BUDGETS,
          LIMIT_SECONDS,
          callback((told: readonly FrontierPoint[]) => {
            if (isCurrent()) setPoints(told);
          }),
        ),
      (found) => {
        setPoints(found.points);
        setAnswer(found);
      },
      'The best plans could not be computed.',
    );

  // The budget is what is varied: changing it asks for nothing new.
  const asked = () => JSON.stringify([{ ...best.plan(), budget: null }, best.request(), best.weightList() ?? null]);
  createEffect(
    on([asked, app.workspace.inventory, isSeen], ([wanted, inventory, seen], before) => {
      if (before === undefined || before[0] !== wanted || before[1] !== inventory) {
        halt('idle');
        setPoints([]);
        setAnswer(undefined);
      }
      if (!seen && state() === 'searching') halt('idle');
      if (!seen || state() !== 'idle' || best.plan().options.length === 0) return;
      run.begin(PAUSE_MS, () => void compute());
    }),
  );
  onCleanup(() => halt('idle'));

  return {
    points,
    answer,
    state,
    problem,
    stop() {
      if (state() === 'searching') halt('stopped');
    },
    searchAgain: () => void compute(),
    writeCsv: () =>
      planningWorker.run((api) => api.writeFrontierCsv(points(), best.plan(), answer()?.before ?? Number.NaN)),
  };
}

export function saveFrontierCsv(text: string, day: string): void {
  saveFile({ name: `vedette-budgets-${day}.csv`, mediaType: 'text/csv', text });
}
