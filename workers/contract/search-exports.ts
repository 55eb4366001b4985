import type { Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { ExportedFile } from './exports';

/** What can be taken away of a search. Types only: importing this file loads no code. */

export type SearchExportKind = 'sightings-csv' | 'sightings-markdown' | 'records-csv';

export interface SearchExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  /** Chosen; a stricter marking of what was looked for takes its place. */
  readonly tlp: string;
}

export interface SearchExports {
  exportSearch(
    workspace: WorkspaceName,
    search: string,
    kind: SearchExportKind,
    context: SearchExportContext,
  ): Promise<Result<ExportedFile>>;
}
