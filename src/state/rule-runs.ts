import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import type { RuleProgress, RulesAsked } from '../../workers/contract/rules';
import type { RuleRun } from '../domain/detection/sigma/rule-run';
import type { SignalRows } from '../domain/detection/signal';
import { success } from '../domain/result';
import { HistoryDatabase } from '../store/history-database';
import { listRuleRuns } from '../store/rule-runs';
import type { WorkspaceName } from '../store/workspace-database';
import type { AppState } from './app-state';
import type { MatchedRecord } from './history';
import { createLatest, type Latest } from './latest-answer';
import { createLiveQuery } from './live-query';
import { CancelledError, callback } from './worker-client';
import { historyWorker } from './workers';

type App = Pick<AppState, 'workspace'>;

/** The run that is under way, or was last. There is one at a time; it goes on while other screens are looked at. */
export interface RunningRules {
  readonly workspace: WorkspaceName;
  /** `stopping`: what was found is being kept. */
  readonly state: 'running' | 'stopping' | 'done' | 'failed';
  readonly progress: RuleProgress | null;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly problem: string | null;
}

const [running, setRunning] = createSignal<RunningRules | null>(null);

export const runningRules: Accessor<RunningRules | null> = running;

const isUnderWay = () => running()?.state === 'running' || running()?.state === 'stopping';

export async function startRules(workspace: WorkspaceName, asked: RulesAsked): Promise<void> {
  if (isUnderWay()) return;
  setRunning({ workspace, state: 'running', progress: null, startedAt: performance.now(), problem: null });
  const update = (change: Partial<RunningRules>) =>
    setRunning((known) => (known === null ? null : { ...known, ...change }));
  try {
    const tell = callback((progress: RuleProgress) => {
      if (isUnderWay()) update({ progress });
    });
    await historyWorker.run((api) => api.runRules(workspace, asked, new Date().toISOString(), tell));
    update({ state: 'done' });
  } catch (error) {
    const problem =
      error instanceof CancelledError ? 'It was stopped.' : error instanceof Error ? error.message : String(error);
    update({ state: 'failed', problem });
  }
}

/** What was found until now is kept, and labelled so. */
export async function stopRules(): Promise<void> {
  if (running()?.state !== 'running') return;
  setRunning((known) => (known === null ? null : { ...known, state: 'stopping' }));
  await historyWorker.run((api) => api.stopRules());
}

/** Runs that are kept, newest first; `undefined` until the database has answered. */
export function createRuleRuns({ workspace }: App): Accessor<readonly RuleRun[] | undefined> {
  const database = createMemo<HistoryDatabase>((previous) => {
    previous?.close();
    return new HistoryDatabase(workspace.name());
  });
  onCleanup(() => database().close());
  return createLiveQuery(database, listRuleRuns, () => undefined);
}

/** Records of a rule on a host. @param asked `null`: nothing is asked */
export function createRuleRecords(
  app: AppState,
  asked: Accessor<{ readonly rows: readonly SignalRows[]; readonly limit: number } | null>,
): Latest<readonly MatchedRecord[]> {
  return createLatest(app, app.workspace.name, asked, async (name, { rows, limit }) =>
    success(await historyWorker.run((api) => api.readRuleRecords(name, rows, limit))),
  );
}

export function removeRuleRun(workspace: WorkspaceName, id: string): Promise<void> {
  return historyWorker.run((api) => api.removeRuleRun(workspace, id));
}
