import type { Obstacle } from '../../../domain/coverage/candidates';
import { formatCount, formatCounted } from '../../../domain/format';
import type { HuntPlan, MissingStep } from '../../../domain/threats/hunt-plan';
import { isCounted } from '../threat-words';

/** "2 sensors and 9 events show all 11 steps that can be seen, in every group where they can." */
export function describePlan({ places, steps, missing }: HuntPlan): string {
  if (steps.length === 0) {
    const gaps = missing.filter(({ state }) => isCounted(state)).length;
    if (gaps === 0) return 'There is nothing to look for: it names no step that could be observed here.';
    if (gaps === 1) return 'There is nowhere to look yet: its only observable step cannot be seen.';
    return `There is nowhere to look yet: none of its ${formatCount(gaps)} observable steps can be seen.`;
  }
  const events = places.flatMap((place) => place.events.filter(({ eventId }) => eventId !== '')).length;
  const sources = places.flatMap((place) => place.events.filter(({ eventId }) => eventId === '')).length;
  const parts = [formatCounted(places.length, 'sensor')];
  if (events > 0) parts.push(formatCounted(events, 'event'));
  if (sources > 0) parts.push(formatCounted(sources, 'whole log source'));
  const list = parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  const isOne = places.length === 1 && parts.length === 1;
  const shown =
    steps.length === 1 ? 'the one step that can be seen' : `all ${formatCount(steps.length)} steps that can be seen`;
  const isManyGroups = new Set(steps.flatMap(({ shownBy }) => shownBy.flatMap((one) => one.groupNames))).size > 1;
  const where = isManyGroups ? `, in every group where ${steps.length === 1 ? 'it' : 'they'} can` : '';
  return `${list} ${isOne ? 'shows' : 'show'} ${shown}${where}.`;
}

/** How sure it is that nothing smaller would do; empty: there is nothing to be sure of. */
export function describeProof({ steps, isProven, lowerBound }: HuntPlan): string {
  if (steps.length === 0) return '';
  if (isProven)
    return 'Proven smallest, of the events closest to what ATT&CK asks for: no fewer sensors show as much, and with as many no fewer events.';
  return `The best that was found in time; at least ${formatCounted(lowerBound, 'sensor is', 'sensors are')} needed.`;
}

const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
  'events are off': 'its events are off',
  'role is missing': 'no host of the role it needs is named',
  'does not count yet': 'it is not counted yet',
  'does not observe': 'it does not observe the group',
  'not owned': 'you do not have it',
};

/** "Sysmon (its events are off); not yours: Suricata, Zeek". */
export function describeCandidates(candidates: MissingStep['lacks'][number]['candidates']): string {
  const own = candidates.filter(({ obstacle }) => obstacle !== 'not owned');
  const others = candidates.filter(({ obstacle }) => obstacle === 'not owned').map(({ sensorName }) => sensorName);
  return [
    ...own.map(({ sensorName, obstacle }) => `${sensorName} (${OBSTACLE_WORDS[obstacle]})`),
    ...(others.length === 0 ? [] : [`not yours: ${others.join(', ')}`]),
  ].join('; ');
}

/** "30 days"; `null`: nobody has said. */
export function describeRetention(days: number | null): string {
  return days === null ? 'not stated' : formatCounted(days, 'day');
}
