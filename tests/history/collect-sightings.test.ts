import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import {
  collectSightings,
  finishSightings,
  mergeTallies,
  type Tallies,
} from '../../src/domain/history/collect-sightings';
import { makeRowCopier } from '../../src/domain/history/copy-row';
import { directionOf, hostOf, makeInsideTest } from '../../src/domain/history/direction';
import { DISPOSITIONS } from '../../src/domain/history/fields';
import { relevanceOf } from '../../src/domain/history/relevance';
import { searchSegment } from '../../src/domain/history/search-segment';
import { DIRECTIONS } from '../../src/domain/history/sighting';
import { compileMatcher } from '../../src/domain/indicators/matcher/matcher';

type Row = Readonly<Record<string, string>>;
const ALWAYS = { from: null, to: null };
const INDICATORS = [
  { type: 'ipv4', value: '203.0.113.9', index: 0 },
  { type: 'cidr', value: '203.0.113.0/24', index: 1 },
  { type: 'domain', value: 'evil.com', index: 2 },
  { type: 'url', value: 'http://bad.com/a', index: 3 },
] as const;
const matcher = compileMatcher(INDICATORS, { hostsOfUrls: true, seed: 3 });
const isInside = makeInsideTest(['198.51.100.0/24']);

function store(rows: readonly Row[]): SealedSegment {
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  for (const [at, row] of rows.entries()) {
    sink.begin(at + 1, at * 10, 9);
    for (const [field, value] of Object.entries(row)) sink.column(field).putText(value);
  }
  sink.end();
  const [segment] = segments;
  if (segment === undefined) throw new Error('No rows.');
  return segment;
}

function tally(rows: readonly Row[], history = 'h'): { tallies: Tallies; records: number } {
  const segment = openSegment(store(rows));
  const tallies: Tallies = new Map();
  const records = collectSightings(searchSegment(segment, matcher, ALWAYS), segment, history, isInside, tallies);
  return { tallies, records };
}

const finish = (tallies: Tallies) =>
  finishSightings(tallies, (index) => INDICATORS[index] ?? { type: 'pattern', value: '' });

const flow = (source: string, destination: string, disposition: string, time: number, port = 443): Row => ({
  '@timestamp': String(time),
  'source.ip': source,
  'destination.ip': destination,
  'destination.port': String(port),
  'vedette.disposition': disposition,
});

