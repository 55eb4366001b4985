import { rankSightings } from '../../src/domain/history/relevance';
import { dropOldest, listOldest, removeHistory } from '../../src/store/remove-segments';
import { isForgotten, putBack, setCollectionAside, setSearchAside, throwAway } from '../../src/store/set-aside';
import { readStorageRoom } from '../../src/store/storage-room';
import type { HistoryWorker } from '../contract/history';
import { withHistories } from '../databases';
import { partSightings } from './part-sightings';

/** Answers about what is kept, and its removal: nothing is computed. */
export const keptAnswers = {
  listCollections: (workspace) => withHistories(workspace, (db) => db.collections.toArray()),
  removeCollection: (workspace, id, at) => withHistories(workspace, (db) => setCollectionAside(db, id, at)),
  listWarninglists: (workspace) => withHistories(workspace, (db) => db.warninglists.toArray()),
  removeWarninglist: (workspace, id) =>
    withHistories(workspace, (db) =>
      db.transaction('rw', [db.warninglists, db.warnings], async () => {
        await Promise.all([db.warninglists.delete(id), db.warnings.delete(id)]);
      }),
    ),
  listHistories: (workspace) => withHistories(workspace, (db) => db.histories.toArray()),
  renameHistory: (workspace, id, change) =>
    withHistories(workspace, async (db) => {
      await db.histories.update(id, change);
    }),
  removeHistory: (workspace, id) => withHistories(workspace, (db) => removeHistory(db, id)),
  dropOldest: (workspace, id, bytes) => withHistories(workspace, (db) => dropOldest(db, id, bytes)),
  countOldest: (workspace, id, bytes) =>
    withHistories(workspace, async (db) => {
      const going = await listOldest(db, id, bytes);
      return {
        rows: going.reduce((sum, { rows }) => sum + rows, 0),
        bytes: going.reduce((sum, segment) => sum + segment.bytes, 0),
      };
    }),
  room: (workspace) =>
    withHistories(workspace, async (db) => ({
      ...(await readStorageRoom()),
      histories: (await db.histories.toArray()).map(({ id, bytes }) => ({ id, bytes })),
    })),
  listSearches: (workspace) => withHistories(workspace, (db) => db.searches.toArray()),
  readSightings: (workspace, search, onPart) =>
    withHistories(workspace, async (db) => {
      const ranked = rankSightings((await db.sightings.get(search))?.sightings ?? []);
      for (const part of partSightings(ranked)) await onPart(part);
    }),
  saveSearch: (workspace, search) =>
    withHistories(workspace, (db) =>
      db.transaction('rw', db.searches, async () => {
        const known = await db.searches.get(search.id);
        // Whoever saves may have read it before it was looked at.
        const lookedAt = [known?.lookedAt ?? '', search.lookedAt ?? ''].sort().at(-1) || null;
        await db.searches.put({ ...search, lookedAt, run: known?.run ?? null });
      }),
    ),
  removeSearch: (workspace, id, at) => withHistories(workspace, (db) => setSearchAside(db, id, at)),
  putBack: (workspace, ids) => withHistories(workspace, (db) => putBack(db, ids)),
  throwAway: (workspace, ids, at) =>
    withHistories(workspace, (db) =>
      throwAway(db, ids === null ? isForgotten(Date.parse(at)) : ({ id }) => ids.includes(id)),
    ),
  markLooked: (workspace, id, at) =>
    withHistories(workspace, async (db) => {
      await db.searches.update(id, { lookedAt: at });
    }),
} as const satisfies Partial<HistoryWorker>;
