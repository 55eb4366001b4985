import { openSegment } from '../../src/domain/columns/open-column';
import {
  collectSightings,
  finishSightings,
  mergeTallies,
  type Tallies,
} from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import type { History } from '../../src/domain/history/history';
import type { SearchRequest, SearchRun } from '../../src/domain/history/sighting';
import { makeValueReader, type TypedValue } from '../../src/domain/indicators/packed-values';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase, SegmentOwner, StoredSegment } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { removeOwned } from '../../src/store/remove-segments';
import { isQuotaError } from '../../src/store/storage-room';
import type { SearchProgress } from '../contract/history';
import { describeFullDisk } from './full-disk';
import { estimateTime, keepRun, ownerOfRun } from './keep-run';
import { hitsOfRows, type MatchedRows, makeMatchedRows } from './matched-rows';
import { makePatternRecords, type PatternRecords } from './pattern-records';
import { MOST_KEPT_RECORDS, makeRecordKeeper } from './record-keeper';
import type { PartSearch, StartedPart } from './search-part-contract';
import { collectSearchValues, type SearchValues } from './search-values';
import type { FoundInSegment } from './segment-finder';
import { isSightingField } from './sighting-fields';

export interface SearchJob {
  readonly id: string;
  readonly request: SearchRequest;
  /** ISO 8601 */
  readonly at: string;
  readonly watch: WatchRecords;
  /** `2026-11-25` */
  readonly today: string;
  readonly startParts: () => readonly StartedPart[];
  readonly onProgress: (progress: SearchProgress) => void;
  readonly isStopped: () => boolean;
}

interface Task {
  readonly segment: StoredSegment;
  readonly history: History;
}

/**
 * A search from its request to its kept result. Parts look through segments; what they find is put together here, and the
 * records are copied. Stopped, it is what was found until then.
 */
export async function runSearch(db: HistoryDatabase, job: SearchJob): Promise<Result<SearchRun>> {
  const { id, request, at } = job;
  const begun = performance.now();
  const values = await collectSearchValues(db, job.watch, request, { today: job.today, now: Date.parse(at) });
  if (values.packed.count === 0) return failure(...values.issues, nothingToLookFor());
  const tasks = await listTasks(db, request);
  const records = tasks.reduce((sum, { segment }) => sum + segment.rows, 0);
  const estimatedMs = await estimateTime(db, records);
  const matched = makeMatchedRows();
  const patterns = makePatternRecords();
  let done = 0;
  let searched = 0;
  const tell = () =>
    job.onProgress({ segmentsDone: done, segmentsTotal: tasks.length, matched: matched.count, estimatedMs });
  tell();
  const tallies = await searchInParts(job, partSearch(db, values, request), tasks, (position, found) => {
    done++;
    searched += tasks[position]?.segment.rows ?? 0;
    if (found !== null) {
      matched.add(position, found.hits);
      patterns.add(position, found.patterns);
    }
    tell();
  });
  const valueAt = makeValueReader(values.packed);
  await addPatterns(db, tasks, patterns, valueAt, matched, tallies);
  const owner = ownerOfRun(id, at);
  const kept = await keepRecords(db, owner, tasks, matched, valueAt);
  if (!kept.ok) return kept;
  const sightings = finishSightings(tallies, valueAt).map((sighting) =>
    // A pattern looks at several fields.
    sighting.type === 'pattern' ? { ...sighting, fields: {} } : sighting,
  );
  const run: SearchRun = {
    at,
    complete: done === tasks.length,
    tookMs: Math.round(performance.now() - begun),
    indicators: values.packed.count,
    records: searched,
    segments: done,
    histories: Object.fromEntries(tasks.map(({ history }) => [history.id, history.rows])),
    sightings,
    matched: matched.count,
    kept: kept.value,
  };
  return success(await keepRun(db, id, run, owner), values.issues);
}

function partSearch(
  db: HistoryDatabase,
  { packed }: SearchValues,
  { hostsOfUrls, from, to }: SearchRequest,
): PartSearch {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return { workspace: db.workspace, values: packed, hostsOfUrls, from, to, seed };
}

