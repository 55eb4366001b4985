import type { Signal } from '../signal';
import { type BehaviourFound, makeBehaviourSignal } from './behaviour';
import type { FlowTable } from './flow-table';

export interface FlowsFound extends Pick<BehaviourFound, 'behaviour' | 'host' | 'peer' | 'score' | 'severity' | 'why'> {
  /** By time. */
  readonly flows: ArrayLike<number>;
  /** Those whose records are kept, where that is not all of them. */
  readonly shown?: ArrayLike<number>;
}

/** What flows come to: it lasts from the start of the first to that of the last. */
export function makeFlowSignal(table: FlowTable, { flows, shown = flows, ...found }: FlowsFound): Signal {
  const startOf = (at: number) => table.start[flows[at] ?? 0] ?? 0;
  return makeBehaviourSignal({
    ...found,
    first: startOf(0),
    last: startOf(flows.length - 1),
    count: flows.length,
    records: table.recordsOf(shown),
  });
}
