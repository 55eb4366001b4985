/** Runs in a worker of the browser that is measured: histories loaded from file bytes, and searched. */
import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { collectSightings, finishSightings, type Tallies } from '../../src/domain/history/collect-sightings';
import { makeInsideTest } from '../../src/domain/history/direction';
import { searchSegment } from '../../src/domain/history/search-segment';
import { UTC } from '../../src/domain/history/time-settings';
import { compileMatcher, type Matcher, type MatcherValue } from '../../src/domain/indicators/matcher/matcher';
import { packValues } from '../../src/domain/indicators/packed-values';
import { ZEEK_TSV } from '../../src/formats/history/zeek-tsv';
import { appendSegment } from '../../src/store/append-segment';
import { HistoryDatabase } from '../../src/store/history-database';
import { listSegments } from '../../src/store/read-segments';
import { readSlices } from '../../workers/file-slices';
import { makeSearchPart } from '../../workers/history/search-part';
import { makeFlows } from './made-up-flows';

export type HistoryTask =
  | {
      readonly kind: 'part';
      readonly log: string;
      readonly indicators: string;
      readonly part: number;
      readonly parts: number;
    }
  | { readonly kind: 'lines'; readonly log: string; readonly indicators: string; readonly rounds: number }
  | {
      readonly kind: 'flows';
      readonly flows: number;
      readonly seed: number;
      readonly indicators: string;
      readonly rounds: number;
    };

/** Medians of milliseconds. */
export interface LineTimes {
  readonly megabytes: number;
  readonly lines: number;
  readonly indicators: number;
  /** Reading the same bytes, decoding and splitting them into lines and fields. */
  readonly split: number;
  readonly load: number;
  readonly loadRatio: number;
  readonly compile: number;
  readonly search: number;
  /** Per flow, with dictionaries. */
  readonly bytes: number;
  readonly matched: number;
  readonly sightings: number;
}

export interface FlowTimes {
  readonly load: number;
  /** Values compiled, columns read from the database, records found and added up. */
  readonly search: number;
  readonly bytes: number;
  readonly matched: number;
  readonly rows: number;
}

const ALWAYS = { from: null, to: null };

self.onmessage = async ({ data }: MessageEvent<HistoryTask>) => {
  if (data.kind === 'part') await waitForParts(data);
  else self.postMessage(await (data.kind === 'lines' ? measureLines(data) : measureFlows(data)));
};

/** One of several workers that share a file: says that it is ready, and on every message after that does its part. */
async function waitForParts({ log, indicators, part, parts }: HistoryTask & { kind: 'part' }): Promise<void> {
  const whole = await (await fetch(log)).blob();
  const file = new File([await headerOf(whole), whole.slice(...(await cut(whole, part, parts)))], 'conn.log');
  const values = readIndicators(await (await fetch(indicators)).text());
  self.onmessage = async () => {
    const segments = await load(file);
    const { matched, tallies } = search(segments, compileMatcher(values, { hostsOfUrls: false, seed: 1 }));
    self.postMessage({ matched, tallies });
  };
  self.postMessage('ready');
}