/** Segments that may hold something in the range: of the histories that came first, first. */
async function listTasks(
  db: HistoryDatabase,
  { histories: wanted, from, to }: SearchRequest,
): Promise<readonly Task[]> {
  const histories = (await db.histories.toArray())
    .filter(({ id }) => wanted === null || wanted.includes(id))
    .sort((one, other) => one.importedAt.localeCompare(other.importedAt));
  const tasks: Task[] = [];
  for (const history of histories)
    for (const segment of await listSegments(db, history.id)) {
      const isOutside =
        (from !== null && (segment.to === null || segment.to < from)) ||
        (to !== null && (segment.from === null || segment.from > to));
      if (!isOutside) tasks.push({ segment, history });
    }
  return tasks;
}

/** Each part takes the next segment when it is done with one, so that none waits for another. */
async function searchInParts(
  { startParts, isStopped }: SearchJob,
  search: PartSearch,
  tasks: readonly Task[],
  onFound: (position: number, found: FoundInSegment | null) => void,
): Promise<Tallies> {
  const parts = startParts();
  const tallies: Tallies = new Map();
  let next = 0;
  try {
    await Promise.all(
      parts.map(async ({ part }) => {
        await part.prepare(search);
        while (!isStopped()) {
          const position = next++;
          const task = tasks[position];
          if (task === undefined) break;
          onFound(position, await part.search({ id: task.segment.id, history: task.history.id }));
        }
        mergeTallies(tallies, await part.finish());
      }),
    );
  } finally {
    for (const { stop } of parts) stop();
  }
  return tallies;
}

/** Patterns are settled over all segments; only then is it known which records they are about. */
async function addPatterns(
  db: HistoryDatabase,
  tasks: readonly Task[],
  patterns: PatternRecords,
  valueAt: (index: number) => TypedValue,
  matched: MatchedRows,
  tallies: Tallies,
): Promise<void> {
  const isInside = makeInsideTest([]);
  for (const [index, refs] of patterns.combine((position) => valueAt(position).value)) {
    const bySegment = new Map<number, number[]>();
    for (const { segment, row } of refs) {
      const rows = bySegment.get(segment);
      if (rows === undefined) bySegment.set(segment, [row]);
      else rows.push(row);
    }
    for (const [position, unsorted] of bySegment) {
      const task = tasks[position];
      if (task === undefined) continue;
      const rows = unsorted.sort((one, other) => one - other);
      matched.addRows(position, rows, index);
      const columns = await readColumns(db, task.segment, isSightingField);
      const segment = openSegment({ rows: task.segment.rows, columns });
      collectSightings(hitsOfRows(rows, index), segment, task.history.id, isInside, tallies);
    }
  }
}

/** @returns how many were kept */
async function keepRecords(
  db: HistoryDatabase,
  owner: SegmentOwner,
  tasks: readonly Task[],
  matched: MatchedRows,
  valueAt: (index: number) => TypedValue,
): Promise<Result<number>> {
  const keeper = makeRecordKeeper(db, owner, valueAt);
  try {
    for (const position of matched.segments()) {
      const task = tasks[position];
      if (task === undefined || keeper.kept >= MOST_KEPT_RECORDS) break;
      const columns = await readColumns(db, task.segment, () => true);
      const segment = openSegment({ rows: task.segment.rows, columns });
      await keeper.keep(segment, matched.hitsOf(position), task.history.id);
    }
    await keeper.finish();
    return success(keeper.kept);
  } catch (error) {
    await removeOwned(db, owner);
    if (!isQuotaError(error)) throw error;
    return failure(
      await describeFullDisk('Nothing of this run was kept; the one before it and all histories stay as they were.'),
    );
  }
}

function nothingToLookFor(): Issue {
  return issue('error', 'search-empty', WHOLE_FILE, 'There is nothing to look for.', {
    done: 'Nothing was searched. Choose a watchlist that is in force, or give values.',
  });
}
