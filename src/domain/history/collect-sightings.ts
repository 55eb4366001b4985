/** What was found in segments, added up by indicator. Tallies of several workers are joined by `mergeTallies`. */

import type { OpenSegment } from '../columns/open-column';
import { directionOf, type Endpoints, hostOf, type InsideTest } from './direction';
import { DISPOSITION_FIELD, DISPOSITIONS, type Disposition } from './fields';
import type { SegmentHits } from './search-segment';
import { DIRECTIONS, type Direction, type Sighting } from './sighting';
import { earlier, later } from './time-span';

/** Of one indicator. Maps and numbers only: it goes from worker to worker as it is. */
export interface Tally {
  /** Records, each once. */
  count: number;
  /** Of these: found by more than the host of a URL. */
  whole: number;
  firstSeen: number | null;
  lastSeen: number | null;
  readonly directions: Map<Direction, number>;
  readonly dispositions: Map<Disposition, number>;
  /** Both of one record, by `pairKey`. */
  readonly pairs: Map<number, number>;
  readonly fields: Map<string, number>;
  readonly ports: Map<number, number>;
  readonly hosts: Map<string, number>;
  readonly histories: Map<string, number>;
}

export type Tallies = Map<number, Tally>;

/** Different hosts counted for one indicator; of more, those that come first. */
const MOST_HOSTS = 65_536;
const KEPT_HOSTS = 100;
const KEPT_PORTS = 20;

/** Adds the hits of one segment, which are in the order of rows. @returns records that matched, each once */
export function collectSightings(
  hits: SegmentHits,
  segment: OpenSegment,
  history: string,
  isInside: InsideTest,
  tallies: Tallies,
): number {
  const readRecord = makeRecordReader(segment);
  let records = 0;
  for (let start = 0, end = 0; start < hits.rows.length; start = end) {
    const row = hits.rows[start] ?? 0;
    while (end < hits.rows.length && hits.rows[end] === row) end++;
    records++;
    addRecord(hits, start, end, readRecord(row), history, isInside, tallies);
  }
  return records;
}

interface SeenRecord extends Endpoints {
  readonly time: number | null;
  readonly port: number | null;
  readonly disposition: Disposition;
}

function makeRecordReader(segment: OpenSegment): (row: number) => SeenRecord {
  const text = (...fields: readonly string[]) => {
    const readers = fields.flatMap((field) => segment.reader(field) ?? []);
    return (row: number) => {
      for (const reader of readers) if (!reader.isAbsent(row)) return reader.textAt(row);
      return null;
    };
  };
  const source = text('source.ip', 'client.ip');
  const destination = text('destination.ip', 'server.ip');
  const host = text('host.name', 'host.hostname', 'host.ip');
  const stated = text('network.direction');
  const forwarded = text('network.forwarded_ip');
  const disposition = text(DISPOSITION_FIELD);
  const time = segment.reader('@timestamp');
  const port = segment.reader('destination.port');
  return (row) => ({
    time: time?.numberAt(row) ?? null,
    port: port?.numberAt(row) ?? null,
    stated: stated(row),
    source: source(row),
    destination: destination(row),
    host: host(row),
    forwarded: forwarded(row),
    disposition: DISPOSITIONS.find((known) => known === disposition(row)) ?? 'unknown',
  });
}

/** Entries from `start` to `end` are of one record. */
function addRecord(
  hits: SegmentHits,
  start: number,
  end: number,
  record: SeenRecord,
  history: string,
  isInside: InsideTest,
  tallies: Tallies,
): void {
  const fieldsOf = new Map<number, string[]>();
  const whole = new Set<number>();
  for (let at = start; at < end; at++) {
    const found = hits.indicators[at] ?? 0;
    const indicator = found < 0 ? ~found : found;
    if (found >= 0) whole.add(indicator);
    const field = hits.names[hits.fields[at] ?? 0] ?? '';
    const fields = fieldsOf.get(indicator);
    if (fields === undefined) fieldsOf.set(indicator, [field]);
    else if (!fields.includes(field)) fields.push(field);
  }
  for (const [indicator, fields] of fieldsOf) {
    let tally = tallies.get(indicator);
    if (tally === undefined) {
      tally = makeTally();
      tallies.set(indicator, tally);
    }
    const field = fields.find((name) => /^(?:source|destination)\./.test(name)) ?? fields[0] ?? '';
    const direction = directionOf(field, record, isInside);
    const host = hostOf(field, direction, record, isInside);
    tally.count++;
    if (whole.has(indicator)) tally.whole++;
    tally.firstSeen = earlier(tally.firstSeen, record.time);
    tally.lastSeen = later(tally.lastSeen, record.time);
    addTo(tally.directions, direction, 1);
    addTo(tally.dispositions, record.disposition, 1);
    addTo(tally.pairs, pairKey(direction, record.disposition), 1);
    addTo(tally.histories, history, 1);
    for (const name of fields) addTo(tally.fields, name, 1);
    if (record.port !== null) addTo(tally.ports, record.port, 1);
    if (host !== null && (tally.hosts.size < MOST_HOSTS || tally.hosts.has(host))) addTo(tally.hosts, host, 1);
  }
}

