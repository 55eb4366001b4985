import { finishSightings, mergeTallies, type Tallies } from '../../src/domain/history/collect-sightings';
import type { History } from '../../src/domain/history/history';
import { estimateSearch } from '../../src/domain/history/search-figures';
import { listSearched } from '../../src/domain/history/search-growth';
import type { SearchRequest, SearchRun } from '../../src/domain/history/sighting';
import { makeValueReader } from '../../src/domain/indicators/packed-values';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryDatabase } from '../../src/store/history-database';
import { listSegments } from '../../src/store/read-segments';
import { unlessFull } from './full-disk';
import { keepFound, NOTHING_KEPT } from './keep-found';
import { keepRun, ownerOfRun } from './keep-run';
import { makeMatchedRows } from './matched-rows';
import { makePatternRecords } from './pattern-records';
import { searchInParts } from './search-in-parts';
import type { SearchJob, Task } from './search-job';
import { markOfWatchlists } from './search-marking';
import type { PartSearch } from './search-part-contract';
import { collectSearchValues, issuesOfRun, type SearchValues } from './search-values';
import { settlePatterns } from './settle-patterns';

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
  const estimatedMs = estimateSearch(await db.searches.toArray(), records);
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
  const { undecided, isWhole } = await settlePatterns(db, job, tasks, patterns, valueAt, matched, tallies);
  const owner = ownerOfRun(id, at);
  const kept = await keepFound(db, job, owner, tasks, matched, valueAt);
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
