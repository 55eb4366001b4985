import type { ImportWorker } from './contract/imports';
import type { InboxWorker } from './contract/inbox';
import { expose } from './expose';
import { importAnswers } from './import-file';

/** Comes with the first package: whoever only imports has no use for it. */
const answers = async () => (await import('./inbox/inbox-answers')).inboxAnswers;

const worker: ImportWorker & InboxWorker = {
  ...importAnswers,
  lookIntoFolder: async () => (await answers()).lookIntoFolder(),
  workInbox: async (ground, onProgress) => (await answers()).workInbox(ground, onProgress),
  acceptPackage: async (id, at, onProgress) => (await answers()).acceptPackage(id, at, onProgress),
};

expose(worker);
