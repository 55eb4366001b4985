import { mixBits } from '../../columns/byte-table';
import type { FlowTable } from './flow-table';

/** Flows that share what they are grouped by, those of a group one after the other and in the order of time. */
export interface FlowGroups {
  readonly count: number;
  /** Group `g` is `order[starts[g] .. starts[g + 1]]`. */
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

/** `pair`: source and destination; `service`: these with port and transport. */
export type GroupedBy = 'source' | 'pair' | 'service';

/**
 * Hashing with open addressing, then a counting sort: no object per flow. What is compared stands in three arrays, so that one
 * loop serves all groupings.
 * @param seed of the hash: content that is made to collide under one collides under no other
 */
export function groupFlows(table: FlowTable, by: GroupedBy, seed = 0): FlowGroups {
  const { count: flows, source, destination, port, transport } = table;
  const withPeer = by === 'source' ? 0 : 0xffffffff;
  const withPort = by === 'service' ? 0xffffffff : 0;
  const groupOf = new Uint32Array(flows);
  let firsts = new Uint32Array(1024);
  let hashes = new Uint32Array(1024);
  let sizes = new Uint32Array(1024);
  let slots = new Uint32Array(4096);
  let mask = slots.length - 1;
  let count = 0;
  for (let flow = 0; flow < flows; flow++) {
    const from = source[flow] ?? 0;
    const to = (destination[flow] ?? 0) & withPeer;
    const service = (((port[flow] ?? 0) << 8) | (transport[flow] ?? 0)) & withPort;
    const hash = mixBits(mixBits(from ^ seed) + Math.imul(to, 0x9e3779b1) + Math.imul(service, 0x85ebca6b)) >>> 0;
    let slot = hash & mask;
    let group = slots[slot] ?? 0;
    while (group !== 0) {
      if (hashes[group - 1] === hash) {
        const known = firsts[group - 1] ?? 0;
        if (
          source[known] === from &&
          ((destination[known] ?? 0) & withPeer) === to &&
          ((((port[known] ?? 0) << 8) | (transport[known] ?? 0)) & withPort) === service
        )
          break;
      }
      slot = (slot + 1) & mask;
      group = slots[slot] ?? 0;
    }
    if (group === 0) {
      group = ++count;
      if (count > firsts.length) [firsts, hashes, sizes] = [grown(firsts), grown(hashes), grown(sizes)];
      firsts[count - 1] = flow;
      hashes[count - 1] = hash;
      slots[slot] = count;
      if (count * 2 > slots.length) {
        slots = respread(hashes, count, slots.length * 2);
        mask = slots.length - 1;
      }
    }
    groupOf[flow] = group - 1;
    sizes[group - 1] = (sizes[group - 1] ?? 0) + 1;
  }
  return sortIntoGroups(table, groupOf, sizes, count);
}

function respread(hashes: Uint32Array, count: number, length: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(length);
  for (let group = 1; group <= count; group++) {
    let slot = (hashes[group - 1] ?? 0) & (length - 1);
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
  // The sizes are not needed any more: where the next flow of each group goes stands in their place.
  for (let group = 0; group < count; group++) sizes[group] = starts[group] ?? 0;
  const order = new Uint32Array(table.count);
  for (let flow = 0; flow < table.count; flow++) {
    const group = groupOf[flow] ?? 0;
    const place = sizes[group] ?? 0;
    sizes[group] = place + 1;
    order[place] = flow;
  }
  for (let group = 0; group < count; group++) sortByTime(table, order, starts[group] ?? 0, starts[group + 1] ?? 0);
  return { count, starts, order };
}

/** Most logs are written in the order of time, or nearly. */
function sortByTime({ start }: FlowTable, order: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    if ((start[order[at] ?? 0] ?? 0) >= (start[order[at - 1] ?? 0] ?? 0)) continue;
    order.subarray(from, to).sort((one, other) => (start[one] ?? 0) - (start[other] ?? 0));
    return;
  }
}

export function groupAt({ starts, order }: FlowGroups, group: number): Uint32Array {
  return order.subarray(starts[group], starts[group + 1]);
}
