import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPOSITIONS } from '../../src/domain/history/fields';
import { findTellingPair, rankSightings, rateSighting, relevanceOf } from '../../src/domain/history/relevance';
import { DIRECTIONS, type Sighting } from '../../src/domain/history/sighting';
import { makeSighting } from './made-up-sightings';

const RANK = { low: 0, medium: 1, high: 2 } as const;
const [LESS, MORE] = [
  { directions: ['external', 'inbound', 'internal'], dispositions: ['denied', 'attempted', 'established'] },
  { directions: ['inbound', 'outbound', 'unknown'], dispositions: ['attempted', 'established', 'unknown'] },
] as const;

describe('the relevance of a record', () => {
  it('is high for whatever a host of ours asked for, even when it was denied', () => {
    for (const disposition of DISPOSITIONS) expect(relevanceOf('outbound', disposition)).toBe('high');
  });

  it('is low for what came from outside and was denied', () => {
    expect(relevanceOf('inbound', 'denied')).toBe('low');
    expect(relevanceOf('inbound', 'attempted')).toBe('medium');
    expect(relevanceOf('inbound', 'established')).toBe('high');
  });

  it('grows with each of the two things it is made of, whatever the other is', () => {
    const step = fc.nat(2);
    fc.assert(
      fc.property(
        step,
        fc.constantFrom(...DISPOSITIONS),
        fc.constantFrom(...DIRECTIONS),
        (at, disposition, direction) => {
          const [near, far] = [LESS.directions[at] ?? 'external', MORE.directions[at] ?? 'unknown'];
          expect(RANK[relevanceOf(far, disposition)]).toBeGreaterThanOrEqual(RANK[relevanceOf(near, disposition)]);
          const [weak, strong] = [LESS.dispositions[at] ?? 'denied', MORE.dispositions[at] ?? 'unknown'];
          expect(RANK[relevanceOf(direction, strong)]).toBeGreaterThanOrEqual(RANK[relevanceOf(direction, weak)]);
        },
      ),
    );
  });

  it('tells the three degrees apart', () => {
    const all = DIRECTIONS.flatMap((one) => DISPOSITIONS.map((other) => relevanceOf(one, other)));
    expect(new Set(all)).toEqual(new Set(['high', 'medium', 'low']));
  });

  it('never puts what is unknown below anything that it may have been', () => {
    for (const direction of DIRECTIONS) {
      const known = DISPOSITIONS.filter((each) => each !== 'unknown').map((each) => relevanceOf(direction, each));
      const worst = Math.max(...known.map((each) => RANK[each]));
      expect(RANK[relevanceOf(direction, 'unknown')]).toBe(worst);
    }
    for (const disposition of DISPOSITIONS) {
      // A host of ours may have asked: of the others none is known to be worse.
      expect(RANK[relevanceOf('unknown', disposition)]).toBeGreaterThanOrEqual(
        RANK[relevanceOf('inbound', disposition)],
      );
    }
  });
});

describe('the relevance of a sighting', () => {
  it('is that of its most relevant record: one more never lowers it, and the order is of no account', () => {
    const record = fc.tuple(fc.constantFrom(...DIRECTIONS), fc.constantFrom(...DISPOSITIONS));
    const sightingOf = (
      records: readonly (readonly [(typeof DIRECTIONS)[number], (typeof DISPOSITIONS)[number]])[],
    ) => {
      const count = <T extends string>(names: readonly T[]) =>
        Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length])) as Record<
          T,
          number
        >;
      return makeSighting({
        directions: count(records.map(([direction]) => direction)),
        dispositions: count(records.map(([, disposition]) => disposition)),
        pairs: records.map(([direction, disposition]) => [direction, disposition, 1] as const),
      });
    };
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), record, (records, another) => {
        const rated = RANK[rateSighting(sightingOf(records))];
        expect(rated).toBe(Math.max(...records.map((each) => RANK[relevanceOf(...each)])));
        const more = RANK[rateSighting(sightingOf([another, ...records]))];
        expect(more).toBe(Math.max(rated, RANK[relevanceOf(...another)]));
        expect(more).toBe(RANK[rateSighting(sightingOf([...records, another]))]);
      }),
    );
  });

  it('is that of its most relevant record', () => {
    const sighting = makeSighting({ directions: { inbound: 90, outbound: 1 }, dispositions: { denied: 91 } });
    expect(rateSighting(sighting)).toBe('high');
    expect(findTellingPair(sighting)).toEqual(['outbound', 'denied']);
  });

  it('is high where the records say neither direction nor outcome', () => {
    expect(rateSighting(makeSighting({ directions: {}, dispositions: {} }))).toBe('high');
  });

  it('is that of a record, and not of the worst pair that several could make', () => {
    const apart = { directions: { inbound: 9, external: 1 }, dispositions: { established: 1, denied: 9 } } as const;
    const pairs = [
      ['inbound', 'denied', 9],
      ['external', 'established', 1],
    ] as const;
    expect(rateSighting(makeSighting({ ...apart, pairs }))).toBe('medium');
    expect(findTellingPair(makeSighting({ ...apart, pairs }))).toEqual(['external', 'established']);
    // Kept before both were counted together: it may have been worse.
    expect(rateSighting(makeSighting(apart))).toBe('high');
  });

  it('is not raised by a count of none', () => {
    expect(rateSighting(makeSighting({ directions: { inbound: 3, outbound: 0 }, dispositions: { denied: 3 } }))).toBe(
      'low',
    );
  });
});

describe('the order of sightings', () => {
  const order = (...sightings: readonly Sighting[]) => rankSightings(sightings).map(({ value }) => value);
  const denied = makeSighting({ value: 'a', directions: { inbound: 500 }, dispositions: { denied: 500 }, count: 500 });
  const asked = makeSighting({ value: 'b', directions: { outbound: 1 }, dispositions: { denied: 1 }, count: 1 });
  const reached = makeSighting({ value: 'c', directions: { outbound: 1 }, dispositions: { established: 1 }, count: 1 });
  const often = makeSighting({ value: 'd', directions: { outbound: 7 }, dispositions: { established: 7 }, count: 7 });
  const byHost = { ...often, value: 'e', byHostOnly: true };

  it('goes by relevance, then by how sure, what came of it and how often', () => {
    expect(order(denied, asked, byHost, reached, often)).toEqual(['d', 'c', 'b', 'e', 'a']);
  });

  it('is the same whatever order they come in', () => {
    expect(order(often, reached, byHost, asked, denied)).toEqual(order(denied, asked, byHost, reached, often));
  });
});
