import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import type { WrittenReport } from '../../workers/contract/plan-report';
import { type AppState, EXPORT_TLP } from './app-state';
import type { BestPlanState } from './best-plan';
import { CancelledError } from './worker-client';
import { planningWorker } from './workers';

export interface PlanReportState {
  /** The latest; stays while the next one is being written. */
  readonly report: Accessor<WrittenReport | undefined>;
  readonly problem: Accessor<string | null>;
}

/** Better answers come several in a second at first. */
const PAUSE_MS = 250;

/** The report on the best plan so far, written anew with every better one. */
export function createPlanReport(app: AppState, best: BestPlanState): PlanReportState {
  const [report, setReport] = createSignal<WrittenReport>();
  const [problem, setProblem] = createSignal<string | null>(null);
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function compose(turn: number): Promise<void> {
    const found = best.answer();
    const context = {
      chosen: found?.chosen ?? [],
      isProven: found?.isProven ?? false,
      isContradictory: (found?.contradiction.length ?? 0) > 0,
      leftOut: found?.leftOut ?? null,
      bound: found?.bound ?? 0,
      measure: found?.measure ?? best.plan().objective.measure ?? ('share' as const),
      at: new Date().toISOString(),
      tlp: EXPORT_TLP,
    };
    try {
      const result = await planningWorker.run((api) => api.composePlanReport(best.request(), context));
      if (turn !== latest) return;
      if (result.ok) setReport(result.value);
      setProblem(result.ok ? null : (result.issues[0]?.message ?? 'The report could not be written.'));
    } catch (error) {
      if (turn === latest && !(error instanceof CancelledError)) setProblem(String(error));
    }
  }

  createEffect(
    on([best.answer, best.isOver, best.request, best.plan, best.planning.isKnown, app.workspace.inventory], () => {
      const turn = ++latest;
      clearTimeout(pause);
      // Where nothing more will come there is nothing to wait for: what there is, and what is not, can be said at once.
      const isDue = best.answer() !== undefined || best.isOver() || best.plan().options.length === 0;
      if (best.planning.isKnown() && app.workspace.inventory() !== undefined && isDue) {
        pause = setTimeout(() => void compose(turn), PAUSE_MS);
      }
    }),
  );
  return { report, problem };
}