describe('sightings', () => {
  it('say how often, when, which way, what became of it, and whose hosts', () => {
    const { tallies, records } = tally([
      flow('10.0.0.5', '203.0.113.9', 'established', 5000),
      flow('10.0.0.5', '203.0.113.9', 'denied', 1000, 80),
      flow('203.0.113.9', '198.51.100.7', 'attempted', 3000),
      flow('203.0.113.9', '203.0.113.9', 'odd', 2000),
      flow('10.0.0.5', '10.0.0.6', 'established', 9000),
      { 'dns.question.name': 'www.evil.com', 'source.ip': '10.0.0.8', 'destination.ip': '10.0.0.1' },
      { 'dns.question.name': 'bad.com', 'host.name': 'pc1' },
    ]);
    expect(records).toBe(6);
    const sightings = finish(tallies);
    expect(sightings.map(({ value, count }) => [value, count])).toEqual([
      ['203.0.113.0/24', 4],
      ['203.0.113.9', 4],
      ['evil.com', 1],
      ['http://bad.com/a', 1],
    ]);
    expect(sightings[1]).toEqual({
      type: 'ipv4',
      value: '203.0.113.9',
      count: 4,
      firstSeen: 1000,
      lastSeen: 5000,
      byHostOnly: false,
      directions: { outbound: 2, inbound: 1, external: 1 },
      dispositions: { established: 1, attempted: 1, denied: 1, unknown: 1 },
      pairs: [
        ['outbound', 'established', 1],
        ['outbound', 'denied', 1],
        ['inbound', 'attempted', 1],
        ['external', 'unknown', 1],
      ],
      fields: { 'destination.ip': 3, 'source.ip': 2 },
      ports: [
        [443, 3],
        [80, 1],
      ],
      portCount: 2,
      hosts: [
        ['10.0.0.5', 2],
        ['198.51.100.7', 1],
      ],
      hostCount: 2,
      histories: { h: 4 },
      newSince: 0,
    });
    expect(sightings[2]).toMatchObject({ directions: { outbound: 1 }, hosts: [['10.0.0.8', 1]], firstSeen: null });
    expect(sightings[3]).toMatchObject({ directions: { outbound: 1 }, hosts: [['pc1', 1]], byHostOnly: true });
  });

  it('of two workers are those of one', () => {
    const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '203.0.113.9', '203.0.113.8', '8.8.8.8');
    const row = fc
      .tuple(address, address, fc.constantFrom(...DISPOSITIONS), fc.nat(99), fc.nat(3))
      .map((parts) => flow(...parts));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.array(row, { minLength: 1 }), (first, second) => {
        const joined = tally(first).tallies;
        mergeTallies(joined, structuredClone(tally(second).tallies));
        expect(finish(joined)).toEqual(finish(tally([...first, ...second]).tallies));
      }),
    );
  });

  it.each([
    ['destination.ip', '10.0.0.1', '203.0.113.9', null, 'outbound', '10.0.0.1'],
    ['source.ip', '203.0.113.9', '10.0.0.1', null, 'inbound', '10.0.0.1'],
    ['source.ip', '10.0.0.1', '203.0.113.9', null, 'outbound', 'pc'],
    ['destination.ip', '10.0.0.1', '10.0.0.2', null, 'internal', '10.0.0.1'],
    ['destination.ip', '8.8.8.8', '203.0.113.9', null, 'external', 'pc'],
    // A router's view of a packet is not who began.
    ['destination.ip', '10.0.0.1', '203.0.113.9', 'INGRESS', 'outbound', '10.0.0.1'],
    ['destination.ip', '8.8.8.8', '203.0.113.9', 'external', 'external', 'pc'],
    // A host's own view: it is one end of what it writes.
    ['source.ip', '203.0.113.9', null, 'ingress', 'inbound', 'pc'],
    ['source.ip', '203.0.113.9', '8.8.8.8', 'ingress', 'inbound', '8.8.8.8'],
    ['source.ip', '10.0.0.1', null, 'ingress', 'internal', 'pc'],
    ['source.ip', '10.0.0.1', '10.0.0.2', 'ingress', 'internal', '10.0.0.2'],
    ['destination.ip', null, '203.0.113.9', 'egress', 'outbound', 'pc'],
    ['destination.ip', '8.8.8.8', '203.0.113.9', 'egress', 'outbound', '8.8.8.8'],
    ['destination.ip', null, '10.0.0.2', 'egress', 'internal', 'pc'],
    ['destination.domain', '10.0.0.1', '10.0.0.2', 'egress', 'outbound', '10.0.0.1'],
    ['user_agent.original', '203.0.113.9', null, 'ingress', 'inbound', 'pc'],
    // What the server sent back.
    ['source.ip', '203.0.113.9', '10.0.0.1', 'to_client', 'outbound', '10.0.0.1'],
    ['destination.ip', '10.0.0.1', '203.0.113.9', 'to_client', 'inbound', '10.0.0.1'],
    ['source.ip', '203.0.113.9', '8.8.8.8', 'to_client', 'external', 'pc'],
    ['dns.answers.data', '10.0.0.53', '10.0.0.1', 'to_client', 'outbound', '10.0.0.1'],
    // A sensor that does not know one's own networks.
    ['destination.ip', '198.51.100.4', '203.0.113.9', 'external', 'outbound', '198.51.100.4'],
    ['source.ip', '203.0.113.9', '239.255.255.250', null, 'inbound', 'pc'],
    ['source.ip', '203.0.113.9', '255.255.255.255', null, 'inbound', 'pc'],
    ['source.ip', '203.0.113.9', '::ffff:224.0.0.1', null, 'inbound', 'pc'],
    ['source.ip', '203.0.113.9', 'ff02::fb', null, 'inbound', 'pc'],
    ['destination.ip', '0.0.0.0', '203.0.113.9', null, 'outbound', 'pc'],
    ['destination.ip', '::', '203.0.113.9', null, 'outbound', 'pc'],
    ['destination.ip', '10.0.0.1', '203.0.113.9', 'constructor', 'outbound', '10.0.0.1'],
    ['destination.ip', '10.0.0.1', null, null, 'outbound', '10.0.0.1'],
    ['source.ip', null, '10.0.0.1', null, 'inbound', '10.0.0.1'],
    ['source.ip', '203.0.113.9', null, null, 'unknown', 'pc'],
    ['dns.question.name', '10.0.0.1', '10.0.0.2', null, 'outbound', '10.0.0.1'],
    ['url.domain', '8.8.8.8', '10.0.0.2', null, 'inbound', '10.0.0.2'],
    ['url.domain', null, null, null, 'outbound', 'pc'],
    ['file.hash.md5', null, null, null, 'unknown', 'pc'],
    ['destination.ip', 'fd00::1', '2001:db8::9', null, 'outbound', 'fd00::1'],
    ['destination.ip', '::ffff:10.0.0.1', '2600::9', null, 'outbound', '::ffff:10.0.0.1'],
  ] as const)('%s, from %s to %s (%s) is %s, of %s', (field, source, destination, stated, direction, host) => {
    const record = { source, destination, stated, host: 'pc' };
    expect(directionOf(field, record, isInside)).toBe(direction);
    expect(hostOf(field, direction, record, isInside)).toBe(host);
  });

  it('take a request that one’s own proxy hands on for what it is', () => {
    const record = { source: '10.0.0.2', destination: null, stated: 'ingress', host: 'web1' };
    for (const field of ['network.forwarded_ip', 'source.ip', 'user_agent.original']) {
      expect(directionOf(field, { ...record, forwarded: '203.0.113.9' }, isInside)).toBe('inbound');
      expect(directionOf(field, { ...record, forwarded: '10.9.9.9' }, isInside)).toBe('internal');
      expect(directionOf(field, record, isInside)).toBe('internal');
    }
  });

  it('never name an address outside as a host of ours, unless the log says that it is its own', () => {
    const address = fc.constantFrom(
      null,
      '10.0.0.1',
      '198.51.100.7',
      '203.0.113.9',
      '8.8.8.8',
      '2600::9',
      'fe80::1',
      'x',
    );
    const field = fc.constantFrom('source.ip', 'destination.ip', 'dns.question.name', 'related.ip', 'url.full', '');
    const stated = fc.constantFrom(null, 'external', 'to_client', 'nonsense');
    fc.assert(
      fc.property(field, address, address, stated, (field, source, destination, stated) => {
        const record = { source, destination, stated, host: null };
        const host = hostOf(field, directionOf(field, record, isInside), record, isInside);
        expect(host === null || isInside(host)).toBe(true);
      }),
    );
  });

  it('matter by direction and by what became of them; what is unknown is never less', () => {
    const table = DIRECTIONS.map((direction) => DISPOSITIONS.map((became) => relevanceOf(direction, became)));
    expect(table).toEqual([
      ['high', 'high', 'high', 'high'],
      ['high', 'medium', 'low', 'high'],
      ['high', 'high', 'high', 'high'],
      ['medium', 'low', 'low', 'medium'],
      ['high', 'high', 'high', 'high'],
    ]);
  });

  it('names no host of ours for addresses that nobody has', () => {
    for (const nobodys of [
      '224.0.0.251',
      '239.255.255.250',
      '255.255.255.255',
      '0.0.0.0',
      'ff02::fb',
      '::',
      '::ffff:224.0.0.1',
    ])
      for (const field of ['source.ip', 'dns.question.name']) {
        const record = { source: '203.0.113.9', destination: nobodys, stated: null, host: null };
        expect(hostOf(field, 'inbound', record, isInside)).toBeNull();
      }
  });

  it('knows its own networks', () => {
    const own = makeInsideTest(['203.0.113.0/25', '2001:db8::/32', 'nonsense', '192.0.2.1']);
    expect(['203.0.113.127', '203.0.113.128', '2001:db8:1::1', '192.0.2.1', '192.0.2.2', 'x'].map(own)).toEqual([
      true,
      false,
      true,
      true,
      false,
      null,
    ]);
    expect(makeInsideTest([])('172.20.1.1')).toBe(true);
  });
});

