import { formatCount, formatPercent } from '../../format';
import type { Signal } from '../signal';
import { type BehavioursFound, RAISED_FROM } from './behaviour';
import { makeFlowSignal } from './flow-signal';
import type { FlowTable } from './flow-table';
import { formatPeriod } from './format-period';
import { type FlowGroups, groupAt } from './group-flows';
import { makeHeldBackTally } from './held-back';

/** Of a quick scan, and of a slow one. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Different hosts, or ports, that failed. */
const LEAST = 15;
/** Of those tried, those that failed. */
const LEAST_FAILED = 0.5;
/** Where flows do not say what became of them, so many more are asked for, with next to no bytes. */
const LEAST_UNKNOWN = 100;
const PROBE_BYTES = 200;
const UNKNOWN_FACTOR = 0.8;

interface Fan {
  /** Flows of it, in the order of time. */
  readonly flows: number[];
  readonly tried: Set<number>;
  readonly failed: Set<number>;
  /** Tried and nothing is known of what became of it, with few bytes. */
  readonly probed: Set<number>;
}

interface Found {
  readonly score: number;
  readonly fan: Fan;
  /** The port, or the host. */
  readonly shared: number;
  readonly failing: number;
}

/** Fan-out with failures: over hosts at the same port, and over ports of the same host. @param groups by source */
export function* findScans(table: FlowTable, groups: FlowGroups): Generator<void, BehavioursFound> {
  const signals: Signal[] = [];
  const [hosts, ports] = [makeHeldBackTally('scan-hosts'), makeHeldBackTally('scan-ports')];
  let done = 0;
  for (let group = 0; group < groups.count; group++) {
    const flows = groupAt(groups, group);
    done += flows.length;
    if (done > 200_000) {
      done = 0;
      yield;
    }
    if (flows.length < LEAST) continue;
    for (const isOverHosts of [true, false]) {
      const found = strongestFan(table, flows, isOverHosts);
      if (found === null) continue;
      const signal = makeSignal(table, found, isOverHosts);
      if (signal.score >= RAISED_FROM) signals.push(signal);
      else
        (isOverHosts ? hosts : ports).add('too few, or too many that answered', { ...signal, peer: signal.peer ?? '' });
    }
  }
  return { signals, heldBack: [...hosts.list(), ...ports.list()], notLookedAt: [] };
}

/** A day without enough failures has no hour with them: most are left at that. */
function strongestFan(table: FlowTable, flows: Uint32Array, isOverHosts: boolean): Found | null {
  let best: Found | null = null;
  for (const day of windowsOf(table, flows, DAY)) {
    const inDay = fansOf(table, day, isOverHosts);
    if (inDay.size === 0) continue;
    const hours = [...windowsOf(table, day, HOUR)].map((hour) => fansOf(table, hour, isOverHosts));
    for (const fans of [inDay, ...hours])
      for (const [shared, fan] of fans) {
        const found = judge(fan, shared);
        if (found !== null && found.score > (best?.score ?? 0)) best = found;
      }
  }
  return best;
}

function* windowsOf(table: FlowTable, flows: Uint32Array, length: number): Generator<Uint32Array> {
  const slotOf = (at: number) => Math.floor((table.start[flows[at] ?? 0] ?? 0) / length);
  let from = 0;
  while (from < flows.length) {
    const slot = slotOf(from);
    let to = from + 1;
    while (to < flows.length && slotOf(to) === slot) to++;
    if (to - from >= LEAST) yield flows.subarray(from, to);
    from = to;
  }
}

/** Only of ports, or hosts, with enough flows that failed or may have. */
function fansOf(table: FlowTable, flows: Uint32Array, isOverHosts: boolean): ReadonlyMap<number, Fan> {
  const shared = isOverHosts ? table.port : table.destination;
  const varied = isOverHosts ? table.destination : table.port;
  const counts = new Map<number, number>();
  for (const flow of flows) {
    if (!table.hasFailed(flow) && !isProbe(table, flow)) continue;
    const key = shared[flow] ?? 0;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const fans = new Map<number, Fan>();
  for (const [key, count] of counts)
    if (count >= LEAST) fans.set(key, { flows: [], tried: new Set(), failed: new Set(), probed: new Set() });
  if (fans.size === 0) return fans;
  for (const flow of flows) {
    const fan = fans.get(shared[flow] ?? 0);
    // Answers of one-way flows go to ports that nobody serves.
    if (fan === undefined || table.port[flow] === 0) continue;
    if (table.hosts.placeOf(table.destination[flow] ?? 0) === 'nobodys') continue;
    const other = varied[flow] ?? 0;
    fan.flows.push(flow);
    fan.tried.add(other);
    if (table.hasFailed(flow)) fan.failed.add(other);
    else if (isProbe(table, flow)) fan.probed.add(other);
  }
  return fans;
}

/** Nothing is known of what became of it, and next to nothing was sent. */
function isProbe(table: FlowTable, flow: number): boolean {
  return table.state[flow] === 0 && (table.out[flow] ?? 0) <= PROBE_BYTES;
}

/** Score: (1 − 1 ÷ √failed) × (½ + ½ share that failed), a fifth less where it is only known that next to nothing was sent. */
function judge(fan: Fan, shared: number): Found | null {
  const { failed, tried, probed } = fan;
  const isKnown = failed.size >= LEAST && failed.size / tried.size >= LEAST_FAILED;
  const isProbing = probed.size >= LEAST_UNKNOWN && probed.size / tried.size >= LEAST_FAILED;
  if (!isKnown && !isProbing) return null;
  const failing = isKnown ? failed.size : probed.size;
  const score = (1 - 1 / Math.sqrt(failing)) * (0.5 + (0.5 * failing) / tried.size) * (isKnown ? 1 : UNKNOWN_FACTOR);
  return { score, fan, shared, failing };
}

function makeSignal(table: FlowTable, { score, fan, shared, failing }: Found, isOverHosts: boolean): Signal {
  const first = fan.flows[0] ?? 0;
  const last = fan.flows[fan.flows.length - 1] ?? 0;
  const [begun, ended] = [table.start[first] ?? 0, table.start[last] ?? 0];
  const source = table.source[first] ?? 0;
  const host = table.hosts.nameOf(source).toLowerCase();
  const peer = isOverHosts ? null : table.hosts.nameOf(shared).toLowerCase();
  const what = isOverHosts
    ? `port ${shared} of ${formatCount(fan.tried.size)} hosts`
    : `${formatCount(fan.tried.size)} ports of ${peer}`;
  const isInside = table.hosts.placeOf(source) === 'inside';
  return makeFlowSignal(table, {
    behaviour: isOverHosts ? 'scan-hosts' : 'scan-ports',
    host,
    peer,
    flows: fan.flows,
    score,
    // The Internet is scanned all the time; a host of one's own that scans is not.
    severity: isInside ? (score >= 0.85 ? 'high' : 'medium') : 'low',
    why: `${what} tried in ${formatPeriod(ended - begun)}, ${formatPercent(failing / fan.tried.size)} without success; its strongest hour or day`,
  });
}
