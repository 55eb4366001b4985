import { openSegment } from '../../src/domain/columns/open-column';
import {
  collectSightings,
  finishSightings,
  mergeTallies,
  type Tallies,
} from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import type { History } from '../../src/domain/history/history';
import { joinHits, type PatternRows } from '../../src/domain/history/pattern-hits';
import { listSearched } from '../../src/domain/history/search-growth';
import type { SearchRequest, SearchRun } from '../../src/domain/history/sighting';
import { makeValueReader, type TypedValue } from '../../src/domain/indicators/packed-values';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { WatchRecords } from '../../src/domain/workspace/content';
import type { HistoryDatabase, SegmentOwner, StoredSegment } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { removeOwned } from '../../src/store/remove-segments';
import { isQuotaError } from '../../src/store/storage-room';
import type { SearchProgress } from '../contract/history';
import { describeFullDisk, unlessFull } from './full-disk';
import { estimateTime, keepRun, ownerOfRun } from './keep-run';
import { type MatchedRows, makeMatchedRows, NO_HITS } from './matched-rows';
import { makePatternRecords, type PatternRecords, type RecordRef } from './pattern-records';
import { MOST_KEPT_RECORDS, makeRecordKeeper } from './record-keeper';
import { markOfWatchlists } from './search-marking';
import type { PartFound, PartSearch, StartedPart } from './search-part-contract';
import { collectSearchValues, issuesOfRun, type SearchValues } from './search-values';
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

const NOTHING_KEPT = 'Nothing of this run was kept; the one before it and all histories stay as they were.';

/**
 * A search from its request to its kept result. Parts look through segments; what they find is put together here, and the
 * records are copied. Stopped, it is what was found until then.
 */
export async function runSearch(db: HistoryDatabase, job: SearchJob): Promise<Result<SearchRun>> {
  const { id, request, at } = job;
  const begun = performance.now();
  const values = await collectSearchValues(db, job.watch, request, { today: job.today, now: Date.parse(at) });
  if (values.packed.count === 0) return failure(...values.issues.list(), nothingToLookFor());
  // Also those without a record in the range: they were looked at, and do not count as added afterwards.
  const histories = listSearched(request, await db.histories.toArray());
  const tasks = await listTasks(db, request, histories);
  const records = tasks.reduce((sum, { segment }) => sum + segment.rows, 0);
  const estimatedMs = await estimateTime(db, records);
  const matched = makeMatchedRows();
  const patterns = makePatternRecords();
  let done = 0;
  let dropped = 0;
  let searched = 0;
  const tell = () =>
    job.onProgress({ segmentsDone: done + dropped, segmentsTotal: tasks.length, matched: matched.count, estimatedMs });
  tell();
  const tallies: Tallies = new Map();
  await searchInParts(job, partSearch(db, values, request), tasks, (position, found) => {
    if (found === null) dropped++;
    else {
      done++;
      searched += tasks[position]?.segment.rows ?? 0;
      matched.add(position, found.hits);
      patterns.add(position, found.patterns);
      mergeTallies(tallies, found.tallies);
    }
    tell();
  });
  const valueAt = makeValueReader(values.packed);
  const { undecided, isWhole } = await addPatterns(db, job, tasks, patterns, valueAt, matched, tallies);
  const owner = ownerOfRun(id, at);
  const kept = await keepRecords(db, job, owner, tasks, matched, valueAt);
  if (!kept.ok) return kept;
  const run: SearchRun = {
    at,
    complete: done === tasks.length && isWhole && undecided === 0 && kept.value.isWhole,
    tookMs: Math.round(performance.now() - begun),
    indicators: values.packed.count,
    records: searched,
    segments: done,
    histories: Object.fromEntries(histories.map((history) => [history.id, history.rows])),
    sightings: finishSightings(tallies, valueAt),
    matched: matched.count,
    kept: kept.value.count,
    ...(undecided > 0 ? { undecided } : {}),
    marking: await markOfWatchlists(db, job.watch, request.watchlists),
    ...issuesOfRun(values.issues),
  };
  const issues = undecided > 0 ? [...values.issues.list(), leftUndecided(undecided)] : values.issues.list();
  const stored = await unlessFull(NOTHING_KEPT, () => keepRun(db, id, run, owner));
  return stored.ok ? success(stored.value, issues) : stored;
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
  { from, to }: SearchRequest,
  histories: readonly History[],
): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const history of [...histories].sort((one, other) => one.importedAt.localeCompare(other.importedAt)))
    for (const segment of await listSegments(db, history.id)) {
      const isOutside =
        (from !== null && (segment.to === null || segment.to < from)) ||
        (to !== null && (segment.from === null || segment.from > to));
      if (!isOutside) tasks.push({ segment, history });
    }
  return tasks;
}

/** A part that does not answer for so long after Stop is ended: a hostile pattern can keep it busy in one segment. */
const PATIENCE_MS = 1000;

