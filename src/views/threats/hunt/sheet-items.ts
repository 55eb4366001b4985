import type { HuntPlan, HuntStep } from '../../../domain/threats/hunt-plan';
import type { HuntQuery, QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { PlaceQueries } from '../../../state/threats';

/** What is ticked off at once: one sensor looked at for one step. */
export interface SheetItem {
  /** As in `HuntEntry.key`. */
  readonly key: string;
  readonly sensorId: string;
  readonly sensorName: string;
  readonly groupNames: readonly string[];
  readonly eventIds: readonly string[];
  readonly logSources: readonly string[];
  readonly codes: readonly string[];
}

export interface SheetStep {
  readonly technique: string;
  readonly name: string;
  readonly items: readonly SheetItem[];
}

/** Steps of one tactic, in its place among the others. */
export interface SheetTactic {
  readonly name: string;
  readonly steps: readonly SheetStep[];
}

export function listSheetTactics({ steps }: HuntPlan): readonly SheetTactic[] {
  const tactics: { name: string; steps: SheetStep[] }[] = [];
  for (const step of steps) {
    const sheetStep = { technique: step.technique, name: step.name, items: listItems(step) };
    const last = tactics.at(-1);
    if (last !== undefined && last.name === step.tactic) last.steps.push(sheetStep);
    else tactics.push({ name: step.tactic, steps: [sheetStep] });
  }
  return tactics;
}

export function listItemKeys(tactics: readonly SheetTactic[]): readonly string[] {
  return tactics.flatMap(({ steps }) => steps.flatMap(({ items }) => items.map(({ key }) => key)));
}

function listItems({ technique, shownBy }: HuntStep): readonly SheetItem[] {
  const items = new Map<string, SheetItem>();
  for (const { groupNames, needs } of shownBy) {
    for (const need of needs) {
      const before = items.get(need.sensorId);
      items.set(need.sensorId, {
        key: `${technique} ${need.sensorId}`,
        sensorId: need.sensorId,
        sensorName: need.sensorName,
        groupNames: union(before?.groupNames, groupNames),
        eventIds: union(before?.eventIds, need.eventIds),
        logSources: union(before?.logSources, need.logSources),
        codes: union(before?.codes, need.codes),
      });
    }
  }
  return [...items.values()];
}

export interface ShownQuery extends HuntQuery {
  readonly logSource: string;
}

/** The queries that ask for what an item looks at, each text once, in the order of the languages. */
export function findQueries(
  item: SheetItem,
  places: readonly PlaceQueries[],
  languages: readonly QueryLanguage[],
): readonly ShownQuery[] {
  const found = new Map<string, ShownQuery>();
  for (const { sensorId, logSource, eventIds, queries } of places) {
    if (sensorId !== item.sensorId || !asksFor(item, logSource, eventIds)) continue;
    for (const query of queries) {
      if (languages.includes(query.language)) found.set(`${query.language}\n${query.text}`, { ...query, logSource });
    }
  }
  return [...found.values()].sort((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language));
}

function asksFor(item: SheetItem, logSource: string, eventIds: readonly string[]): boolean {
  if (eventIds.length > 0) return eventIds.some((id) => item.eventIds.includes(id));
  return item.logSources.some((name) => name.toLowerCase() === logSource.toLowerCase());
}

function union(before: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...before, ...more])];
}
