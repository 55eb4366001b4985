import { compareEventIds } from '../sensors/sensor';
import type { Feeder, TechniqueExplanation } from './explain';
import { PRECISIONS, type Precision } from './settings';

/** A sensor in which traces of a technique are to be looked for, and where in it. */
export interface LookingPlace {
  readonly sensorId: string;
  readonly sensorName: string;
  /** Events that ATT&CK's analytics name by their code. */
  readonly namedEventIds: readonly string[];
  /** Events that map to a data component that the analytics require. */
  readonly otherEventIds: readonly string[];
  readonly logSources: readonly string[];
  /** Names of the data components it feeds, of those that the technique's analytics require. */
  readonly components: readonly string[];
  readonly groupNames: readonly string[];
  readonly deploymentIds: readonly string[];
  /** The closest match among them. */
  readonly precision: Precision | null;
  /** Whether it feeds an analytic that runs. */
  readonly feedsRunning: boolean;
}

/** Sensors that feed any analytic of the technique, those that make one run first, then by how much they give. */
export function collectLookingPlaces(explanation: TechniqueExplanation): readonly LookingPlace[] {
  const drafts = new Map<string, Draft>();
  for (const group of explanation.groups) {
    for (const analytic of group.analytics) {
      for (const need of analytic.needs) {
        const codes = new Set(need.asked.flatMap((asked) => asked.codes.map((code) => code.toLowerCase())));
        for (const feeder of need.feeders) {
          const draft = drafts.get(feeder.sensorId) ?? makeDraft(feeder);
          drafts.set(feeder.sensorId, draft);
          for (const id of feeder.eventIds) (codes.has(codeOf(id)) ? draft.named : draft.other).add(id);
          for (const name of feeder.logSources) draft.logSources.add(name);
          draft.components.add(need.component.name);
          draft.groupNames.add(group.groupName);
          draft.deploymentIds.add(feeder.deploymentId);
          draft.precision = closest(draft.precision, feeder.precision);
          draft.feedsRunning ||= analytic.state === 'runs';
        }
      }
    }
  }
  return [...drafts.values()]
    .map(
      (draft): LookingPlace => ({
        sensorId: draft.sensorId,
        sensorName: draft.sensorName,
        namedEventIds: [...draft.named].sort(compareEventIds),
        otherEventIds: [...draft.other].filter((id) => !draft.named.has(id)).sort(compareEventIds),
        logSources: [...draft.logSources].sort(),
        components: [...draft.components].sort(),
        groupNames: [...draft.groupNames],
        deploymentIds: [...draft.deploymentIds],
        precision: draft.precision,
        feedsRunning: draft.feedsRunning,
      }),
    )
    .sort(
      (a, b) =>
        Number(b.feedsRunning) - Number(a.feedsRunning) ||
        b.components.length - a.components.length ||
        (a.sensorName < b.sensorName ? -1 : 1),
    );
}

/** `winrm/6` is the code 6 of one of its sensor's log sources. */
function codeOf(eventId: string): string {
  return eventId.slice(eventId.lastIndexOf('/') + 1).toLowerCase();
}

interface Draft {
  readonly sensorId: string;
  readonly sensorName: string;
  readonly named: Set<string>;
  readonly other: Set<string>;
  readonly logSources: Set<string>;
  readonly components: Set<string>;
  readonly groupNames: Set<string>;
  readonly deploymentIds: Set<string>;
  precision: Precision | null;
  feedsRunning: boolean;
}

function makeDraft({ sensorId, sensorName }: Feeder): Draft {
  return {
    sensorId,
    sensorName,
    named: new Set(),
    other: new Set(),
    logSources: new Set(),
    components: new Set(),
    groupNames: new Set(),
    deploymentIds: new Set(),
    precision: null,
    feedsRunning: false,
  };
}

function closest(a: Precision | null, b: Precision | null): Precision | null {
  const rank = (precision: Precision | null) => (precision === null ? -1 : PRECISIONS.indexOf(precision));
  return rank(b) > rank(a) ? b : a;
}
