import { formatCount, formatPercent } from '../../format';
import type { Signal } from '../signal';
import { type BehavioursFound, RAISED_FROM } from './behaviour';
import { makeFlowSignal } from './flow-signal';
import type { FlowTable } from './flow-table';
import { formatPeriod } from './format-period';
import { type FlowGroups, groupAt } from './group-flows';
import { makeHeldBackTally } from './held-back';
import { median, medianDeviation } from './spread';

/** Ports where one signs in. */
const SIGN_IN_PORTS: ReadonlySet<number> = new Set([
  21, 22, 23, 110, 139, 143, 389, 445, 465, 587, 636, 993, 995, 1433, 1521, 2222, 3306, 3389, 5432, 5900, 5985, 5986,
]);
const WINDOW = 600_000;
const LEAST = 30;
/** A sign-in that is refused is over in a few seconds, with a few thousand bytes. */
const SHORT_MS = 15_000;
const FEW_BYTES = 10_000;
const LEAST_SHARE = 0.7;
/** Bytes of tries are alike: their median deviation is at most this share of their median. */
const ALIKE = 0.35;

/** Many short connections to a port where one signs in. @param groups by service */
export function* findBruteForce(table: FlowTable, groups: FlowGroups): Generator<void, BehavioursFound> {
  const signals = new Map<string, Signal>();
  const heldBack = makeHeldBackTally('brute-force');
  for (let group = 0; group < groups.count; group++) {
    if (group % 50_000 === 49_999) yield;
    const flows = groupAt(groups, group);
    if (flows.length < LEAST || !SIGN_IN_PORTS.has(table.port[flows[0] ?? 0] ?? 0)) continue;
    const best = busiestWindow(table, flows);
    if (best.length < LEAST) continue;
    const signal = judge(table, best);
    if (signal === null) continue;
    if (signal.score < RAISED_FROM)
      heldBack.add('too few of them short or failed', { ...signal, peer: signal.peer ?? '' });
    else if (signal.score > (signals.get(signal.id)?.score ?? 0)) signals.set(signal.id, signal);
  }
  return { signals: [...signals.values()], heldBack: heldBack.list(), notLookedAt: [] };
}

/** The ten minutes with most flows; what follows them without a pause belongs to them. */
function busiestWindow(table: FlowTable, flows: Uint32Array): Uint32Array {
  let [from, best, bestFrom] = [0, 0, 0];
  const startOf = (at: number) => table.start[flows[at] ?? 0] ?? 0;
  for (let to = 0; to < flows.length; to++) {
    while (startOf(to) - startOf(from) > WINDOW) from++;
    if (to - from + 1 > best) [best, bestFrom] = [to - from + 1, from];
  }
  return flows.subarray(bestFrom, bestFrom + best);
}

/** Score: (1 − 1 ÷ √tries) × share of tries among the connections. Alike in bytes only counts where none failed outright. */
function judge(table: FlowTable, flows: Uint32Array): Signal | null {
  const first = flows[0] ?? 0;
  const last = flows[flows.length - 1] ?? 0;
  const failed = flows.filter((flow) => table.hasFailed(flow));
  const short = flows.filter((flow) => !table.hasFailed(flow) && isShort(table, flow));
  const bytes = Float32Array.from(short, (flow) => table.out[flow] ?? Number.NaN).sort();
  const isAlike = short.length > 0 && medianDeviation(bytes) <= ALIKE * Math.max(1, median(bytes));
  const tries = failed.length + (isAlike ? short.length : 0);
  const share = tries / flows.length;
  if (share < LEAST_SHARE / 2) return null;
  const score = share < LEAST_SHARE ? share * 0.7 : (1 - 1 / Math.sqrt(tries)) * share;
  const [source, destination] = [table.source[first] ?? 0, table.destination[first] ?? 0];
  const [from, to] = [table.hosts.nameOf(source).toLowerCase(), table.hosts.nameOf(destination).toLowerCase()];
  // Ours is what one can do something about: the one that tries, if it is inside, else the one that is tried.
  const isOursTrying = table.hosts.placeOf(source) === 'inside';
  const [host, peer] = isOursTrying ? [from, to] : [to, from];
  const [begun, ended] = [table.start[first] ?? 0, table.start[last] ?? 0];
  return makeFlowSignal(table, {
    behaviour: 'brute-force',
    host,
    peer,
    flows,
    score,
    severity: isOursTrying ? 'high' : 'medium',
    why: `${formatCount(flows.length)} connections from ${from} to port ${table.port[first] ?? 0} of ${to} in ${formatPeriod(ended - begun)}; ${formatPercent(failed.length / flows.length)} failed, ${formatPercent(short.length / flows.length)} were short${isAlike ? ' and alike' : ''}`,
  });
}

function isShort(table: FlowTable, flow: number): boolean {
  return (table.duration[flow] ?? Number.NaN) <= SHORT_MS && (table.out[flow] ?? Number.NaN) <= FEW_BYTES;
}
