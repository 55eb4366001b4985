import { importStep } from '../src/store/change-content';
import type { ImportReceipt } from '../src/store/import-receipt';
import { rememberColumns } from '../src/store/remembered-columns';
import { rememberProducts } from '../src/store/remembered-products';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import type { ImportChoices } from './contract/imports';
import type { Reading } from './readings/reading';
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
