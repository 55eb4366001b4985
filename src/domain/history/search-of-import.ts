import type { SavedSearch, SearchRun } from './sighting';

/** Of the search that an import leaves. */
export function searchOfImport(history: string): string {
  return `import-${history}`;
}

/** Whether its run is what an import saw on its way in: run again, it is a search like any other. */
export function isRunOfImport({
  id,
  createdAt,
  run,
}: Pick<SavedSearch, 'id' | 'createdAt'> & { readonly run: Pick<SearchRun, 'at'> | null }): boolean {
  return id.startsWith(searchOfImport('')) && run?.at === createdAt;
}
