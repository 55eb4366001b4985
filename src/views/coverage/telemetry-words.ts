import type { Candidate } from '../../domain/coverage/candidates';
import type { Feeder, GroupExplanation } from '../../domain/coverage/explain';
import type { CoverageSettings, Precision } from '../../domain/coverage/settings';
import { findStrengthLimit } from '../../domain/coverage/strength-limit';
import { formatCounted, formatDate, formatInterval } from '../../domain/format';
import { QUALITY_MAXIMUM, type QualityDimension } from '../../domain/sensors/data-quality';
import { type Deployment, type Inventory, isEventEnabled } from '../../domain/sensors/inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { describeRole, QUALITY_WORDS } from '../inventory/inventory-words';
import { joinWords } from './coverage-words';

/** Sentences about what feeds a need, or what would. */

const MATCH_WORDS: Readonly<Record<Precision, string>> = {
  exact: 'exact',
  'log-source': 'by log source',
  component: 'by data component',
};

const STATUS_REASONS: Readonly<Record<Deployment['status'], string>> = {
  deployed: 'deployed ones are left out',
  planned: 'only planned',
  candidate: 'only a candidate',
};

export function matchWord(precision: Precision | null): string {
  return precision === null ? '' : MATCH_WORDS[precision];
}

/** "event 7", "events 1, 7 and 10"; long lists are cut. */
export function describeEvents(ids: readonly string[], limit = 12): string {
  if (ids.length === 0) return '';
  const noun = ids.length === 1 ? 'event' : 'events';
  if (ids.length <= limit) return `${noun} ${joinWords(ids)}`;
  return `${noun} ${ids.slice(0, limit).join(', ')} and ${ids.length - limit} more`;
}

/** "Zeek on DMZ segment": the sensor, and where it stands. */
export function nameDeployment(
  { deployments, groups }: Inventory,
  { deploymentId, sensorName }: Pick<Feeder, 'deploymentId' | 'sensorName'>,
): string {
  const deployment = deployments.find(({ id }) => id === deploymentId);
  const stand = groups.find(({ id }) => id === deployment?.standsOn);
  return stand === undefined ? sensorName : `${sensorName} on ${stand.name}`;
}

/** "80 % of hosts, quality 4 of 5 (timeliness)". */
export function describeFeederQuality({ share, quality }: Feeder): string {
  const hosts = `${formatInterval(share)} of hosts`;
  if (quality === null) return `${hosts}, unrated`;
  const rating = Math.round(quality.quality * QUALITY_MAXIMUM * 10) / 10;
  return `${hosts}, quality ${rating} of ${QUALITY_MAXIMUM} (${dimensionWord(quality.dimension)})`;
}

/** "Strength 64 %, limited by the timeliness of Sysmon"; `null` where nothing runs. */
export function describeStrength({ state, strength, analytics }: GroupExplanation): string | null {
  const best = analytics[0];
  const limit = state === 'runs' && best !== undefined ? findStrengthLimit(best) : null;
  if (limit === null) return null;
  const figure = `Strength ${formatInterval(strength)}`;
  switch (limit.kind) {
    case 'share':
      return figure;
    case 'unrated':
      return `${figure}: ${limit.sensorName} is unrated`;
    case 'quality':
      return `${figure}, limited by the ${dimensionWord(limit.limiting.dimension)} of ${limit.sensorName}`;
  }
}

export interface CandidateContext {
  readonly inventory: Inventory;
  readonly sensors: readonly Sensor[];
  readonly settings: CoverageSettings;
}

/** What to do, or what is in the way, for a sensor that would feed a need in a group. */
export function describeCandidate(
  candidate: Candidate,
  group: Pick<GroupExplanation, 'groupId' | 'groupName'>,
  context: CandidateContext,
): string {
  const { sensorName, obstacle } = candidate;
  const events = describeEvents(candidate.eventIds, 6);
  const what = events === '' ? joinWords(candidate.logSources) : events;
  const observing = listObserving(candidate, group.groupId, context.inventory);
  switch (obstacle) {
    case 'events are off':
      return `Switch on ${what} of ${sensorName}${describeStands(candidate, observing, context.inventory)}.`;
    case 'role is missing':
      return `${sensorName} gives ${what} ${describeRoles(candidate, context.sensors)}, and ${group.groupName} is not said to have any.`;
    case 'does not count yet':
      return `${sensorName} would give ${what}, but is not counted: ${joinWords(listReasons(observing, context.settings))}.`;
    case 'does not observe':
      return `You have ${sensorName} (${what}), but it does not observe ${group.groupName}.`;
    case 'not owned':
      return `${sensorName}: ${what}`;
  }
}

function listObserving({ sensorId }: Candidate, groupId: string, { deployments }: Inventory): readonly Deployment[] {
  return deployments.filter(
    (deployment) =>
      deployment.sensorId === sensorId && deployment.observes.some((observation) => observation.groupId === groupId),
  );
}

/** " on Windows servers": where the deployments stand whose events are off. */
function describeStands({ eventIds }: Candidate, observing: readonly Deployment[], { groups }: Inventory): string {
  const silent = observing.filter(({ events }) => !eventIds.some((id) => isEventEnabled(events, id)));
  const names = new Set(silent.flatMap(({ standsOn }) => groups.find(({ id }) => id === standsOn)?.name ?? []));
  if (names.size === 0) return '';
  return names.size > 2 ? ` on ${formatCounted(names.size, 'system group')}` : ` on ${joinWords([...names])}`;
}

/** "only on domain controllers". */
function describeRoles({ sensorId, eventIds }: Candidate, sensors: readonly Sensor[]): string {
  const events = sensors.find(({ id }) => id === sensorId)?.events ?? [];
  const needed = events.find(({ id, role }) => role !== undefined && eventIds.includes(id));
  return needed?.role === undefined ? 'only on hosts with a certain role' : describeRole(needed.role);
}

/** Why deployments do not count under these settings; the rule itself is `isDeploymentCounted`. */
function listReasons(deployments: readonly Deployment[], { statuses, asOf, ratedOnly }: CoverageSettings): string[] {
  const reasons = new Set<string>();
  for (const { status, since, until } of deployments) {
    if (!statuses.includes(status)) reasons.add(STATUS_REASONS[status]);
    else if (asOf !== null && since !== null && since > asOf) reasons.add(`in service from ${formatDate(since)}`);
    else if (asOf !== null && until !== null && until < asOf) reasons.add(`in service until ${formatDate(until)}`);
    else if (ratedOnly) reasons.add('unrated');
  }
  return reasons.size === 0 ? ['left out by the filters in force'] : [...reasons];
}

function dimensionWord(dimension: QualityDimension): string {
  return QUALITY_WORDS[dimension].name.toLowerCase();
}