/** Each part takes the next segment when it is done with one, so that none waits for another. */
async function searchInParts(
  { startParts, isStopped }: SearchJob,
  search: PartSearch,
  tasks: readonly Task[],
  onFound: (position: number, found: PartFound | null) => void,
): Promise<void> {
  const parts = startParts();
  const late = afterStop(isStopped);
  let next = 0;
  try {
    await Promise.all(
      parts.map(async ({ part }) => {
        await part.prepare(search);
        while (!isStopped()) {
          const position = next++;
          const task = tasks[position];
          if (task === undefined) break;
          const answer = await Promise.race([
            part.search({ id: task.segment.id, history: task.history.id }),
            late.promise,
          ]);
          if (answer === 'late') return;
          onFound(position, answer);
        }
        await Promise.race([part.finish(), late.promise]);
      }),
    );
  } finally {
    late.clear();
    for (const { stop } of parts) stop();
  }
}

function afterStop(isStopped: () => boolean): { readonly promise: Promise<'late'>; clear(): void } {
  let timer: ReturnType<typeof setInterval> | undefined;
  const promise = new Promise<'late'>((resolve) => {
    let stoppedAt: number | null = null;
    timer = setInterval(() => {
      if (!isStopped()) return;
      stoppedAt ??= performance.now();
      if (performance.now() - stoppedAt >= PATIENCE_MS) resolve('late');
    }, PATIENCE_MS / 4);
  });
  return { promise, clear: () => clearInterval(timer) };
}

/** Patterns are settled over all segments; only then is it known which records they are about. */
async function addPatterns(
  db: HistoryDatabase,
  { isStopped }: SearchJob,
  tasks: readonly Task[],
  patterns: PatternRecords,
  valueAt: (index: number) => TypedValue,
  matched: MatchedRows,
  tallies: Tallies,
): Promise<{ readonly undecided: number; readonly isWhole: boolean }> {
  const bySegment = new Map<number, PatternRows[]>();
  let undecided = 0;
  for (const index of patterns.found()) {
    await letStopIn();
    if (isStopped()) return { undecided, isWhole: false };
    const combined = patterns.combine(index, valueAt(index).value);
    undecided += combined.undecided;
    for (const [position, rows] of rowsBySegment(combined.records)) {
      const list = bySegment.get(position) ?? [];
      bySegment.set(position, list);
      list.push({ indicator: index, rows, field: '' });
    }
  }
  const isInside = makeInsideTest([]);
  for (const [position, found] of bySegment) {
    const task = tasks[position];
    if (task === undefined) continue;
    await letStopIn();
    if (isStopped()) return { undecided, isWhole: false };
    matched.addPatterns(position, found, task.segment.rows);
    const columns = await readColumns(db, task.segment, isSightingField);
    const segment = openSegment({ rows: task.segment.rows, columns });
    collectSightings(joinHits(NO_HITS, found, segment.rows), segment, task.history.id, isInside, tallies);
  }
  return { undecided, isWhole: true };
}

/** In order. */
function rowsBySegment(refs: readonly RecordRef[]): ReadonlyMap<number, Uint32Array> {
  const lists = new Map<number, number[]>();
  for (const { segment, row } of refs) {
    const rows = lists.get(segment);
    if (rows === undefined) lists.set(segment, [row]);
    else rows.push(row);
  }
  return new Map([...lists].map(([segment, rows]) => [segment, Uint32Array.from(rows).sort()]));
}

/** Stop is a message, and comes in only when the thread is free. */
function letStopIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** What was found before Stop is kept as far as this time goes: who stops does not wait for long. */
const KEEPING_AFTER_STOP_MS = 5000;

/** @returns how many were kept, and whether Stop cut it short */
async function keepRecords(
  db: HistoryDatabase,
  { isStopped }: SearchJob,
  owner: SegmentOwner,
  tasks: readonly Task[],
  matched: MatchedRows,
  valueAt: (index: number) => TypedValue,
): Promise<Result<{ readonly count: number; readonly isWhole: boolean }>> {
  let stoppedAt: number | null = null;
  let isWhole = true;
  const keeper = makeRecordKeeper(db, owner, valueAt);
  try {
    for (const position of matched.segments()) {
      const task = tasks[position];
      if (task === undefined || keeper.kept >= MOST_KEPT_RECORDS) break;
      await letStopIn();
      if (isStopped()) stoppedAt ??= performance.now();
      if (stoppedAt !== null && performance.now() - stoppedAt > KEEPING_AFTER_STOP_MS) {
        isWhole = false;
        break;
      }
      const columns = await readColumns(db, task.segment, () => true);
      const segment = openSegment({ rows: task.segment.rows, columns });
      await keeper.keep(segment, matched.hitsOf(position), task.history.id);
    }
    await keeper.finish();
    return success({ count: keeper.kept, isWhole });
  } catch (error) {
    await removeOwned(db, owner);
    if (!isQuotaError(error)) throw error;
    return failure(await describeFullDisk(NOTHING_KEPT));
  }
}

function nothingToLookFor(): Issue {
  return issue('error', 'search-empty', WHOLE_FILE, 'There is nothing to look for.', {
    done: 'Nothing was searched. Choose a watchlist that is in force, or give values.',
  });
}

function leftUndecided(records: number): Issue {
  return issue(
    'warning',
    'pattern-undecided',
    WHOLE_FILE,
    'Patterns over several records could not be decided everywhere.',
    {
      found: `${records.toLocaleString('en')} records`,
      done: 'Of these it is not known whether they match, and they are not among the results. The search is not complete.',
    },
  );
}
