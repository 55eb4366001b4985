import type { Candidate } from '../../domain/coverage/candidates';
import type { Feeder, GroupExplanation } from '../../domain/coverage/explain';
import type { Precision } from '../../domain/coverage/settings';
import { findStrengthLimit } from '../../domain/coverage/strength-limit';
import { formatCounted, formatInterval } from '../../domain/format';
import { QUALITY_MAXIMUM, type QualityDimension } from '../../domain/sensors/data-quality';
import { type Inventory, isEventEnabled } from '../../domain/sensors/inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { describeRole, QUALITY_WORDS } from '../inventory/inventory-words';
import { joinWords } from './coverage-words';

/** Sentences about what feeds a need, or what would. */

const MATCH_WORDS: Readonly<Record<Precision, string>> = {
  exact: 'exact',
  'log-source': 'by log source',
  component: 'by data component',
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

/** "Zeek on DMZ segment": the sensor, and where it stands when that says more than the group it feeds. */
export function nameDeployment(
  inventory: Inventory | undefined,
  { deploymentId, sensorName }: Pick<Feeder, 'deploymentId' | 'sensorName'>,
): string {
  const deployment = inventory?.deployments.find(({ id }) => id === deploymentId);
  const stand = inventory?.groups.find(({ id }) => id === deployment?.standsOn);
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

/** What to do, or what is in the way, for a sensor that would feed a need in a group. */
export function describeCandidate(
  candidate: Candidate,
  group: Pick<GroupExplanation, 'groupId' | 'groupName'>,
  inventory: Inventory | undefined,
  sensors: readonly Sensor[],
): string {
  const { sensorName, obstacle } = candidate;
  const events = describeEvents(candidate.eventIds, 6);
  const what = events === '' ? joinWords(candidate.logSources) : events;
  switch (obstacle) {
    case 'events are off':
      return `Switch on ${what} of ${sensorName}${describeStands(candidate, group.groupId, inventory)}.`;
    case 'role is missing':
      return `${sensorName} gives ${what} ${describeRoles(candidate, sensors)}, and ${group.groupName} is not said to have any.`;
    case 'does not count yet':
      return `${sensorName} (${what}) is stated for ${group.groupName}, but not counted: planned, not in service on this date, or unrated.`;
    case 'does not observe':
      return `You have ${sensorName} (${what}), but it does not observe ${group.groupName}.`;
    case 'not owned':
      return `${sensorName} (${what}) is not in your inventory.`;
  }
}

/** " on Windows servers": where the deployments stand whose events are off. */
function describeStands(candidate: Candidate, groupId: string, inventory: Inventory | undefined): string {
  const deployments = (inventory?.deployments ?? []).filter(
    ({ sensorId, observes, events }) =>
      sensorId === candidate.sensorId &&
      observes.some((observation) => observation.groupId === groupId) &&
      !candidate.eventIds.some((id) => isEventEnabled(events, id)),
  );
  const names = new Set(
    deployments.flatMap(({ standsOn }) => inventory?.groups.find(({ id }) => id === standsOn)?.name ?? []),
  );
  if (names.size === 0) return '';
  return names.size > 2 ? ` on ${formatCounted(names.size, 'system group')}` : ` on ${joinWords([...names])}`;
}

/** "only on domain controllers". */
function describeRoles(candidate: Candidate, sensors: readonly Sensor[]): string {
  const events = sensors.find(({ id }) => id === candidate.sensorId)?.events ?? [];
  const needed = events.find(({ id, role }) => role !== undefined && candidate.eventIds.includes(id));
  return needed?.role === undefined ? 'only on hosts with a certain role' : describeRole(needed.role);
}

function dimensionWord(dimension: QualityDimension): string {
  return QUALITY_WORDS[dimension].name.toLowerCase();
}
