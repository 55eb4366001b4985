import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCommonShare, shareWithinPart } from '../../src/domain/coverage/share';

const exactly = (share: number) => ({ low: share, high: share });

describe('share of hosts on which all components are fed', () => {
  it('is an interval of max and sum for two feeders of one component', () => {
    expect(computeCommonShare([[0, 1]], [exactly(0.5), exactly(0.25)])).toEqual({ low: 0.5, high: 0.75 });
    expect(computeCommonShare([[0, 1]], [exactly(0.75), exactly(0.5)])).toEqual({ low: 0.75, high: 1 });
  });

  it('is an interval of a + b − 1 and the smaller for two components of two feeders', () => {
    expect(computeCommonShare([[0], [1]], [exactly(0.75), exactly(0.5)])).toEqual({ low: 0.25, high: 0.5 });
    expect(computeCommonShare([[0], [1]], [exactly(0.7), exactly(0.3)])).toEqual({ low: 0, high: 0.3 });
  });

  it('knows that one deployment feeds both components on the same hosts', () => {
    expect(computeCommonShare([[0], [0]], [exactly(0.5)])).toEqual({ low: 0.5, high: 0.5 });
  });

  it('is nothing when a component has no feeder', () => {
    expect(computeCommonShare([[0], []], [exactly(1)])).toEqual({ low: 0, high: 0 });
  });

  it('holds the true share of any hosts that have these shares', () => {
    const hosts = 24;
    const scenario = fc.record({
      covered: fc.array(fc.array(fc.boolean(), { minLength: hosts, maxLength: hosts }), { minLength: 1, maxLength: 6 }),
      feeders: fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(scenario, ({ covered, feeders }) => {
        const within = feeders.map((component) => component.map((d) => d % covered.length));
        const shares = covered.map((set) => exactly(set.filter(Boolean).length / hosts));
        let common = 0;
        for (let host = 0; host < hosts; host++) {
          if (within.every((component) => component.some((d) => covered[d]?.[host] === true))) common++;
        }
        const { low, high } = computeCommonShare(within, shares);
        expect(low).toBeLessThanOrEqual(common / hosts + 1e-9);
        expect(high).toBeGreaterThanOrEqual(common / hosts - 1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it('never shrinks when a deployment covers more', () => {
    const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
    const scenario = fc.record({
      shares: fc.array(share, { minLength: 2, maxLength: 5 }),
      feeders: fc.array(fc.uniqueArray(fc.nat(4), { minLength: 1 }), { minLength: 1, maxLength: 4 }),
      raised: fc.nat(4),
    });
    fc.assert(
      fc.property(scenario, ({ shares, feeders, raised }) => {
        const within = feeders.map((component) => component.map((d) => d % shares.length));
        const more = shares.map((s, d) => (d === raised % shares.length ? Math.min(1, s + 0.2) : s));
        const before = computeCommonShare(within, shares.map(exactly));
        const after = computeCommonShare(within, more.map(exactly));
        expect(after.low).toBeGreaterThanOrEqual(before.low - 1e-9);
        expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-9);
      }),
    );
  });

  it('gives a valid, weaker bound for analytics with more components than are searched', () => {
    const feeders = Array.from({ length: 14 }, (_, component) => [component, 14]);
    const shares = [...Array.from({ length: 14 }, () => exactly(0.9)), exactly(0.95)];
    const { low, high } = computeCommonShare(feeders, shares);
    expect(low).toBeCloseTo(0.95);
    expect(high).toBe(1);
  });
});

describe('what a share of the group says of a part', () => {
  it('is everything for a full share, and bounded by what lies outside the part', () => {
    expect(shareWithinPart(1, 0.4)).toEqual({ low: 1, high: 1 });
    expect(shareWithinPart(0.8, 0.4).low).toBeCloseTo(0.5);
    expect(shareWithinPart(0.8, 0.4).high).toBe(1);
    expect(shareWithinPart(0.2, 0.4)).toEqual({ low: 0, high: 0.5 });
  });
});
