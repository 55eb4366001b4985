import { formatCount, formatPercent } from '../../format';
import type { Signal } from '../signal';
import { BEAT_SETTINGS, type Beat, measureBeat } from './beat';
import { type BehavioursFound, RAISED_FROM } from './behaviour';
import type { Askers } from './count-askers';
import { makeFlowSignal } from './flow-signal';
import type { FlowTable } from './flow-table';
import { formatPeriod } from './format-period';
import { type FlowGroups, groupAt } from './group-flows';
import { type HeldBackTally, makeHeldBackTally } from './held-back';
import { regularService } from './known-regular';

/** Of hosts that are looked at, so many make "many do it" a share one can say. */
const ENOUGH_HOSTS = 10;
/** As many hosts with the same destination are still few, whatever their share. */
const FEW = 2;
/** Share of hosts at which a destination is a common one. */
const COMMON_SHARE = 0.3;
const COMMON_LEAST = 0.2;
const INSIDE_FACTOR = 0.6;
/** A longer series is measured by as many of its moments from its end. */
const MOST_MOMENTS = 200_000;

export interface BeaconJob {
  readonly table: FlowTable;
  /** By service. */
  readonly groups: FlowGroups;
  readonly asking: Askers;
  /** Destinations are names. */
  readonly isNamed: boolean;
}

/** Regular series of flows. Yields after each so many groups, so that one can stop it. */
export function* findBeacons({ table, groups, asking, isNamed }: BeaconJob): Generator<void, BehavioursFound> {
  const behaviour = isNamed ? 'name-beacon' : 'beacon';
  const heldBack = makeHeldBackTally(behaviour);
  const best = new Map<string, Signal>();
  for (let group = 0; group < groups.count; group++) {
    if (group % 5000 === 4999) yield;
    const all = groupAt(groups, group);
    if (all.length < BEAT_SETTINGS.leastBeats) continue;
    const flows = all.length > MOST_MOMENTS ? all.subarray(all.length - MOST_MOMENTS) : all;
    const beat = measureBeat(
      Float64Array.from(flows, (flow) => table.start[flow] ?? 0),
      Float32Array.from(flows, (flow) => table.out[flow] ?? Number.NaN),
    );
    if (beat === null || beat.score < RAISED_FROM / 2) continue;
    const signal = judge(table, flows, beat, { isNamed, asking, heldBack });
    // One host and one peer are one cause, on whatever ports.
    if (signal !== null && signal.score > (best.get(signal.id)?.score ?? 0)) best.set(signal.id, signal);
  }
  return { signals: [...best.values()], heldBack: heldBack.list(), notLookedAt: [] };
}

interface Surroundings {
  readonly isNamed: boolean;
  readonly asking: Askers;
  readonly heldBack: HeldBackTally;
}

function judge(
  table: FlowTable,
  flows: Uint32Array,
  beat: Beat,
  { isNamed, asking, heldBack }: Surroundings,
): Signal | null {
  const first = flows[0] ?? 0;
  const [source, destination, port] = [table.source[first] ?? 0, table.destination[first] ?? 0, table.port[first] ?? 0];
  const host = table.hosts.nameOf(source).toLowerCase();
  const peer = table.hosts.nameOf(destination).toLowerCase();
  const lowered: { readonly factor: number; readonly why: string }[] = [];
  const askers = asking.of[destination] ?? 0;
  if (askers > FEW && asking.hosts >= ENOUGH_HOSTS) {
    const share = Math.min(1, askers / asking.hosts);
    const factor = 1 - (1 - COMMON_LEAST) * Math.min(1, share / COMMON_SHARE);
    lowered.push({ factor, why: `${formatCount(askers)} hosts (${formatPercent(share)}) ask for it` });
  }
  const service = regularService(port);
  if (service !== null) lowered.push({ factor: service.factor, why: `${service.name} is regular by its nature` });
  const place = table.hosts.placeOf(destination);
  if (place === 'nobodys') lowered.push({ factor: 0.2, why: 'multicast or broadcast' });
  // A name says nothing of where it is.
  else if (place === 'inside' && !isNamed) lowered.push({ factor: INSIDE_FACTOR, why: 'both are inside' });
  const score = lowered.reduce((product, { factor }) => product * factor, beat.score);
  const why = describeBeat(flows.length, beat, port);
  if (score < RAISED_FROM) {
    const strongest = [...lowered].sort((one, other) => one.factor - other.factor)[0];
    heldBack.add(
      beat.score >= RAISED_FROM && strongest !== undefined ? reasonOf(strongest.why) : 'not regular enough',
      {
        host,
        peer,
        why: [why, ...lowered.map((each) => each.why)].join('; '),
        score,
      },
    );
    return null;
  }
  return makeFlowSignal(table, {
    behaviour: isNamed ? 'name-beacon' : 'beacon',
    host,
    peer,
    flows,
    score,
    severity: score >= 0.85 ? 'high' : 'medium',
    why: [why, ...lowered.map((each) => `lowered: ${each.why}`)].join('; '),
  });
}

/** Numbers out: reasons are counted. */
function reasonOf(why: string): string {
  return why.includes('ask for it') ? 'many hosts ask for the same' : why;
}

function describeBeat(flows: number, beat: Beat, port: number): string {
  const where = port === 0 ? '' : ` to port ${port}`;
  const times = flows === beat.beats ? '' : ` (${formatCount(beat.beats)} beats)`;
  const sizes =
    beat.typicalSize === null
      ? 'bytes not known'
      : `${formatCount(Math.round(beat.typicalSize))} bytes sent, ${formatPercent(beat.size)} alike`;
  return `${formatCount(flows)} connections${where}${times} every ${formatPeriod(beat.period)} ± ${formatPeriod(beat.jitter)} over ${formatPeriod(beat.span)}; intervals ${formatPercent(beat.interval)} regular, ${sizes}, ${formatPercent(beat.persistence)} of the time`;
}
