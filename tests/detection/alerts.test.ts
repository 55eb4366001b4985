import { describe, expect, it } from 'vitest';
import type { AlertVerdict } from '../../src/domain/detection/alerts/alert';
import { type Gathering, makeAlerts } from '../../src/domain/detection/alerts/make-alerts';
import type { Signal } from '../../src/domain/detection/signal';

const HOUR = 3_600_000;

function signal(kind: Signal['kind'], rule: string, more: Partial<Signal> = {}): Signal {
  const host = more.host ?? '10.0.0.7';
  const peer = more.peer ?? null;
  return {
    id: [kind, rule, host, peer ?? ''].join('|'),
    kind,
    rule,
    title: rule,
    host,
    peer,
    first: 0,
    last: HOUR,
    count: 10,
    score: 0.7,
    severity: 'medium',
    techniques: [],
    why: 'measured',
    records: [],
    ...more,
  };
}

const gather = (signals: readonly Signal[], more: Partial<Gathering> = {}) =>
  makeAlerts({ signals, records: 1000, verdicts: [], before: [], ...more });

const beacon = signal('behaviour', 'beacon', { peer: '203.0.113.9' });
const scan = signal('behaviour', 'scan-hosts');
const rare = signal('behaviour', 'rare-destination', { peer: '203.0.113.9', score: 0.4 });
const ids = signal('detection', '2024', { peer: '198.51.100.4' });