async function headerOf(file: Blob): Promise<string> {
  return (await file.slice(0, 8192).text()).split(/^(?!#)/m)[0] ?? '';
}

/** From one end of a line to another. */
async function cut(file: Blob, part: number, parts: number): Promise<[start: number, end: number]> {
  const lineEnd = async (at: number) => {
    if (at === 0 || at >= file.size) return at;
    return at + new Uint8Array(await file.slice(at, at + 8192).arrayBuffer()).indexOf(10) + 1;
  };
  const edge = (of: number) => lineEnd(Math.floor((file.size * of) / parts));
  return [part === 0 ? (await headerOf(file)).length : await edge(part), await edge(part + 1)];
}

async function measureLines({ log, indicators, rounds }: HistoryTask & { kind: 'lines' }): Promise<LineTimes> {
  const file = new File([await (await fetch(log)).blob()], 'conn.log');
  const values = readIndicators(await (await fetch(indicators)).text());
  const times: Record<'split' | 'load' | 'compile' | 'search' | 'ratio', number[]> = {
    split: [],
    load: [],
    compile: [],
    search: [],
    ratio: [],
  };
  let [lines, bytes, matched, sightings] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await split(file);
    const wasSplit = performance.now();
    const segments = await load(file);
    const loaded = performance.now();
    const matcher = compileMatcher(values, { hostsOfUrls: false, seed: round + 1 });
    const compiled = performance.now();
    const result = search(segments, matcher);
    const searched = performance.now();
    sightings = finishSightings(result.tallies, (index) => values[index] ?? { type: 'pattern', value: '' }).length;
    lines = segments.reduce((sum, segment) => sum + segment.rows, 0);
    bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
    matched = result.matched;
    times.split.push(wasSplit - start);
    times.load.push(loaded - wasSplit);
    times.ratio.push((loaded - wasSplit) / (wasSplit - start));
    times.compile.push(compiled - loaded);
    times.search.push(searched - compiled);
  }
  return {
    megabytes: file.size / 1e6,
    lines,
    indicators: values.length,
    split: median(times.split),
    load: median(times.load),
    loadRatio: median(times.ratio),
    compile: median(times.compile),
    search: median(times.search),
    bytes: bytes / lines,
    matched,
    sightings,
  };
}

function readIndicators(text: string): MatcherValue[] {
  return text.split('\n').map((line, index) => {
    const [type = '', value = ''] = line.split('\t');
    return { type: type as MatcherValue['type'], value, index };
  });
}

/** The floor: what every reader of such a file has to do in one way or another. */
async function split(file: File): Promise<number> {
  const decoding = new TextDecoder();
  let [rest, fields] = ['', 0];
  for await (const piece of readSlices(file)) {
    const lines = (rest + decoding.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) fields += line.split('\t').length;
  }
  return fields;
}

async function load(file: File): Promise<SealedSegment[]> {
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  const zeek = ZEEK_TSV.make({
    sink,
    time: UTC,
    reject: ({ message }) => {
      throw new Error(message);
    },
    note: () => undefined,
    columns: null,
    fileDate: '2026-01-01T00:00:00Z',
  });
  for await (const piece of readSlices(file)) zeek.push(piece);
  zeek.end();
  sink.end();
  return segments;
}

function search(segments: readonly SealedSegment[], matcher: Matcher): { matched: number; tallies: Tallies } {
  const isInside = makeInsideTest([]);
  const tallies: Tallies = new Map();
  let matched = 0;
  for (const sealed of segments) {
    const segment = openSegment(sealed);
    const hits = searchSegment(segment, matcher, ALWAYS, sealed);
    matched += collectSightings(hits, segment, 'history', isInside, tallies);
  }
  return { matched, tallies };
}

/** As the app keeps and searches them: segments in the browser's database, of which one part reads what it asks about. */
async function measureFlows({ flows, seed, indicators, rounds }: HistoryTask & { kind: 'flows' }): Promise<FlowTimes> {
  const values = readIndicators(await (await fetch(indicators)).text());
  const db = new HistoryDatabase('own');
  const start = performance.now();
  const bytes = await storeFlows(db, flows, seed);
  const loaded = performance.now();
  const segments = await listSegments(db, OWNER);
  const searches: number[] = [];
  let matched = 0;
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    const part = makeSearchPart();
    await part.prepare({ workspace: 'own', values: packValues(values), hostsOfUrls: false, ...ALWAYS, seed: 1 });
    matched = 0;
    for (const { id } of segments) matched += (await part.search({ id, history: OWNER }))?.hits.rows.length ?? 0;
    await part.finish();
    searches.push(performance.now() - before);
  }
  db.close();
  return {
    load: loaded - start,
    search: median(searches),
    bytes: bytes / flows,
    matched,
    rows: segments.reduce((sum, segment) => sum + segment.rows, 0),
  };
}

const OWNER = 'flows';

/** @returns bytes of all columns */
async function storeFlows(db: HistoryDatabase, flows: number, seed: number): Promise<number> {
  const full: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => full.push(segment));
  const number = (field: string) => sink.column(field);
  const time = number('@timestamp');
  const [source, destination] = [number('source.ip'), number('destination.ip')];
  const [sourcePort, destinationPort] = [number('source.port'), number('destination.port')];
  const [octets, packets, duration] = [number('source.bytes'), number('source.packets'), number('event.duration')];
  const transport = number('network.transport');
  const next = makeFlows(seed, 200);
  let stored = 0;
  const store = async () => {
    for (const segment of full.splice(0)) {
      await appendSegment(db, OWNER, segment);
      stored += segment.bytes;
    }
  };
  for (let row = 0; row < flows; row++) {
    const flow = next();
    sink.begin(row + 1, row * 52, 52);
    time.putNumber(flow.start);
    source.putNumber(flow.source);
    destination.putNumber(flow.destination);
    sourcePort.putNumber(flow.sourcePort);
    destinationPort.putNumber(flow.destinationPort);
    octets.putNumber(flow.sourceBytes);
    packets.putNumber(flow.sourcePackets);
    duration.putNumber(flow.duration);
    transport.putText(flow.protocol === 6 ? 'tcp' : 'udp');
    if (full.length > 0) await store();
  }
  sink.end();
  await store();
  return stored;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
