import type { CoverageWorker } from '../../workers/contract/coverage';
import type { HistoryWorker } from '../../workers/contract/history';
import type { ImportWorker } from '../../workers/contract/imports';
import type { PlanningWorker } from '../../workers/contract/planning';
import type { RuleWorker } from '../../workers/contract/rules';
import type { ThreatsWorker } from '../../workers/contract/threats';
import type { WorkspaceWorker } from '../../workers/contract/workspace';
import { makeWorkerClient } from './worker-client';

export const coverageWorker = makeWorkerClient<CoverageWorker>(
  () => new Worker(new URL('../../workers/coverage.worker.ts', import.meta.url), { type: 'module', name: 'coverage' }),
);

export const importWorker = makeWorkerClient<ImportWorker>(
  () => new Worker(new URL('../../workers/import.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
);

export const workspaceWorker = makeWorkerClient<WorkspaceWorker>(
  () =>
    new Worker(new URL('../../workers/workspace.worker.ts', import.meta.url), { type: 'module', name: 'workspace' }),
);

export const threatsWorker = makeWorkerClient<ThreatsWorker>(
  () => new Worker(new URL('../../workers/threats.worker.ts', import.meta.url), { type: 'module', name: 'threats' }),
);

export const historyWorker = makeWorkerClient<HistoryWorker & RuleWorker>(
  () => new Worker(new URL('../../workers/history.worker.ts', import.meta.url), { type: 'module', name: 'history' }),
);

const startPlanning = (name: string) => () =>
  new Worker(new URL('../../workers/planning.worker.ts', import.meta.url), { type: 'module', name });

export const planningWorker = makeWorkerClient<PlanningWorker>(startPlanning('planning'));

/** The same worker once more: a search runs for seconds, and stopping it must stop nothing else. */
export const solverWorker = makeWorkerClient<PlanningWorker>(startPlanning('solver'));

/** And once more: the best plans of all budgets are computed beside the search for one. */
export const frontierWorker = makeWorkerClient<PlanningWorker>(startPlanning('frontier'));
