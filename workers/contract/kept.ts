import type { RuleSummary } from '../../src/domain/coverage/rule';
import type { DocumentSummary } from '../../src/domain/workspace/content';
import type { KeptTable } from '../../src/store/change-content';
import type { WorkspaceName } from '../../src/store/workspace-database';

/** What the page may ask about rules and kept files: their texts are tens of megabytes. Types only. */
export interface KeptWorker {
  listRules(workspace: WorkspaceName): Promise<readonly RuleSummary[]>;
  listDocuments(workspace: WorkspaceName): Promise<readonly DocumentSummary[]>;
  /** One step that can be undone. */
  removeKept(
    workspace: WorkspaceName,
    table: KeptTable,
    ids: readonly string[],
    label: string,
    at: string,
  ): Promise<void>;
}
