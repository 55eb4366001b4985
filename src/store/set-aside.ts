import type { HistoryDatabase, StoredSetAside } from './history-database';
import { removeOwned, removeRunsExcept } from './remove-segments';

/**
 * Searches and files of indicators that were removed. Their segments stay where they are until it is settled that nobody wants
 * them back: to bring one back is to write one small record.
 */
export async function setSearchAside(db: HistoryDatabase, id: string, at: string): Promise<void> {
  await db.transaction('rw', [db.searches, db.sightings, db.removed], async () => {
    const search = await db.searches.get(id);
    if (search === undefined) return;
    const { search: _, ...found } = (await db.sightings.get(id)) ?? { search: id, sightings: [] };
    await db.removed.put({ id, at, kind: 'search', search, ...found });
    await Promise.all([db.searches.delete(id), db.sightings.delete(id)]);
  });
}

export async function setCollectionAside(db: HistoryDatabase, id: string, at: string): Promise<void> {
  await db.transaction('rw', [db.collections, db.removed], async () => {
    const collection = await db.collections.get(id);
    if (collection === undefined) return;
    await db.removed.put({ id, at, kind: 'collection', collection });
    await db.collections.delete(id);
  });
}

/** @returns how many are here again: what was thrown away meanwhile is not */
export function putBack(db: HistoryDatabase, ids: readonly string[]): Promise<number> {
  const tables = [db.searches, db.sightings, db.collections, db.removed];
  return db.transaction('rw', tables, async () => {
    const found = (await db.removed.bulkGet([...ids])).filter((each) => each !== undefined);
    for (const each of found) {
      if (each.kind === 'collection') await db.collections.put(each.collection);
      else {
        await db.searches.put(each.search);
        const { sightings, missed } = each;
        await db.sightings.put({ search: each.id, sightings, ...(missed === undefined ? {} : { missed }) });
      }
    }
    await db.removed.bulkDelete(found.map(({ id }) => id));
    return found.length;
  });
}

/** ms: whoever removed something by mistake notices at once. */
const REMEMBERED_MS = 60 * 60 * 1000;

/** Removed so long ago that nobody comes back for it. @param now ms since 1970 */
export function isForgotten(now: number): (each: StoredSetAside) => boolean {
  return ({ at }) => !(Date.parse(at) > now - REMEMBERED_MS);
}

/** For good. */
export async function throwAway(db: HistoryDatabase, isGoing: (each: StoredSetAside) => boolean): Promise<void> {
  const ids = (await db.removed.filter(isGoing).primaryKeys()) as string[];
  const tables = [db.searches, db.collections, db.removed, db.segments, db.columns];
  for (const id of ids)
    await db.transaction('rw', tables, async () => {
      const found = await db.removed.get(id);
      if (found === undefined) return;
      await db.removed.delete(id);
      // Its id may be in use again: by a copy that came back with a backup, or by a search that was run once more.
      if (found.kind === 'collection') {
        if ((await db.collections.get(id)) === undefined) await removeOwned(db, id);
      } else await removeRunsExcept(db, id, (await db.searches.get(id))?.run?.owner ?? null);
    });
}
