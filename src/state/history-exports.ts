import type { SearchExportKind, SearchExports } from '../../workers/contract/search-exports';
import { type AppState, EXPORT_TLP } from './app-state';
import { saveFile } from './save-file';
import { historyWorker } from './workers';

/** @returns a sentence about what went wrong, or `null` */
export async function exportSearch(
  { workspace }: Pick<AppState, 'workspace'>,
  search: string,
  kind: SearchExportKind,
): Promise<string | null> {
  const context = { at: new Date().toISOString(), tlp: EXPORT_TLP };
  const result = await historyWorker.run((api: SearchExports) =>
    api.exportSearch(workspace.name(), search, kind, context),
  );
  if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
  saveFile(result.value);
  return null;
}
