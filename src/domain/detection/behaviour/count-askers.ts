import type { FlowTable } from './flow-table';
import type { FlowGroups } from './group-flows';

export interface Askers {
  /** Hosts inside that ask for anything. */
  readonly hosts: number;
  /** Hosts that ask for the destination, by its code, regularly or not. */
  readonly of: Uint32Array;
}

/** @param groups by pair */
export function countAskers(table: FlowTable, groups: FlowGroups): Askers {
  const of = new Uint32Array(table.hosts.count + 1);
  const sources = new Uint8Array(table.hosts.count + 1);
  let hosts = 0;
  for (let group = 0; group < groups.count; group++) {
    const flow = groups.order[groups.starts[group] ?? 0] ?? 0;
    const [source, destination] = [table.source[flow] ?? 0, table.destination[flow] ?? 0];
    of[destination] = (of[destination] ?? 0) + 1;
    if (sources[source] === 1 || table.hosts.placeOf(source) !== 'inside') continue;
    sources[source] = 1;
    hosts++;
  }
  return { hosts, of };
}
