import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { collectSightings, finishSightings, type Tallies } from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import { rankSightings } from '../../src/domain/history/relevance';
import { summariseSightings } from '../../src/domain/history/search-figures';
import { describeMostRelevant, writeSearchAnswer } from '../../src/domain/history/search-words';
import type { SearchRun } from '../../src/domain/history/sighting';
import type { SearchFinding } from '../../src/domain/inbox/findings';
import { makeValueReader } from '../../src/domain/indicators/packed-values';
import { makeIssueLog } from '../../src/domain/issue-log';
import { writeLocalDay } from '../../src/domain/local-day';
import { type Result, success } from '../../src/domain/result';
import { findHistoryFormat } from '../../src/formats/history/history-formats';
import { readWatch } from '../../src/store/content-store';
import { withHistories, withWorkspace } from '../databases';
import type { FileSource } from '../file-source';
import { makeLogCounts, readLogs } from '../history/read-logs';
import { collectSearchValues, issuesOfRun, type SearchValues } from '../history/search-values';
import { makeSegmentFinder } from '../history/segment-finder';
import { settingsOf } from '../readings/history-reading';
import { type PackageInHand, TARGET } from './package-in-hand';
import { NOT_SEARCHED, SHOWN_SIGHTINGS } from './search-step';

const WHOLE = { from: null, to: null };

/**
 * A log has nothing to look for: it is itself looked through for what is watched, piece by piece, and none of it is kept. The import
 * does the same once more, and keeps what it sees.
 * @returns `null`: nothing is watched
 */
export async function lookThroughLog(hand: PackageInHand, at: string): Promise<Result<SearchFinding | null>> {
  const [read, source] = [await hand.read(), await hand.source()];
  if (!read.ok) return read;
  const { detail } = read.value.reading;
  if (detail.kind !== 'history' || source === null || detail.watchlists.length === 0) return success(null);
  const watch = await withWorkspace(TARGET, readWatch);
  const request = { watchlists: detail.watchlists.map(({ id }) => id), values: [] };
  const moment = { today: writeLocalDay(new Date(at)), now: Date.parse(at) };
  const values = await withHistories(TARGET, (db) => collectSearchValues(db, watch, request, moment));
  if (values.packed.count === 0) return success(null);
  const run = await readThrough(hand, source, read.value.format.format, values, at);
  if (!run.ok) return run;
  const { sightings, ...rest } = run.value;
  const figures = summariseSightings(run.value, sightings);
  return success({
    ...NOT_SEARCHED,
    run: rest,
    answer: `In this log itself: ${writeSearchAnswer(figures, rest.complete)}`,
    mostRelevant: describeMostRelevant(figures),
    sightings: rankSightings(sightings).slice(0, SHOWN_SIGHTINGS),
    sightingCount: sightings.length,
    heldBack: values.severalEvents === 0 ? {} : { severalEvents: values.severalEvents },
    inItself: true,
  });
}

async function readThrough(
  { known }: PackageInHand,
  source: FileSource,
  format: string,
  { packed, severalEvents, issues }: SearchValues,
  at: string,
): Promise<Result<SearchRun>> {
  const begun = performance.now();
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const finder = makeSegmentFinder(packed, { hostsOfUrls: true, range: WHOLE, seed, onlySingle: true });
  const isInside = makeInsideTest([]);
  const tallies: Tallies = new Map();
  const sealed: SealedSegment[] = [];
  let [matched, records, segments] = [0, 0, 0];
  const look = () => {
    for (const each of sealed.splice(0)) {
      const segment = openSegment(each);
      const { hits } = finder.find(segment, each);
      segments++;
      records += each.rows;
      if (hits.rows.length > 0) matched += collectSightings(hits, segment, known.id, isInside, tallies);
    }
  };
  const sink = makeSegmentSink((segment) => sealed.push(segment));
  const counts = makeLogCounts();
  const read = await readLogs(source, {
    ...settingsOf({}, known.fileDate),
    // Of an archive, each file in it says itself what it is.
    format: findHistoryFormat(format),
    sink,
    log: makeIssueLog(),
    counts,
    async afterPiece() {
      look();
      return true;
    },
  });
  if (!read.ok) return read;
  sink.end();
  look();
  return success({
    at,
    complete: severalEvents === 0 && !counts.isCut,
    tookMs: Math.round(performance.now() - begun),
    indicators: packed.count,
    records,
    segments,
    histories: { [known.id]: records },
    sightings: finishSightings(tallies, makeValueReader(packed)),
    matched,
    kept: 0,
    ...issuesOfRun(issues),
  });
}