export function makeTally(): Tally {
  return {
    count: 0,
    whole: 0,
    firstSeen: null,
    lastSeen: null,
    directions: new Map(),
    dispositions: new Map(),
    pairs: new Map(),
    fields: new Map(),
    ports: new Map(),
    hosts: new Map(),
    histories: new Map(),
  };
}

export function mergeTallies(into: Tallies, from: Tallies): void {
  for (const [indicator, tally] of from) {
    const known = into.get(indicator);
    if (known === undefined) {
      into.set(indicator, tally);
      continue;
    }
    known.count += tally.count;
    known.whole += tally.whole;
    known.firstSeen = earlier(known.firstSeen, tally.firstSeen);
    known.lastSeen = later(known.lastSeen, tally.lastSeen);
    addAll(known.directions, tally.directions);
    addAll(known.dispositions, tally.dispositions);
    addAll(known.pairs, tally.pairs);
    addAll(known.fields, tally.fields);
    addAll(known.ports, tally.ports);
    for (const [host, count] of tally.hosts)
      if (known.hosts.size < MOST_HOSTS || known.hosts.has(host)) addTo(known.hosts, host, count);
    addAll(known.histories, tally.histories);
  }
}

/** @param observableOf the indicator of an index */
export function finishSightings(
  tallies: Tallies,
  observableOf: (indicator: number) => Pick<Sighting, 'type' | 'value'>,
): readonly Sighting[] {
  return [...tallies]
    .map(([indicator, tally]) => ({
      type: observableOf(indicator).type,
      value: observableOf(indicator).value,
      count: tally.count,
      firstSeen: tally.firstSeen,
      lastSeen: tally.lastSeen,
      byHostOnly: tally.whole === 0,
      directions: ordered(DIRECTIONS, tally.directions),
      dispositions: ordered(DISPOSITIONS, tally.dispositions),
      pairs: listPairs(tally.pairs),
      // A pattern looks at several fields, and its records name none.
      fields: observableOf(indicator).type === 'pattern' ? {} : Object.fromEntries(tally.fields),
      ports: mostFrequent(tally.ports, KEPT_PORTS),
      portCount: tally.ports.size,
      hosts: mostFrequent(tally.hosts, KEPT_HOSTS),
      hostCount: tally.hosts.size,
      histories: Object.fromEntries(tally.histories),
      newSince: 0,
    }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function ordered<T extends string>(names: readonly T[], counts: ReadonlyMap<T, number>): Partial<Record<T, number>> {
  const record: Partial<Record<T, number>> = {};
  for (const name of names) {
    const count = counts.get(name);
    if (count !== undefined) record[name] = count;
  }
  return record;
}

function pairKey(direction: Direction, disposition: Disposition): number {
  return DIRECTIONS.indexOf(direction) * DISPOSITIONS.length + DISPOSITIONS.indexOf(disposition);
}

function listPairs(pairs: ReadonlyMap<number, number>): NonNullable<Sighting['pairs']> {
  return DIRECTIONS.flatMap((direction) =>
    DISPOSITIONS.flatMap((disposition) => {
      const count = pairs.get(pairKey(direction, disposition));
      return count === undefined ? [] : [[direction, disposition, count] as const];
    }),
  );
}

function mostFrequent<T extends string | number>(counts: ReadonlyMap<T, number>, kept: number) {
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).slice(0, kept);
}

function addTo<T>(counts: Map<T, number>, key: T, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function addAll<T>(into: Map<T, number>, from: ReadonlyMap<T, number>): void {
  for (const [key, count] of from) addTo(into, key, count);
}
