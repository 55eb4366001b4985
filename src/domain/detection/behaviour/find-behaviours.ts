import { formatCount, formatCounted } from '../../format';
import { findBeacons } from './beacons';
import type { BehavioursFound, HeldBack, NotLookedAt } from './behaviour';
import { findBruteForce } from './brute-force';
import { countAskers } from './count-askers';
import { findDataLeaving } from './data-leaving';
import type { FlowTable } from './flow-table';
import { groupFlows } from './group-flows';
import { MOST_HOSTS } from './host-table';
import { findRareDestinations } from './rare-destinations';
import { findScans } from './scans';

/** What is done now; a step may yield many times. */
export type BehaviourStep = 'scans' | 'beacons' | 'brute force' | 'rare destinations' | 'data leaving' | 'names';

/**
 * All behaviours in flows and requests. It yields often, so that whoever drives it can stop it.
 * @param seed of hashes: content that is made to collide under one collides under no other
 */
export function* findBehaviours(
  flows: FlowTable,
  requests: FlowTable,
  seed = 0,
): Generator<BehaviourStep, BehavioursFound> {
  const found: BehavioursFound[] = [];
  // One grouping at a time: each takes 8 bytes a flow.
  let groups = groupFlows(flows, 'source', seed);
  found.push(yield* named('scans', findScans(flows, groups)));
  found.push(yield* named('data leaving', findDataLeaving(flows, groups)));
  groups = groupFlows(flows, 'pair', seed);
  const asking = countAskers(flows, groups);
  found.push(yield* named('rare destinations', findRareDestinations(flows, groups, asking)));
  groups = groupFlows(flows, 'service', seed);
  found.push(yield* named('beacons', findBeacons({ table: flows, groups, asking, isNamed: false })));
  found.push(yield* named('brute force', findBruteForce(flows, groups)));
  const askingNames = countAskers(requests, groupFlows(requests, 'pair', seed));
  groups = groupFlows(requests, 'service', seed);
  found.push(yield* named('names', findBeacons({ table: requests, groups, asking: askingNames, isNamed: true })));
  const left = [flows, requests].reduce((sum, table) => sum + table.left, 0);
  return joinFound([
    ...found,
    {
      signals: [],
      heldBack: [],
      notLookedAt:
        left === 0
          ? []
          : [
              {
                behaviour: null,
                why: `${formatCounted(left, 'flow was', 'flows were')} not looked at: ${formatCount(flows.capacity)} flows and ${formatCount(MOST_HOSTS)} hosts are the most at once. Choose a shorter time.`,
              },
            ],
    },
  ]);
}

function* named(
  step: BehaviourStep,
  work: Generator<void, BehavioursFound>,
): Generator<BehaviourStep, BehavioursFound> {
  yield step;
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield step;
  }
}

export function joinFound(parts: readonly BehavioursFound[]): BehavioursFound {
  const heldBack: HeldBack[] = [];
  const notLookedAt: NotLookedAt[] = [];
  for (const part of parts) {
    heldBack.push(...part.heldBack);
    notLookedAt.push(...part.notLookedAt);
  }
  return { signals: parts.flatMap(({ signals }) => signals), heldBack, notLookedAt };
}
