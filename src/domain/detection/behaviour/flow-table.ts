import type { Disposition } from '../../history/fields';
import type { SignalRows } from '../signal';
import { HostTable } from './host-table';

/** What became of a flow, as a number: the position in `FLOW_STATES`. */
export const FLOW_STATES: readonly Disposition[] = ['unknown', 'established', 'attempted', 'denied'];
/** From here on they failed. */
const ATTEMPTED = 2;

/** As many fit in a few hundred megabytes: 37 bytes each, and 8 more while they are put in order. */
export const MOST_FLOWS = 10_000_000;

/** Rows of a signal that are kept: enough to look at, spread over all of them. */
export const MOST_SIGNAL_ROWS = 200;

export interface FlowSegment {
  readonly historyId: string;
  readonly segmentId: string;
}

/** One flow on its way in; a number that is not known is NaN, a port 0. */
export interface FlowFacts {
  /** ms since 1970 */
  start: number;
  /** Codes of the table's hosts. */
  source: number;
  destination: number;
  port: number;
  /** 6 TCP, 17 UDP, 1 ICMP; 0: not said. */
  transport: number;
  /** Bytes. */
  out: number;
  back: number;
  /** ms */
  duration: number;
  state: number;
  row: number;
}

/**
 * Flows as typed arrays, a row each: who opened it and to whom. Bytes and durations are single floats, right to seven digits;
 * missing ones are NaN. `at` is the segment × 65,536 + the row in it.
 */
export class FlowTable {
  count = 0;
  /** Flows that found no room, or whose hosts did not. */
  left = 0;
  readonly segments: FlowSegment[] = [];
  readonly start: Float64Array;
  readonly source: Uint32Array;
  readonly destination: Uint32Array;
  readonly port: Uint16Array;
  readonly transport: Uint8Array;
  readonly out: Float32Array;
  readonly back: Float32Array;
  readonly duration: Float32Array;
  readonly state: Uint8Array;
  readonly at: Uint32Array;

  /** @param capacity flows at most; memory is taken for all of them at once */
  constructor(
    readonly capacity: number,
    readonly hosts = new HostTable(),
  ) {
    this.start = new Float64Array(capacity);
    this.source = new Uint32Array(capacity);
    this.destination = new Uint32Array(capacity);
    this.port = new Uint16Array(capacity);
    this.transport = new Uint8Array(capacity);
    this.out = new Float32Array(capacity);
    this.back = new Float32Array(capacity);
    this.duration = new Float32Array(capacity);
    this.state = new Uint8Array(capacity);
    this.at = new Uint32Array(capacity);
  }

  /** The segment that the next flows are from. */
  open(segment: FlowSegment): void {
    this.segments.push(segment);
  }

  add(flow: FlowFacts): void {
    const at = this.count;
    if (at === this.capacity || this.segments.length > 65_536) {
      this.left++;
      return;
    }
    this.count++;
    this.start[at] = flow.start;
    this.source[at] = flow.source;
    this.destination[at] = flow.destination;
    this.port[at] = flow.port;
    this.transport[at] = flow.transport;
    this.out[at] = flow.out;
    this.back[at] = flow.back;
    this.duration[at] = flow.duration;
    this.state[at] = flow.state;
    this.at[at] = (this.segments.length - 1) * 65_536 + flow.row;
  }

  /** Refused, or without an answer. */
  hasFailed(flow: number): boolean {
    return (this.state[flow] ?? 0) >= ATTEMPTED;
  }

  /** @param flows of one signal; of many, as many as are kept are taken from all over them */
  recordsOf(flows: ArrayLike<number>): readonly SignalRows[] {
    const kept = Math.min(flows.length, MOST_SIGNAL_ROWS);
    const places = Array.from(
      { length: kept },
      (_, at) => this.at[flows[Math.floor((at * flows.length) / kept)] ?? 0] ?? 0,
    );
    return rowsOfPlaces(places, this.segments);
  }
}

/** @param places segment × 65,536 + row */
export function rowsOfPlaces(places: readonly number[], segments: readonly FlowSegment[]): readonly SignalRows[] {
  const bySegment = new Map<number, number[]>();
  for (const place of [...new Set(places)].sort((one, other) => one - other)) {
    const segment = Math.floor(place / 65_536);
    const rows = bySegment.get(segment) ?? [];
    bySegment.set(segment, rows);
    rows.push(place % 65_536);
  }
  return [...bySegment].flatMap(([segment, rows]) => {
    const owner = segments[segment];
    return owner === undefined ? [] : [{ ...owner, rows }];
  });
}
