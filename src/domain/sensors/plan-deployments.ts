import { UNRATED } from './data-quality';
import type { Deployment, EventSelection, SystemGroup } from './inventory';

/** `each`: a deployment per group, as for software on hosts. `together`: one that observes all, as for a network tap. */
export type DeploymentPlan = 'each' | 'together';

/** What a new sensor most likely is: beside a segment or the perimeter it sees the others' traffic from there. */
export function suggestPlan(groups: readonly SystemGroup[]): DeploymentPlan {
  return groups.some(isVantagePoint) ? 'together' : 'each';
}

/**
 * New deployments of a sensor: in service, with these events on, everything else not yet said.
 * @param makeId called once for each
 */
export function planDeployments(
  sensorId: string,
  groups: readonly SystemGroup[],
  plan: DeploymentPlan,
  makeId: () => string,
  events: EventSelection = { mode: 'all' },
): readonly Deployment[] {
  if (plan === 'together' || groups.length === 0) {
    const stand = groups.find(isVantagePoint) ?? groups[0];
    return [makeDeployment(makeId(), sensorId, stand?.id ?? null, groups, events)];
  }
  return groups.map((group) => makeDeployment(makeId(), sensorId, group.id, [group], events));
}

export function makeDeployment(
  id: string,
  sensorId: string,
  standsOn: string | null,
  observed: readonly SystemGroup[],
  events: EventSelection,
): Deployment {
  return {
    id,
    sensorId,
    version: '',
    standsOn,
    observes: observed.map((group) => ({ groupId: group.id, share: null, part: null })),
    events,
    status: 'deployed',
    cost: null,
    owner: '',
    logDestination: '',
    retentionDays: null,
    since: null,
    until: null,
    quality: UNRATED,
    notes: '',
  };
}

/** A place from which traffic of other groups is seen. */
function isVantagePoint({ kind }: SystemGroup): boolean {
  return kind === 'segment' || kind === 'perimeter';
}
