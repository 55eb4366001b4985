import { describe, expect, it } from 'vitest';
import { judgeSite, runBehaviours } from './judge-site';
import { insider, type MadeFlow, makeSite, SITE_START, tableOf } from './made-up-site';

/** Least share found of each behaviour, and most false alarms a day and site, over sites that are made up (docs/behaviour.md). */
const FLOORS: Readonly<Record<string, readonly [recall: number, alarms: number]>> = {
  beacon: [0.8, 0.3],
  'scan-hosts': [0.95, 0.05],
  'scan-ports': [0.95, 0.05],
  'brute-force': [0.95, 0.05],
  'data-leaving': [0.85, 0.1],
  'rare-destination': [0.9, 0.3],
};

const MINUTE = 60_000;
const flow = (start: number, source: string, destination: string, more: Partial<MadeFlow> = {}): MadeFlow => ({
  start: SITE_START + start,
  source,
  destination,
  port: 443,
  transport: 'tcp',
  out: 500,
  back: 900,
  duration: 100,
  state: 'SF',
  ...more,
});
const each = <Item>(count: number, make: (n: number) => Item) => Array.from({ length: count }, (_, n) => make(n));
const find = (flows: readonly MadeFlow[]) => runBehaviours(tableOf([...flows].sort((a, b) => a.start - b.start)));

describe('sites with something planted', () => {
  const days = 10;
  const sites = [21, 22, 23].map((seed) => judgeSite(makeSite({ seed, days, hosts: 40, planted: 6 })));
  const planted = [21, 22, 23].flatMap((seed) => makeSite({ seed, days, hosts: 40, planted: 6 }).planted);

  it.each(Object.entries(FLOORS))('show %s, with few false alarms', (behaviour, [recall, alarms]) => {
    const all = planted.filter((plant) => plant.behaviour === behaviour).length;
    const missed = sites.flatMap((site) => site.missed.filter((plant) => plant.behaviour === behaviour));
    expect(all).toBe(18);
    expect(1 - missed.length / all, missed.map(({ what }) => what).join('\n')).toBeGreaterThanOrEqual(recall);
    const wrong = sites.flatMap((site) => site.alarms.filter(({ rule }) => rule === behaviour));
    expect(wrong.length / (days * sites.length)).toBeLessThanOrEqual(alarms);
  });

  it('hold back what is known to be regular, with the reason in sight', () => {
    for (const { found } of sites) {
      const reasons = found.heldBack.filter(({ behaviour }) => behaviour === 'beacon').map(({ reason }) => reason);
      expect(reasons).toContain('many hosts ask for the same');
      expect(found.signals.filter(({ peer }) => peer === '17.253.14.125' || peer === '142.250.1.109')).toEqual([]);
    }
  });

  it('rest every signal on rows of its own', () => {
    for (const { found } of sites)
      for (const { records, count, score } of found.signals) {
        const rows = records.reduce((sum, part) => sum + part.rows.length, 0);
        expect([rows > 0, rows <= Math.min(count, 200), score > 0 && score <= 1]).toEqual([true, true, true]);
        for (const part of records)
          expect(part.rows).toEqual([...new Set(part.rows)].sort((one, other) => one - other));
      }
  });
});

describe('a behaviour', () => {
  it('is found on a quiet site, and nothing else is', () => {
    const clean = judgeSite(makeSite({ seed: 31, days: 10, hosts: 40, planted: 0 }));
    // The two honest pollers that look like beacons.
    expect(new Set(clean.alarms.map(({ peer }) => peer))).toEqual(new Set(['93.184.216.34', '52.216.1.1']));
  });

  it('of scanning needs failures: a busy proxy is none', () => {
    const proxy = each(400, (n) => flow(n * 500, '10.0.0.9', `93.184.${n % 200}.${n % 250}`));
    expect(find(proxy).signals).toEqual([]);
    const scan = each(40, (n) => flow(n * 500, '10.0.0.9', insider(n), { port: 445, state: 'S0', out: 0, back: 0 }));
    expect(find([...proxy, ...scan]).signals).toMatchObject([
      { rule: 'scan-hosts', host: '10.0.0.9', peer: null, count: 40 },
    ]);
  });

  it('of guessing is about the host that is tried where a stranger tries', () => {
    const tries = each(80, (n) => flow(n * 5000, '203.0.113.9', '10.0.0.3', { port: 22, state: 'REJ', out: 0 }));
    expect(find(tries).signals.filter(({ rule }) => rule === 'brute-force')).toMatchObject([
      { host: '10.0.0.3', peer: '203.0.113.9', count: 80 },
    ]);
  });

  it('of mail polling is no guessing', () => {
    const polls = each(400, (n) => flow(n * MINUTE, '10.0.0.3', '203.0.113.9', { port: 143, out: 1500 + (n % 9) }));
    expect(find(polls).signals.filter(({ rule }) => rule === 'brute-force')).toEqual([]);
  });

  it('of leaving data says whom it knows too little of', () => {
    const days = each(4, (n) => flow(n * 86_400_000, '10.0.0.3', '203.0.113.9', { out: n === 3 ? 5e9 : 1e6 }));
    const found = find(days);
    expect(found.signals.filter(({ rule }) => rule === 'data-leaving')).toEqual([]);
    expect(found.notLookedAt.map(({ why }) => why).join()).toMatch(/1\shost has fewer than 6 days/);
    const longer = each(9, (n) => flow(n * 86_400_000, '10.0.0.3', '203.0.113.9', { out: n === 8 ? 5e9 : 1e6 }));
    expect(find(longer).signals).toMatchObject([{ rule: 'data-leaving', host: '10.0.0.3', peer: '203.0.113.9' }]);
  });
});