describe('records that matched', () => {
  it('are copied whole, with their places and what they matched', () => {
    const text = fc.constantFrom('a', 'b', '', 'ü');
    const row = fc.record(
      {
        '@timestamp': fc.integer().map(String),
        'source.ip': fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('-')),
        'destination.port': fc.nat(65_535).map(String),
        'event.duration': fc.nat().map((whole) => String(whole / 8)),
        'dns.answers.data': fc.constantFrom('a\nb', 'c'),
        message: text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(5), (rows, every) => {
        const segment = openSegment(store(rows));
        const copies: SealedSegment[] = [];
        const sink = makeSegmentSink((copy) => copies.push(copy));
        const copy = makeRowCopier(segment, sink);
        const chosen = rows.map((_, at) => at).filter((at) => at % (every + 1) === 0);
        for (const at of chosen) copy(at, [['match.value', `v${at}`]]);
        sink.end();
        const kept = openSegment(copies[0] ?? { rows: 0, columns: [] });
        for (const [position, at] of chosen.entries()) {
          for (const field of segment.fields) {
            expect(kept.reader(field)?.textAt(position) ?? null).toBe(segment.reader(field)?.textAt(at) ?? null);
          }
          expect(kept.reader('match.value')?.textAt(position)).toBe(`v${at}`);
          expect(kept.reader('record.line')?.numberAt(position)).toBe(at + 1);
        }
      }),
    );
  });
});
