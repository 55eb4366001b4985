import type { WorkspaceDatabase } from '../../src/store/workspace-database';

/** Another object once what was read of the report may have changed. */
type VersionOf = (reportId: string) => object;

interface Seen {
  /** By number of change. */
  readonly undone: ReadonlyMap<number, 0 | 1>;
  readonly versions: Map<string, object>;
}

const seen = new WeakMap<WorkspaceDatabase, Seen>();

/**
 * Tells which contents of reports are still what they were, and reads none of them: they are megabytes, and most changes
 * are decisions and ticks. Taken from the changes since the last look; to be asked before the contents are read.
 */
export async function readContentVersions(db: WorkspaceDatabase): Promise<VersionOf> {
  const undone = new Map((await db.changes.toArray()).map((change) => [change.sequence, change.undone]));
  const before = seen.get(db);
  const touched = before === undefined ? null : await listTouched(db, before.undone, undone);
  const versions = before === undefined || touched === null ? new Map<string, object>() : before.versions;
  for (const id of touched ?? []) versions.delete(id);
  seen.set(db, { undone, versions });
  return (id) => {
    const version = versions.get(id) ?? {};
    versions.set(id, version);
    return version;
  };
}

/** `null`: it cannot be told, so all may have changed. */
async function listTouched(
  db: WorkspaceDatabase,
  before: Seen['undone'],
  now: Seen['undone'],
): Promise<readonly string[] | null> {
  const still = [...before.keys()].filter((sequence) => now.has(sequence));
  // Nothing to compare with: the workspace was begun anew, or a very long time ago.
  if (still.length === 0) return null;
  const latest = Math.max(...still);
  for (const [sequence, was] of before) {
    // Taken back and forgotten since; earlier ones only became too old to be undone.
    if (!now.has(sequence) && was === 0 && sequence > latest) return null;
  }
  const moved = [...now].filter(([sequence, is]) => before.get(sequence) !== is).map(([sequence]) => sequence);
  const found = await db.edits.bulkGet(moved);
  return found.flatMap((change) =>
    (change?.edits ?? []).flatMap(({ table, key }) => (table === 'reportContents' ? String(key) : [])),
  );
}
