import type { BehavioursFound } from '../../src/domain/detection/behaviour/behaviour';
import { findBehaviours } from '../../src/domain/detection/behaviour/find-behaviours';
import { FlowTable } from '../../src/domain/detection/behaviour/flow-table';
import type { Signal } from '../../src/domain/detection/signal';
import { type Planted, type Site, tableOf } from './made-up-site';

export interface SiteFigures {
  readonly found: BehavioursFound;
  readonly missed: readonly Planted[];
  /** Signals that nothing planted explains. */
  readonly alarms: readonly Signal[];
}

/** To the end, without pauses. */
export function runBehaviours(flows: FlowTable, requests = new FlowTable(0)): BehavioursFound {
  const work = findBehaviours(flows, requests, 7);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** Holds what was found against what was planted. */
export function judgeSite(site: Site): SiteFigures {
  const found = runBehaviours(tableOf(site.flows));
  const isOf = ({ behaviour, host, peer }: Planted, signal: Signal) =>
    signal.rule === behaviour && signal.host === host && (peer === null || signal.peer === peer);
  const missed = site.planted.filter((plant) => !found.signals.some((signal) => isOf(plant, signal)));
  // What goes to a planted peer, or comes from the planted host's own act, is no false alarm whatever it is called.
  const isExplained = (signal: Signal) =>
    site.planted.some(
      (plant) =>
        isOf(plant, signal) || (signal.peer !== null && signal.host === plant.host && signal.peer === plant.peer),
    );
  return { found, missed, alarms: found.signals.filter((signal) => !isExplained(signal)) };
}
