import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { collectSightings, finishSightings, type Tallies } from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import type { History } from '../../src/domain/history/history';
import { searchOfImport } from '../../src/domain/history/search-of-import';
import type { SearchRequest, SearchRun } from '../../src/domain/history/sighting';
import { makeValueReader } from '../../src/domain/indicators/packed-values';
import { describeUnsearched } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { writeLocalDay } from '../../src/domain/local-day';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase } from '../../src/store/history-database';
import { removeOwned } from '../../src/store/remove-segments';
import { countOf } from '../readings/reading';
import { keepRun, ownerOfRun } from './keep-run';
import { makeRawPieces, type RawPieces } from './raw-pieces';
import { makeRecordKeeper } from './record-keeper';
import { markOfWatchlists } from './search-marking';
import { collectSearchValues, issuesOfRun } from './search-values';
import { makeSegmentFinder } from './segment-finder';

/** Looks for the watchlists' values in every segment on its way in, and keeps the source lines of what matched. */
export interface ImportWatch {
  /** A piece of a member that is about to be read. @param offset of its first byte */
  keepPiece: RawPieces['keep'];
  look(segment: SealedSegment): Promise<void>;
  finish(): Promise<void>;
  /** Keeps what was seen as a search; where that fails, nothing of it stays. @returns in words */
  keep(history: History): Promise<readonly string[]>;
  /** Forgets it: the import failed. */
  drop(): Promise<void>;
}

export interface ImportWatchJob {
  /** Of the history that is being made. */
  readonly history: string;
  /** ISO 8601 */
  readonly at: string;
  readonly watch: WatchRecords;
  /** Ids of the watchlists that are looked for. */
  readonly watchlists: readonly string[];
}

/** @returns `null`: there is nothing to look for */
export async function makeImportWatch(db: HistoryDatabase, job: ImportWatchJob): Promise<ImportWatch | null> {
  const { history: historyId, at, watchlists } = job;
  if (watchlists.length === 0) return null;
  const begun = performance.now();
  const moment = { today: writeLocalDay(new Date(at)), now: Date.parse(at) };
  const { packed, severalEvents, unsearched, issues } = await collectSearchValues(
    db,
    job.watch,
    { watchlists, values: [] },
    moment,
  );
  if (packed.count === 0 && unsearched.length === 0) return null;
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const range = { from: null, to: null };
  const finder = makeSegmentFinder(packed, { hostsOfUrls: false, range, seed, onlySingle: true });
  const valueAt = makeValueReader(packed);
  const owner = ownerOfRun(searchOfImport(historyId), at);
  const keeper = makeRecordKeeper(db, owner, valueAt);
  const pieces = makeRawPieces();
  const isInside = makeInsideTest([]);
  const tallies: Tallies = new Map();
  let matched = 0;
  let segments = 0;

  return {
    keepPiece: pieces.keep,
    async look(sealed) {
      segments++;
      const segment = openSegment(sealed);
      const { hits } = finder.find(segment, sealed);
      if (hits.rows.length > 0) {
        matched += collectSightings(hits, segment, historyId, isInside, tallies);
        await keeper.keep(segment, hits, historyId, pieces.makeLineReader(segment));
      }
      pieces.forget(segment);
    },
    finish: () => keeper.finish(),
    async keep(history) {
      const left = unsearched.map(describeUnsearched);
      if (matched === 0) return [`nothing of ${packed.count.toLocaleString('en')} watched values was seen`, ...left];
      const request: SearchRequest = {
        watchlists,
        values: [],
        histories: [historyId],
        from: null,
        to: null,
        hostsOfUrls: false,
      };
      const id = searchOfImport(historyId);
      const run: SearchRun = {
        at,
        complete: severalEvents === 0,
        tookMs: Math.round(performance.now() - begun),
        indicators: packed.count,
        records: history.rows,
        segments,
        histories: { [historyId]: history.rows },
        sightings: finishSightings(tallies, valueAt),
        matched,
        kept: keeper.kept,
        marking: await markOfWatchlists(db, job.watch, watchlists),
        ...issuesOfRun(issues),
      };
      const name = `At import of ${history.name}`;
      try {
        await db.searches.put({ id, name, request, createdAt: at, run: null, lookedAt: null });
        await keepRun(db, id, run, owner);
      } catch (error) {
        await Promise.all([db.searches.delete(id), removeOwned(db, owner)]);
        throw error;
      }
      return [
        ...countOf(run.sightings.length, 'sighting of a watched value', 'sightings of watched values'),
        ...countOf(matched, 'record that matched', 'records that matched'),
        ...countOf(
          severalEvents,
          'pattern over several events not looked for',
          'patterns over several events not looked for',
        ),
        ...left,
      ];
    },
    drop: () => removeOwned(db, owner),
  };
}
