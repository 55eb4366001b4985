import { openSegment } from '../../src/domain/columns/open-column';
import { collectSightings, type Tallies } from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import { joinHits, type PatternRows } from '../../src/domain/history/pattern-hits';
import type { TypedValue } from '../../src/domain/indicators/packed-values';
import type { HistoryDatabase } from '../../src/store/history-database';
import { readWholeColumns } from '../../src/store/read-segments';
import { letStopIn } from './let-stop-in';
import { type MatchedRows, NO_HITS } from './matched-rows';
import type { PatternRecords, RecordRef } from './pattern-records';
import type { SearchJob, Task } from './search-job';
import { isSightingField } from './sighting-fields';

/** Patterns are settled over all segments; only then is it known which records they are about. */
export async function settlePatterns(
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
  let isWhole = true;
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
    const columns = await readWholeColumns(db, task.segment, isSightingField);
    // Its history was removed since it was looked through.
    if (columns === null) {
      isWhole = false;
      continue;
    }
    matched.addPatterns(position, found, task.segment.rows);
    const segment = openSegment({ rows: task.segment.rows, columns });
    collectSightings(joinHits(NO_HITS, found, segment.rows), segment, task.history.id, isInside, tallies);
  }
  return { undecided, isWhole };
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
