import { rankSightings } from '../../src/domain/history/relevance';
import { dropOldest, removeCollection, removeHistory, removeRunsExcept } from '../../src/store/remove-segments';
import { readStorageRoom } from '../../src/store/storage-room';
import type { HistoryWorker } from '../contract/history';
import { withHistories } from '../databases';
import { partSightings } from './part-sightings';

/** Answers about what is kept, and its removal: nothing is computed. */
export const keptAnswers = {
  listCollections: (workspace) => withHistories(workspace, (db) => db.collections.toArray()),
  removeCollection: (workspace, id) => withHistories(workspace, (db) => removeCollection(db, id)),
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
        await db.searches.put({ ...search, run: (await db.searches.get(search.id))?.run ?? null });
      }),
    ),
  removeSearch: (workspace, id) =>
    withHistories(workspace, (db) =>
      db.transaction('rw', [db.searches, db.sightings, db.segments, db.columns], async () => {
        await Promise.all([db.searches.delete(id), db.sightings.delete(id)]);
        await removeRunsExcept(db, id, null);
      }),
    ),
  markLooked: (workspace, id, at) =>
    withHistories(workspace, async (db) => {
      await db.searches.update(id, { lookedAt: at });
    }),
} as const satisfies Partial<HistoryWorker>;
