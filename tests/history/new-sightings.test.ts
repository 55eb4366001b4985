import { describe, expect, it } from 'vitest';
import { listMissed, markNew } from '../../src/domain/history/new-sightings';
import type { Sighting } from '../../src/domain/history/sighting';

function seen(value: string, histories: Readonly<Record<string, number>>, newSince = 0): Sighting {
  return {
    type: 'domain',
    value,
    count: Object.values(histories).reduce((sum, count) => sum + count, 0),
    firstSeen: null,
    lastSeen: null,
    byHostOnly: false,
    directions: {},
    dispositions: {},
    fields: {},
    ports: [],
    portCount: 0,
    hosts: [],
    hostCount: 0,
    histories,
    newSince,
  };
}
const news = (list: readonly Sighting[]) => list.map(({ newSince }) => newSince);

describe('what is new since somebody last looked', () => {
  const before = { doneAt: Date.parse('2026-11-25T10:00:00Z'), sightings: [seen('a', { h: 5 }, 2)], missed: [] };

  it('is everything the first time, and all of an indicator that was not found before', () => {
    expect(news(markNew([seen('a', { h: 5 })], null))).toEqual([5]);
    const looked = { ...before, lookedAt: '2026-11-25T11:00:00Z' };
    expect(news(markNew([seen('a', { h: 5 }), seen('b', { h: 3 })], looked))).toEqual([0, 3]);
  });

  it('is counted by history: what one lost does not hide what another brought', () => {
    const looked = { ...before, lookedAt: '2026-11-25T11:00:00Z' };
    expect(news(markNew([seen('a', { h: 1, i: 4 })], looked))).toEqual([4]);
    expect(news(markNew([seen('a', { h: 8 })], looked))).toEqual([3]);
  });

  it('stays new as long as nobody looks', () => {
    const unseen = { ...before, lookedAt: '2026-11-25T09:00:00Z' };
    expect(news(markNew([seen('a', { h: 5 })], unseen))).toEqual([2]);
    expect(news(markNew([seen('a', { h: 6 })], { ...before, lookedAt: null }))).toEqual([3]);
    expect(news(markNew([seen('a', { h: 1 })], unseen))).toEqual([1]);
  });
});

describe('what an incomplete run did not come to', () => {
  const first = { doneAt: Date.parse('2026-11-25T10:00:00Z'), lookedAt: '2026-11-25T11:00:00Z', missed: [] };
  const second = { doneAt: Date.parse('2026-11-25T12:00:00Z'), lookedAt: '2026-11-25T13:00:00Z' };
  const run = (sightings: readonly Sighting[], earlier: Parameters<typeof markNew>[1]) => {
    const marked = markNew(sightings, earlier);
    return { sightings: marked, missed: listMissed(marked, earlier) };
  };

  it('is not new when it is found again, whole or in part', () => {
    const earlier = { ...first, sightings: [seen('a', { h: 5 }), seen('b', { h: 4 })] };
    const stopped = run([seen('b', { h: 1 })], earlier);
    expect(news(stopped.sightings)).toEqual([0]);
    expect(stopped.missed).toHaveLength(2);
    const again = markNew([seen('a', { h: 5 }), seen('b', { h: 6 })], { ...second, ...stopped });
    expect(news(again)).toEqual([0, 2]);
  });

  it('is still new where nobody had looked at it, though somebody looked at what the incomplete one found', () => {
    const earlier = { ...first, lookedAt: null, sightings: [seen('a', { h: 5 }, 5), seen('b', { h: 4 }, 4)] };
    const stopped = run([seen('b', { h: 1 })], earlier);
    expect(news(stopped.sightings)).toEqual([1]);
    expect(news(markNew([seen('a', { h: 5 }), seen('b', { h: 4 })], { ...second, ...stopped }))).toEqual([5, 3]);
  });

  it('is kept over several of them, and nothing is where all was found', () => {
    const earlier = { ...first, sightings: [seen('a', { h: 5 })] };
    const twice = run([], { ...second, ...run([], earlier) });
    expect(news(markNew([seen('a', { h: 5 })], { ...second, ...twice }))).toEqual([0]);
    expect(run([seen('a', { h: 6 })], earlier).missed).toEqual([]);
    expect(listMissed([seen('a', { h: 1 })], null)).toEqual([]);
  });
});
