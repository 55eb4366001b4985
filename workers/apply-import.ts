import { type Result, success } from '../src/domain/result';
import { importStep } from '../src/store/change-content';
import type { ImportReceipt } from '../src/store/import-receipt';
import { rememberColumns } from '../src/store/remembered-columns';
import { rememberProducts } from '../src/store/remembered-products';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import type { ImportChoices } from './contract/imports';
import type { FileSource } from './file-source';
import type { Reading, RunStream, StreamJob } from './readings/reading';
import { storeRelease } from './store-release';

/**
 * All that an import writes into the workspace is one transaction: it is there afterwards, or nothing is. Releases stand
 * in a database of their own, shared by the workspaces, and come first: should the transaction fail then, a release that
 * came stays, and there is no receipt that says so. Importing the file again is all it takes.
 */
export async function applyImport(
  db: WorkspaceDatabase,
  { effect, columns }: Pick<Reading, 'effect' | 'columns'>,
  choices: ImportChoices,
  receipt: Omit<ImportReceipt, 'change' | 'takenBack'>,
): Promise<ImportReceipt> {
  const isStep = effect.kind === 'step';
  if (effect.kind === 'release') await storeRelease(effect.release, receipt);
  if (isStep) await effect.releases?.();
  return importStep(db, isStep ? effect.label : '', isStep ? effect.step : null, receipt, async () => {
    if (isStep) await effect.alongside?.(db);
    if (columns !== undefined) await rememberColumns(db, columns, receipt.at);
    await rememberProducts(db, choices.table?.sensors ?? {}, receipt.at);
  });
}

/**
 * What is written in pieces, into another database. Its receipt comes last: without one, what is there says itself that its
 * import was interrupted.
 */
export async function applyStream(
  db: WorkspaceDatabase,
  open: () => Promise<FileSource>,
  run: RunStream,
  job: StreamJob,
  about: Pick<ImportReceipt, 'id' | 'at' | 'fileName' | 'size' | 'format' | 'formatName'>,
): Promise<Result<ImportReceipt>> {
  const outcome = await run(await open(), job);
  if (!outcome.ok) return outcome;
  const { counts, brought, issues, issueCounts } = outcome.value;
  const sha256 = await job.sha256();
  return success(await importStep(db, '', null, { ...about, sha256, counts, brought, issues, issueCounts }));
}
