/** Rules and kept files without their texts; loaded when there are any. */

import { type RuleSummary, summariseRule } from '../src/domain/coverage/rule';
import { type DocumentSummary, summariseDocument } from '../src/domain/workspace/content';
import { type KeptTable, removeRecords } from '../src/store/change-content';
import type { WorkspaceDatabase } from '../src/store/workspace-database';

export async function listRules(db: WorkspaceDatabase): Promise<readonly RuleSummary[]> {
  return (await db.rules.toArray()).map(summariseRule);
}

export async function listDocuments(db: WorkspaceDatabase): Promise<readonly DocumentSummary[]> {
  return (await db.documents.toArray()).map(summariseDocument);
}

export async function removeKept(
  db: WorkspaceDatabase,
  table: KeptTable,
  ids: readonly string[],
  label: string,
  at: string,
): Promise<void> {
  await removeRecords(db, { [table]: ids }, label, at);
}
