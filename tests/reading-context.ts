import { EMPTY_CONTENT, type WorkspaceContent } from '../src/domain/workspace/content';
import type { ImportChoices } from '../workers/contract/imports';
import type { FileSource } from '../workers/file-source';
import type { ReadingContext } from '../workers/readings/reading';

/** What the import worker hands to a reading, without a database. */
export function makeReadingContext(
  content: WorkspaceContent = EMPTY_CONTENT,
  choices: ImportChoices = {},
): ReadingContext {
  return {
    inventory: content.inventory,
    hasReport: async (id) => content.threatReports.some((report) => report.id === id),
    content: async () => content,
    choices,
    recallColumns: async () => () => null,
    tellPages: () => undefined,
    workspace: 'own',
    fileDate: '2026-11-25T00:00:00Z',
    watch: async () => ({ watchlists: content.watchlists, benignValues: content.benignValues }),
  };
}

export function makeTextSource(name: string, text: string): FileSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    contentSize: bytes.length,
    head: bytes,
    async *stream() {
      yield bytes;
    },
  };
}
