import { formatBytes, formatCounted } from '../../format';
import type { Signal } from '../signal';
import { type BehavioursFound, RAISED_FROM } from './behaviour';
import { makeFlowSignal } from './flow-signal';
import type { FlowTable } from './flow-table';
import { type FlowGroups, groupAt } from './group-flows';
import { makeHeldBackTally } from './held-back';
import { median, medianDeviation } from './spread';

const DAY = 86_400_000;
/** Days with flows of the host before the one in question. */
const LEAST_PAST = 5;
/** Of its past, the latest. */
const MOST_PAST = 28;
const LEAST_BYTES = 100_000_000;
const DEVIATIONS = 6;
const TIMES = 3;
/** From a median deviation to what would be a standard deviation. */
const NORMAL = 1.4826;

interface Day {
  readonly day: number;
  bytes: number;
  readonly flows: number[];
}

/** Volume to the outside against the host's own past, day by day (UTC). @param groups by source */
export function* findDataLeaving(table: FlowTable, groups: FlowGroups): Generator<void, BehavioursFound> {
  const signals = new Map<string, Signal>();
  const heldBack = makeHeldBackTally('data-leaving');
  let [withoutPast, judged, done] = [0, 0, 0];
  for (let group = 0; group < groups.count; group++) {
    const flows = groupAt(groups, group);
    done += flows.length;
    if (done > 500_000) {
      done = 0;
      yield;
    }
    if (table.hosts.placeOf(table.source[flows[0] ?? 0] ?? 0) !== 'inside') continue;
    const days = daysOf(table, flows);
    if (days.length === 0) continue;
    if (days.length <= LEAST_PAST) {
      withoutPast++;
      continue;
    }
    judged++;
    for (let at = LEAST_PAST; at < days.length; at++) {
      const signal = judge(table, days, at);
      if (signal === null) continue;
      if (signal.score < RAISED_FROM)
        heldBack.add('little more than on other days', { ...signal, peer: signal.peer ?? '' });
      else if (signal.score > (signals.get(signal.id)?.score ?? 0)) signals.set(signal.id, signal);
    }
  }
  const why = `${formatCounted(withoutPast, 'host has', 'hosts have')} fewer than ${LEAST_PAST + 1} days with known bytes to the outside: too little past to say what is much (${formatCounted(judged, 'host was', 'hosts were')} compared).`;
  return {
    signals: [...signals.values()],
    heldBack: heldBack.list(),
    notLookedAt: withoutPast === 0 ? [] : [{ behaviour: 'data-leaving', why }],
  };
}

/** In order. Flows whose bytes are not known count for nothing. */
function daysOf(table: FlowTable, flows: Uint32Array): readonly Day[] {
  const days: Day[] = [];
  for (const flow of flows) {
    const bytes = table.out[flow] ?? Number.NaN;
    if (Number.isNaN(bytes) || table.hosts.placeOf(table.destination[flow] ?? 0) !== 'outside') continue;
    const day = Math.floor((table.start[flow] ?? 0) / DAY);
    let last = days[days.length - 1];
    if (last?.day !== day) {
      last = { day, bytes: 0, flows: [] };
      days.push(last);
    }
    last.bytes += bytes;
    last.flows.push(flow);
  }
  return days;
}

/** Score: 1 − bar ÷ (2 × bytes): half at the bar, three quarters at twice of it. The bar is in docs/behaviour.md. */
function judge(table: FlowTable, days: readonly Day[], at: number): Signal | null {
  const today = days[at];
  if (today === undefined || today.bytes < LEAST_BYTES) return null;
  const past = Float64Array.from(days.slice(Math.max(0, at - MOST_PAST), at), ({ bytes }) => bytes).sort();
  const usual = median(past);
  const bar = Math.max(
    LEAST_BYTES,
    TIMES * usual,
    usual + DEVIATIONS * NORMAL * Math.max(medianDeviation(past, usual), usual / 10),
  );
  if (today.bytes < bar) return null;
  const { peer, flows, bytes } = mainPeer(table, today);
  const host = table.hosts.nameOf(table.source[today.flows[0] ?? 0] ?? 0).toLowerCase();
  const score = 1 - bar / (2 * today.bytes);
  return makeFlowSignal(table, {
    behaviour: 'data-leaving',
    host,
    peer,
    flows: today.flows,
    shown: flows,
    score,
    severity: score >= 0.85 ? 'high' : 'medium',
    why: `${formatBytes(today.bytes)} sent outside on one day, ${formatBytes(bytes)} of it to ${peer}; on ${formatCounted(past.length, 'day')} before a median of ${formatBytes(usual)}, at most ${formatBytes(past[past.length - 1] ?? 0)}`,
  });
}

function mainPeer(table: FlowTable, { flows }: Day) {
  const byPeer = new Map<number, { bytes: number; readonly flows: number[] }>();
  for (const flow of flows) {
    const peer = table.destination[flow] ?? 0;
    const known = byPeer.get(peer) ?? { bytes: 0, flows: [] };
    byPeer.set(peer, known);
    known.bytes += table.out[flow] ?? 0;
    known.flows.push(flow);
  }
  const [code, most] = [...byPeer].reduce(
    (best, each) => (each[1].bytes > best[1].bytes ? each : best),
    [0, { bytes: -1, flows: [] as number[] }],
  );
  return { peer: table.hosts.nameOf(code).toLowerCase(), ...most };
}
