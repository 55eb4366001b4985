import type { HuntPlan, HuntStep } from '../../../domain/threats/hunt-plan';
import type { HuntQuery, QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';

/** A sensor to look at for one step. */
export interface SheetPlace {
  readonly sensorId: string;
  readonly sensorName: string;
  readonly groupNames: readonly string[];
  readonly eventIds: readonly string[];
  readonly logSources: readonly string[];
  readonly codes: readonly string[];
}

/** What is ticked off at once: a step, whose analytic may want to see several sensors together. */
export interface SheetStep {
  /** As in `HuntEntry.key`. */
  readonly key: string;
  readonly technique: string;
  readonly name: string;
  readonly places: readonly SheetPlace[];
}

/** Steps of one tactic, in its place among the others. */
export interface SheetTactic {
  readonly name: string;
  readonly steps: readonly SheetStep[];
}

export function listSheetTactics({ steps }: HuntPlan): readonly SheetTactic[] {
  const tactics: { name: string; steps: SheetStep[] }[] = [];
  for (const step of steps) {
    const sheetStep = {
      key: step.technique,
      technique: step.technique,
      name: step.name,
      places: listPlaces(step),
    };
    const last = tactics.at(-1);
    if (last !== undefined && last.name === step.tactic) last.steps.push(sheetStep);
    else tactics.push({ name: step.tactic, steps: [sheetStep] });
  }
  return tactics;
}

export function listKeys(tactics: readonly SheetTactic[]): readonly string[] {
  return tactics.flatMap(({ steps }) => steps.map(({ key }) => key));
}

function listPlaces({ shownBy }: HuntStep): readonly SheetPlace[] {
  const places = new Map<string, SheetPlace>();
  for (const { groupNames, needs } of shownBy) {
    for (const need of needs) {
      const before = places.get(need.sensorId);
      places.set(need.sensorId, {
        sensorId: need.sensorId,
        sensorName: need.sensorName,
        groupNames: union(before?.groupNames, groupNames),
        eventIds: union(before?.eventIds, need.eventIds),
        logSources: union(before?.logSources, need.logSources),
        codes: union(before?.codes, need.codes),
      });
    }
  }
  return [...places.values()];
}

export interface ShownQuery extends HuntQuery {
  readonly logSource: string;
}

/** The queries that ask for what is looked at in a place, each text once, in the order of the languages. */
export function findQueries(
  place: SheetPlace,
  written: readonly PlaceQueries[],
  languages: readonly QueryLanguage[],
): readonly ShownQuery[] {
  const found = new Map<string, ShownQuery>();
  for (const { sensorId, logSource, eventIds, queries } of written) {
    if (sensorId !== place.sensorId || !asksFor(place, logSource, eventIds)) continue;
    for (const query of queries) {
      if (languages.includes(query.language)) found.set(`${query.language}\n${query.text}`, { ...query, logSource });
    }
  }
  return [...found.values()].sort((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language));
}

function asksFor(place: SheetPlace, logSource: string, eventIds: readonly string[]): boolean {
  if (eventIds.length > 0) return eventIds.some((id) => place.eventIds.includes(id));
  return place.logSources.some((name) => name.toLowerCase() === logSource.toLowerCase());
}

function union(before: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...before, ...more])];
}
