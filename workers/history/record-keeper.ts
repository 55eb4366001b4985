import type { OpenSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { makeRowCopier } from '../../src/domain/history/copy-row';
import { type RecordMatch, writeCopyFields } from '../../src/domain/history/record-copies';
import type { SegmentHits } from '../../src/domain/history/search-segment';
import type { TypedValue } from '../../src/domain/indicators/packed-values';
import { appendSegment } from '../../src/store/append-segment';
import type { HistoryDatabase, SegmentOwner } from '../../src/store/history-database';
import { makeSegmentQueue } from './segment-queue';

/** Beyond, records are counted and not kept: a watchlist that matches everything says nothing. */
export const MOST_KEPT_RECORDS = 200_000;

/** Copies records that matched into segments of their own, whole. */
export interface RecordKeeper {
  /** So far. */
  readonly kept: number;
  /** @param sourceOf the line as it stands in the file; `null`: not known */
  keep(
    segment: OpenSegment,
    hits: SegmentHits,
    history: string,
    sourceOf?: (row: number) => string | null,
  ): Promise<void>;
  finish(): Promise<void>;
}

/** @param valueAt an indicator by its index */
export function makeRecordKeeper(
  db: HistoryDatabase,
  owner: SegmentOwner,
  valueAt: (index: number) => TypedValue,
  limit = MOST_KEPT_RECORDS,
): RecordKeeper {
  const queue = makeSegmentQueue(async (segment) => {
    await appendSegment(db, owner, segment);
  });
  const sink = makeSegmentSink(queue.take);
  return {
    get kept() {
      return sink.count;
    },
    async keep(segment, hits, history, sourceOf = () => null) {
      const copy = makeRowCopier(segment, sink);
      for (let start = 0, end = 0; start < hits.rows.length && sink.count < limit; start = end) {
        const row = hits.rows[start] ?? 0;
        while (end < hits.rows.length && hits.rows[end] === row) end++;
        copy(row, writeCopyFields({ history, source: sourceOf(row), matches: matchesOf(hits, start, end, valueAt) }));
      }
      await queue.keepUp();
    },
    async finish() {
      sink.end();
      await queue.finish();
    },
  };
}

function matchesOf(
  { indicators, fields, names }: SegmentHits,
  start: number,
  end: number,
  valueAt: (index: number) => TypedValue,
): readonly RecordMatch[] {
  const matches: RecordMatch[] = [];
  for (let at = start; at < end; at++) {
    const found = indicators[at] ?? 0;
    const { type, value } = valueAt(found < 0 ? ~found : found);
    matches.push({ type, value, field: names[fields[at] ?? 0] ?? '' });
  }
  return matches;
}
