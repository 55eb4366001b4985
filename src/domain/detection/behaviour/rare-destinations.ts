import { formatBytes, formatCounted } from '../../format';
import type { Signal } from '../signal';
import type { BehavioursFound } from './behaviour';
import type { Askers } from './count-askers';
import { makeFlowSignal } from './flow-signal';
import type { FlowTable } from './flow-table';
import { type FlowGroups, groupAt } from './group-flows';

const DAY = 86_400_000;
/** Of all flows, before a destination can be called new. */
const LEAST_PAST = 3 * DAY;
const LEAST_HOSTS = 10;
const MOST_ASKING = 2;
const LEAST_FLOWS = 8;
const LEAST_BYTES = 5_000_000;
/** Weak by itself: a score is at most this. */
const STRONGEST = 0.5;
/** The strongest of each host; the rest is counted. */
const MOST_PER_HOST = 5;

/** Destinations outside that are new and that hardly any host has. @param groups by pair */
export function* findRareDestinations(
  table: FlowTable,
  groups: FlowGroups,
  { hosts, of: askers }: Askers,
): Generator<void, BehavioursFound> {
  const from = firstOf(table);
  if (hosts < LEAST_HOSTS)
    return notLookedAt(
      `Only ${formatCounted(hosts, 'host')} inside: what few hosts have cannot be told among fewer than ${LEAST_HOSTS}.`,
    );
  const byHost = new Map<string, Signal[]>();
  let [raised, isOldEnough] = [0, false];
  for (let group = 0; group < groups.count; group++) {
    if (group % 50_000 === 49_999) yield;
    const flows = groupAt(groups, group);
    const first = flows[0] ?? 0;
    const begun = table.start[first] ?? 0;
    isOldEnough ||= begun - from >= LEAST_PAST;
    const destination = table.destination[first] ?? 0;
    if (begun - from < LEAST_PAST || (askers[destination] ?? 0) > MOST_ASKING) continue;
    if (!isOutward(table, first)) continue;
    const signal = judge(table, flows, askers[destination] ?? 0);
    if (signal === null) continue;
    raised++;
    const list = byHost.get(signal.host) ?? [];
    byHost.set(signal.host, list);
    list.push(signal);
    if (list.length > MOST_PER_HOST * 4) keepStrongest(list);
  }
  if (!isOldEnough) return notLookedAt('The flows cover less than three days: what is new cannot be told.');
  for (const list of byHost.values()) keepStrongest(list);
  const signals = [...byHost.values()].flat();
  const more = raised - signals.length;
  return {
    signals,
    heldBack:
      more === 0
        ? []
        : [
            {
              behaviour: 'rare-destination',
              reason: `more than the strongest ${MOST_PER_HOST} of a host`,
              count: more,
              examples: [],
            },
          ],
    notLookedAt: [],
  };
}

function notLookedAt(why: string): BehavioursFound {
  return { signals: [], heldBack: [], notLookedAt: [{ behaviour: 'rare-destination', why }] };
}

function isOutward(table: FlowTable, flow: number): boolean {
  return (
    table.hosts.placeOf(table.source[flow] ?? 0) === 'inside' &&
    table.hosts.placeOf(table.destination[flow] ?? 0) === 'outside'
  );
}

function firstOf(table: FlowTable): number {
  let first = Number.POSITIVE_INFINITY;
  for (let flow = 0; flow < table.count; flow++) first = Math.min(first, table.start[flow] ?? first);
  return first;
}

/** Score: half of 1 − 1 ÷ √flows, halved again for a second host; or as if of 100 flows where much is sent. */
function judge(table: FlowTable, flows: Uint32Array, askers: number): Signal | null {
  let bytes = 0;
  let answered = 0;
  for (const flow of flows) {
    bytes += table.out[flow] || 0;
    if (!table.hasFailed(flow)) answered++;
  }
  if (answered < LEAST_FLOWS && bytes < LEAST_BYTES) return null;
  const weight = bytes >= LEAST_BYTES ? Math.max(answered, 100) : answered;
  const first = flows[0] ?? 0;
  const host = table.hosts.nameOf(table.source[first] ?? 0).toLowerCase();
  const peer = table.hosts.nameOf(table.destination[first] ?? 0).toLowerCase();
  return makeFlowSignal(table, {
    behaviour: 'rare-destination',
    host,
    peer,
    flows,
    score: (STRONGEST * (1 - 1 / Math.sqrt(weight))) / askers,
    severity: 'low',
    why: `first seen after days without it; ${askers === 1 ? 'no other host has' : 'one other host has'} it; ${formatCounted(flows.length, 'connection')}, ${formatBytes(bytes)} sent`,
  });
}

function keepStrongest(list: Signal[]): void {
  list.sort((one, other) => other.score - one.score);
  list.length = Math.min(list.length, MOST_PER_HOST);
}
