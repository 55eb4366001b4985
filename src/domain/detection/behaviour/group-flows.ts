import { mixBits } from '../../columns/byte-table';
import type { FlowTable } from './flow-table';

/** Flows that share what they are grouped by, those of a group one after the other and in the order of time. */
export interface FlowGroups {
  readonly count: number;
  /** Group `g` is `order[starts[g] .. starts[g + 1]]`. */
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

export type GroupedBy = 'source' | 'pair' | 'service' | 'target' | 'destination';

type Reader = (flow: number) => number;

/** What each grouping compares. `service`: source, destination, port and transport; `target` leaves out the source. */
function partsOf(table: FlowTable, by: GroupedBy): readonly Reader[] {
  const source: Reader = (flow) => table.source[flow] ?? 0;
  const destination: Reader = (flow) => table.destination[flow] ?? 0;
  const port: Reader = (flow) => (table.port[flow] ?? 0) * 256 + (table.transport[flow] ?? 0);
  if (by === 'source') return [source];
  if (by === 'destination') return [destination];
  if (by === 'pair') return [source, destination];
  return by === 'service' ? [source, destination, port] : [destination, port];
}

/** Hashing with open addressing, then a counting sort: no object per flow. @param seed of the hash */
export function groupFlows(table: FlowTable, by: GroupedBy, seed = 0): FlowGroups {
  const [first = () => 0, second = () => 0, third = () => 0] = partsOf(table, by);
  const groupOf = new Uint32Array(table.count);
  let firsts = new Uint32Array(1024);
  let sizes = new Uint32Array(1024);
  let slots = new Uint32Array(2048);
  let count = 0;
  const hashOf = (flow: number) => mixBits(mixBits(mixBits(first(flow) ^ seed) ^ second(flow)) ^ third(flow)) >>> 0;

  for (let flow = 0; flow < table.count; flow++) {
    const [one, two, three] = [first(flow), second(flow), third(flow)];
    const mask = slots.length - 1;
    let slot = hashOf(flow) & mask;
    let group = 0;
    for (; ; slot = (slot + 1) & mask) {
      group = slots[slot] ?? 0;
      if (group === 0) break;
      const known = firsts[group - 1] ?? 0;
      if (first(known) === one && second(known) === two && third(known) === three) break;
    }
    if (group === 0) {
      group = ++count;
      if (count > firsts.length) {
        firsts = grown(firsts);
        sizes = grown(sizes);
      }
      firsts[count - 1] = flow;
      slots[slot] = count;
      if (count * 2 > slots.length) slots = respread(firsts, count, slots.length * 2, hashOf);
    }
    groupOf[flow] = group - 1;
    sizes[group - 1] = (sizes[group - 1] ?? 0) + 1;
  }
  return sortIntoGroups(table, groupOf, sizes, count);
}

function respread(firsts: Uint32Array, count: number, length: number, hashOf: Reader) {
  const slots = new Uint32Array(length);
  for (let group = 1; group <= count; group++) {
    let slot = hashOf(firsts[group - 1] ?? 0) & (length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
    slots[slot] = group;
  }
  return slots;
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function sortIntoGroups(table: FlowTable, groupOf: Uint32Array, sizes: Uint32Array, count: number): FlowGroups {
  const starts = new Uint32Array(count + 1);
  for (let group = 0; group < count; group++) starts[group + 1] = (starts[group] ?? 0) + (sizes[group] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(table.count);
  for (let flow = 0; flow < table.count; flow++) {
    const group = groupOf[flow] ?? 0;
    const place = next[group] ?? 0;
    next[group] = place + 1;
    order[place] = flow;
  }
  for (let group = 0; group < count; group++) {
    const flows = order.subarray(starts[group], starts[group + 1]);
    if (!isInOrder(table, flows)) flows.sort((one, other) => (table.start[one] ?? 0) - (table.start[other] ?? 0));
  }
  return { count, starts, order };
}

/** Most logs are written in the order of time, or nearly. */
function isInOrder(table: FlowTable, flows: Uint32Array): boolean {
  for (let at = 1; at < flows.length; at++)
    if ((table.start[flows[at] ?? 0] ?? 0) < (table.start[flows[at - 1] ?? 0] ?? 0)) return false;
  return true;
}

export function groupAt({ starts, order }: FlowGroups, group: number): Uint32Array {
  return order.subarray(starts[group], starts[group + 1]);
}
