import type { HistoryDatabase, SegmentOwner, StoredSetAside } from './history-database';
import { removeOwned } from './remove-segments';

/**
 * Segments that belong to nothing: a tab was closed while a search copied its records, or while an import kept what it saw.
 * @param isAtWork whether somebody still writes them, in whatever tab; `null`: it cannot be told, and they stay
 */
export async function removeStrays(
  db: HistoryDatabase,
  isAtWork: (owner: SegmentOwner) => Promise<boolean | null>,
): Promise<void> {
  const owners = (await db.segments.orderBy('owner').uniqueKeys()) as SegmentOwner[];
  const [histories, collections, searches, removed] = await Promise.all([
    db.histories.toCollection().primaryKeys(),
    db.collections.toCollection().primaryKeys(),
    db.searches.toArray(),
    db.removed.toArray(),
  ]);
  const runs = searches.map(({ run }) => run?.owner ?? '');
  const known = new Set<string>([...histories, ...collections, ...runs, ...removed.map(ownerOf)]);
  for (const owner of owners) {
    if (known.has(owner) || (await isAtWork(owner)) !== false) continue;
    const tables = [db.histories, db.collections, db.searches, db.removed, db.segments, db.columns];
    // Asked again: whoever was at work may have finished, and let go, after the list was read.
    await db.transaction('rw', tables, async () => {
      if (!(await isKnown(db, owner))) await removeOwned(db, owner);
    });
  }
}

async function isKnown(db: HistoryDatabase, owner: SegmentOwner): Promise<boolean> {
  if ((await db.histories.get(owner)) !== undefined || (await db.collections.get(owner)) !== undefined) return true;
  if ((await db.removed.filter((each) => ownerOf(each) === owner).count()) > 0) return true;
  return (await db.searches.filter(({ run }) => run?.owner === owner).count()) > 0;
}

/** Of what was removed and may come back. */
function ownerOf(removed: StoredSetAside): SegmentOwner {
  return removed.kind === 'collection' ? removed.id : (removed.search.run?.owner ?? '');
}
