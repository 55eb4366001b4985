import type { ImportWorker } from '../../workers/contract/imports';
import type { InboxWorker } from '../../workers/contract/inbox';
import { makeWorkerClient } from './worker-client';

/** The import worker once more: what is done with packages must neither hold up nor end an import. */
export const inboxWorker = makeWorkerClient<ImportWorker & InboxWorker>(
  () => new Worker(new URL('../../workers/import.worker.ts', import.meta.url), { type: 'module', name: 'inbox' }),
);
