import { redoChange, takeBackImport, undoChange } from '../../src/store/change-log';
import { WorkspaceDatabase, type WorkspaceName } from '../../src/store/workspace-database';
import { withDatabase } from '../../workers/databases';

/** In place of `src/state/workers`: what the workspace asks of a worker is done in the test's own thread. */
const api = {
  undo: (name: WorkspaceName) => withDatabase(new WorkspaceDatabase(name), undoChange),
  redo: (name: WorkspaceName) => withDatabase(new WorkspaceDatabase(name), redoChange),
  takeBack: (name: WorkspaceName, id: string, at: string) =>
    withDatabase(new WorkspaceDatabase(name), (db) => takeBackImport(db, id, at)),
};

export const workspaceWorker = { run: (call: (worker: typeof api) => Promise<unknown>) => call(api) };
export const coverageWorker = { run: () => Promise.reject(new Error('There is no such worker here.')) };
