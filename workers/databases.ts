import { HistoryDatabase } from '../src/store/history-database';
import { WorkspaceDatabase, type WorkspaceName } from '../src/store/workspace-database';

const databases = new Map<WorkspaceName, WorkspaceDatabase>();

/** One connection to each workspace for as long as a worker lives. */
export function openDatabase(name: WorkspaceName): WorkspaceDatabase {
  const known = databases.get(name);
  // Deleting the demonstration closes every connection to it.
  const open = known === undefined || known.hasBeenClosed() ? new WorkspaceDatabase(name) : known;
  databases.set(name, open);
  return open;
}

/** A connection for one question. */
export function withWorkspace<Answer>(
  name: WorkspaceName,
  work: (db: WorkspaceDatabase) => Promise<Answer>,
): Promise<Answer> {
  return withDatabase(new WorkspaceDatabase(name), work);
}

/** The same of the workspace's histories. */
export function withHistories<Answer>(
  name: WorkspaceName,
  work: (db: HistoryDatabase) => Promise<Answer>,
): Promise<Answer> {
  return withDatabase(new HistoryDatabase(name), work);
}

export async function withDatabase<Database extends { close(): void }, Answer>(
  db: Database,
  work: (db: Database) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