describe('an alert', () => {
  it('needs signals of two kinds: neither one, nor one said twice', () => {
    expect(gather([beacon]).alerts).toEqual([]);
    expect(gather([beacon, rare]).alerts).toEqual([]);
    expect(gather([beacon, signal('behaviour', 'name-beacon', { peer: 'c2.example' })]).alerts).toEqual([]);
    expect(gather([scan, signal('behaviour', 'scan-ports', { peer: '10.0.0.8' })]).alerts).toEqual([]);
    expect(gather([ids, signal('detection', '2025', { peer: '198.51.100.5' })]).alerts).toEqual([]);
    expect(gather([beacon, scan]).alerts).toHaveLength(1);
    expect(gather([beacon, ids]).alerts).toHaveLength(1);
  });

  it('counts what is not independent once, and a second of a kind by half', () => {
    const [alone] = gather([beacon, ids]).alerts;
    expect(alone?.confidence).toBeCloseTo(1 - 0.3 * 0.3, 10);
    expect(gather([beacon, rare, ids]).alerts[0]?.confidence).toBeCloseTo(alone?.confidence ?? 0, 10);
    expect(gather([beacon, scan]).alerts[0]?.confidence).toBeCloseTo(1 - 0.3 * 0.65, 10);
    // Sensor and indicator of the same peer may be from one list.
    const seen = signal('sighting', 'ipv4', { peer: '198.51.100.4' });
    expect(gather([ids, seen]).alerts).toEqual([]);
    expect(gather([ids, { ...seen, peer: '203.0.113.1' }]).alerts).toHaveLength(1);
    // A rule over the very alert of the sensor.
    const records = [{ historyId: 'h', segmentId: 'h/1', rows: [3, 7] }];
    const rule = signal('sigma', 'r', { records });
    expect(gather([{ ...ids, records: [{ historyId: 'h', segmentId: 'h/1', rows: [7] }] }, rule]).alerts).toEqual([]);
    expect(gather([{ ...ids, records: [{ historyId: 'h', segmentId: 'h/2', rows: [7] }] }, rule]).alerts).toHaveLength(
      1,
    );
  });

  it('counts once what rests on the same records, whatever kinds they are of', () => {
    const records = [{ historyId: 'h', segmentId: 'h/1', rows: [3, 7] }];
    const elsewhere = [{ historyId: 'h', segmentId: 'h/1', rows: [8, 9] }];
    const signIns = signal('behaviour', 'sign-ins-failed', { score: 0.71, records });
    const rule = signal('sigma', '4625', { score: 0.55 });
    expect(gather([signIns, { ...rule, records }]).alerts).toEqual([]);
    expect(gather([signIns, { ...rule, records: elsewhere }]).alerts).toHaveLength(1);
    const guessing = signal('behaviour', 'brute-force', { score: 0.8, records });
    expect(gather([guessing, { ...scan, records }]).alerts).toEqual([]);
    expect(gather([guessing, { ...scan, records: elsewhere }]).alerts).toHaveLength(1);
    // A rule that is true of both says nothing new, and takes nothing from what they are apart.
    for (const score of [0.3, 0.95]) {
      const ofAll = signal('sigma', 'any', { score, records: [...records, ...elsewhere] });
      const [alert] = gather([guessing, { ...scan, records: elsewhere }, ofAll]).alerts;
      expect(alert?.evidence.map(({ signals }) => signals.length)).toEqual([2, 1]);
    }
  });

  it('never grows sure of many weak ones of a kind', () => {
    const many = Array.from({ length: 3000 }, (_, n) =>
      signal('detection', `weak ${n}`, { peer: `198.51.100.${n}`, score: 0.3 }),
    );
    const [alert] = gather([...many, signal('behaviour', 'scan-hosts', { score: 0.4 })]).alerts;
    expect(alert?.confidence).toBeLessThan(0.75);
    expect(alert?.derivation.length).toBeLessThan(15);
  });

  it('joins only what is near in time and of one host', () => {
    expect(gather([beacon, { ...ids, host: '10.0.0.8' }]).alerts).toEqual([]);
    expect(gather([beacon, { ...ids, first: 20 * HOUR, last: 21 * HOUR }]).alerts).toHaveLength(1);
    expect(gather([beacon, { ...ids, first: 30 * HOUR, last: 31 * HOUR }]).alerts).toEqual([]);
  });

  it('is of what was seen near each other, not of what lies between bouts of it', () => {
    const DAY = 24 * HOUR;
    const bouts = [0, 364 * DAY].map((at) => ({ first: at, last: at + HOUR }));
    const rule = signal('sigma', 'r', { first: 0, last: 364 * DAY + HOUR, bouts });
    const at = (day: number) => ({ ...beacon, first: day * DAY, last: day * DAY + HOUR });
    expect(gather([rule, at(180)]).alerts).toEqual([]);
    expect(gather([rule, at(364)]).alerts).toMatchObject([{ first: 364 * DAY, last: 364 * DAY + HOUR }]);
    const two = gather([rule, at(0), { ...ids, first: 364 * DAY, last: 364 * DAY + 1 }]);
    expect(two.alerts.map(({ first }) => first).sort((one, other) => one - other)).toEqual([0, 364 * DAY]);
    expect(two.distillation).toMatchObject({ signals: 3, alone: 0, alerts: 2 });
    // Where something else bridges them, it is one signal again.
    const [bridged] = gather([rule, { ...beacon, first: 0, last: 364 * DAY }]).alerts;
    expect(bridged?.evidence.map(({ signals }) => signals.length)).toEqual([1, 1]);
  });

  it('is about one host where its events know a name and its flows an address', () => {
    const rule = signal('sigma', 'r', { host: 'ws7' });
    expect(gather([beacon, rule]).alerts).toEqual([]);
    const [alert] = gather([beacon, rule], { names: new Map([['10.0.0.7', 'ws7']]) }).alerts;
    expect(alert?.host).toBe('ws7');
    expect(alert?.derivation[0]).toContain('ws7 (also 10.0.0.7, as it says itself)');
  });

  it('says how it came about, with its figures', () => {
    const [alert] = gather([beacon, scan]).alerts;
    const words = alert?.derivation.join('\n') ?? '';
    expect(words).toContain('counted as 0.35');
    expect(words).toContain('1 − (1 − 0.70) × (1 − 0.35)');
  });

  it('keeps its id while its cause is the same, whatever joins it', () => {
    const first = gather([beacon, scan]).alerts;
    expect(gather([scan, beacon], { before: first }).alerts[0]?.id).toBe(first[0]?.id);
    const grown = gather([ids, scan, beacon], { before: first }).alerts;
    expect(grown.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const apart = gather([
      beacon,
      scan,
      { ...beacon, id: 'x', first: 90 * HOUR, last: 91 * HOUR },
      { ...ids, first: 90 * HOUR, last: 91 * HOUR },
    ]);
    expect(new Set(apart.alerts.map(({ id }) => id)).size).toBe(2);
  });
});

describe('many alerts', () => {
  it('find their ids of the run before in the time it takes to make them', () => {
    const signals = Array.from({ length: 200 }, (_, n) => {
      const host = `host${n}`;
      return [
        { ...beacon, id: `beacon|${host}`, host },
        { ...ids, id: `sensor|${host}`, host },
      ];
    }).flat();
    const begun = performance.now();
    const before = gather(signals).alerts;
    const plain = performance.now() - begun;
    const renamed = before.map((alert, at) => ({ ...alert, id: `before ${at}` }));
    const others = Array.from({ length: 40_000 }, (_, n) => ({
      id: `other ${n}`,
      evidence: before[0]?.evidence.map((each) => ({ ...each, signals: [`${each.kind} ${n}`] })) ?? [],
    }));
    const again = performance.now();
    const { alerts } = gather(signals, { before: [...others, ...renamed] });
    expect(performance.now() - again).toBeLessThan(plain * 5 + 1000);
    const idOf = new Map(renamed.map(({ id, host }) => [host, id]));
    expect(alerts).toHaveLength(200);
    expect(alerts.every(({ id, host }) => id === idOf.get(host))).toBe(true);
  });
});

describe('decisions', () => {
  const decision = (verdict: AlertVerdict['verdict'], at: string, signals: readonly Signal[]): AlertVerdict => ({
    alert: 'a',
    host: '10.0.0.7',
    verdict,
    reason: 'known',
    author: 'Ada',
    at,
    signals: signals.map(({ id }) => id),
  });

  it('are about signals: what is new on the host is raised by itself', () => {
    const verdicts = [decision('benign', '2026-11-25', [beacon, scan])];
    const { alerts, distillation } = gather([beacon, scan, ids], { verdicts });
    expect(alerts).toEqual([]);
    expect(distillation).toEqual({ records: 1000, signals: 3, decided: 2, afterVerdicts: 1, alone: 1, alerts: 0 });
    const more = signal('sigma', 'r');
    expect(gather([beacon, scan, ids, more], { verdicts }).alerts).toMatchObject([{ verdict: null }]);
  });

  it('mark an alert true only where they cover all of its evidence', () => {
    const weak = signal('behaviour', 'rare-destination', { peer: '203.0.113.50', score: 0.4 });
    const leaving = signal('behaviour', 'data-leaving', { peer: '203.0.113.9', score: 0.9 });
    const verdicts = [decision('true', '2026-11-25', [weak])];
    expect(gather([weak, leaving, ids], { verdicts }).alerts).toMatchObject([{ verdict: null }]);
    const all = [...verdicts, decision('true', '2026-11-26', [leaving, ids])];
    expect(gather([weak, leaving, ids], { verdicts: all }).alerts).toMatchObject([{ verdict: { at: '2026-11-26' } }]);
  });

  it('hold as they were made last', () => {
    const verdicts = [decision('true', '2026-11-26', [beacon, scan]), decision('false', '2026-11-25', [beacon, scan])];
    expect(gather([beacon, scan], { verdicts }).alerts).toMatchObject([{ verdict: { verdict: 'true' } }]);
    expect(
      gather([beacon, scan], { verdicts: [...verdicts, decision('false', '2026-11-27', [beacon])] }).alerts,
    ).toEqual([]);
  });
});
