import { describe, expect, it } from 'vitest';
import { measureBeat } from '../../src/domain/detection/behaviour/beat';
import { makeRandom } from '../make-random';

const HOUR = 3_600_000;
const same = (times: Float64Array) => new Float32Array(times.length).fill(420);

function beats(count: number, next: (at: number) => number): Float64Array {
  const times: number[] = [];
  for (let at = 0; times.length < count; at = next(at)) times.push(at);
  return Float64Array.from(times);
}

describe('a series of moments', () => {
  it('is as regular as its gaps, whatever was lost, paused or bundled', () => {
    const random = makeRandom(5);
    const exact = beats(300, (at) => at + 60_000);
    expect(measureBeat(exact, same(exact))).toMatchObject({ period: 60_000, jitter: 0, interval: 1, size: 1 });
    const lost = exact.filter(() => random() > 0.35);
    expect(measureBeat(lost, same(lost))).toMatchObject({ period: 60_000, jitter: 0, interval: 1 });
    const bundled = Float64Array.from([...exact].flatMap((time) => [time, time + 300, time + 700]));
    expect(measureBeat(bundled, same(bundled))).toMatchObject({ beats: 300, period: 60_000, interval: 1 });
    const offAtNight = beats(900, (at) => (at % (24 * HOUR) > 10 * HOUR ? at + 14 * HOUR : at + 120_000));
    expect(measureBeat(offAtNight, same(offAtNight))?.score).toBeGreaterThan(0.85);
  });

  it('stands jitter by half of its interval, and gets less for it', () => {
    const random = makeRandom(6);
    const scores = [0, 0.1, 0.3, 0.5].map((jitter) => {
      const times = beats(400, (at) => at + 300_000 * (1 + (random() * 2 - 1) * jitter));
      return measureBeat(times, same(times))?.score ?? 0;
    });
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores[3]).toBeGreaterThan(0.6);
  });

  it('is none where the moments are random, bursty or few', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = makeRandom(seed);
      const drawn = beats(200, (at) => at - Math.log(1 - random()) * 300_000);
      expect(measureBeat(drawn, same(drawn))?.score ?? 0).toBeLessThan(0.6);
      const browsing = beats(200, (at) => at + (random() < 0.8 ? random() * 3000 : random() * HOUR));
      expect(measureBeat(browsing, same(browsing))?.score ?? 0).toBeLessThan(0.6);
    }
    const few = beats(9, (at) => at + 60_000);
    expect(measureBeat(few, same(few))).toBeNull();
  });

  it('does not take unknown sizes for equal ones', () => {
    const times = beats(100, (at) => at + 60_000);
    const unknown = measureBeat(times, new Float32Array(100).fill(Number.NaN));
    expect(unknown).toMatchObject({ size: 0.5, typicalSize: null });
    expect(unknown?.score).toBeLessThan(measureBeat(times, same(times))?.score ?? 0);
  });
});
