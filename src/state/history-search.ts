import { type Accessor, createSignal } from 'solid-js';
import type { ListedRun, ListedSearch, SearchProgress } from '../../workers/contract/history';
import type { WorkspaceName } from '../store/workspace-database';
import { CancelledError, callback } from './worker-client';
import { historyWorker } from './workers';

export type { SearchProgress };

/** The search that runs, or ran last. There is one at a time; it goes on while other screens are looked at. */
export interface RunningSearch {
  readonly search: Omit<ListedSearch, 'run'>;
  readonly workspace: WorkspaceName;
  /** ISO 8601: with the id of the search it names this run, also before the worker has begun it. */
  readonly at: string;
  /** `stopping`: what was found is being kept. */
  readonly state: 'searching' | 'stopping' | 'done' | 'failed';
  /** `null` until the first segment is done. */
  readonly progress: SearchProgress | null;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** Of a search that is over. */
  readonly run: ListedRun | null;
  readonly problem: string | null;
}

const [running, setRunning] = createSignal<RunningSearch | null>(null);

export const runningSearch: Accessor<RunningSearch | null> = running;

const isUnderWay = (search: RunningSearch | null) => search?.state === 'searching' || search?.state === 'stopping';

/** The one that runs now; one that is over, or failed, runs no more. `null`: another can be started. */
export const searchUnderWay: Accessor<RunningSearch | null> = () => (isUnderWay(running()) ? running() : null);

/**
 * Saves the search under its id and runs it.
 * @returns `null`: it failed, or another one is under way
 */
export async function startSearch(
  workspace: WorkspaceName,
  search: Omit<ListedSearch, 'run'>,
): Promise<ListedRun | null> {
  if (isUnderWay(running())) return null;
  const at = new Date().toISOString();
  setRunning({
    search,
    workspace,
    at,
    state: 'searching',
    progress: null,
    startedAt: performance.now(),
    run: null,
    problem: null,
  });
  const update = (change: Partial<RunningSearch>) =>
    setRunning((current) => (current?.search === search ? { ...current, ...change } : current));
  try {
    await historyWorker.run((api) => api.saveSearch(workspace, search));
    const tell = callback((progress: SearchProgress) => {
      if (isUnderWay(running())) update({ progress });
    });
    const result = await historyWorker.run((api) => api.search(workspace, search.id, search.request, at, tell));
    update(
      result.ok
        ? { state: 'done', run: result.value }
        : { state: 'failed', problem: result.issues[0]?.message ?? 'The search could not be run.' },
    );
    return result.ok ? result.value : null;
  } catch (error) {
    update({ state: 'failed', problem: error instanceof CancelledError ? 'It was stopped.' : String(error) });
    return null;
  }
}

/** What was found until now is kept, and labelled so. */
export async function stopSearch(): Promise<void> {
  const current = running();
  if (current?.state !== 'searching') return;
  setRunning({ ...current, state: 'stopping' });
  await historyWorker.run((api) => api.stopSearch(current.search.id, current.at));
}
