import type { TechniqueId } from '../attack/identifiers';
import { compareEventIds } from '../sensors/sensor';
import type { HuntEvent, HuntPlace, HuntPlan, HuntStep, MissingStep } from './hunt-plan';
import type { HuntQuery } from './hunt-queries';
import type { HuntEntry, HuntSheet } from './hunt-sheet';

/** A hunt sheet as it is shown, printed and written: the plan as it is today with what was done about it so far. */
export interface HuntSheetPage {
  readonly title: string;
  readonly hunter: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly notes: string;
  readonly isProven: boolean;
  readonly tactics: readonly SheetTactic[];
  /** Of the smallest set, with what their logs are asked. */
  readonly places: readonly SheetPlace[];
  readonly missing: readonly SheetMissing[];
  /** Entries of steps and places that the plan no longer has: kept, since somebody wrote them. */
  readonly gone: readonly HuntEntry[];
  /** Steps that were settled, of all that can be looked at. */
  readonly done: number;
  readonly of: number;
}

export interface SheetTactic {
  readonly name: string;
  readonly steps: readonly SheetStep[];
}

export interface SheetStep {
  readonly key: string;
  readonly technique: string;
  readonly name: string;
  readonly analytics: readonly string[];
  readonly groupNames: readonly string[];
  /** `null`: nothing was written yet. */
  readonly entry: HuntEntry | null;
  readonly places: readonly SheetLook[];
}

/** What of one place shows one step. */
export interface SheetLook {
  readonly key: string;
  readonly sensorId: string;
  readonly sensorName: string;
  readonly eventIds: readonly string[];
  /** Events beyond the smallest set that ATT&CK names for the same. */
  readonly alsoNamed: readonly string[];
  readonly logSources: readonly string[];
  readonly codes: readonly string[];
  readonly components: readonly string[];
  /** Events that are only mapped to what the analytic asks for: it does not name them. */
  readonly mappedOnly: readonly string[];
  /** Where this place shows the step, of all groups in which it is shown. */
  readonly groupNames: readonly string[];
  readonly entry: HuntEntry | null;
}

export interface SheetPlace extends Omit<HuntPlace, 'events'> {
  readonly events: readonly HuntEvent[];
  readonly queries: readonly SheetQueries[];
}

export interface SheetQueries {
  readonly logSource: string;
  /** None: all of the log source. */
  readonly eventIds: readonly string[];
  /** The steps that ask so. */
  readonly techniques: readonly TechniqueId[];
  readonly queries: readonly HuntQuery[];
}

export interface SheetMissing extends MissingStep {
  readonly key: string;
  readonly entry: HuntEntry | null;
}

/** Queries of one log source of one place, in any order. */
export interface QueriesOfPlace extends SheetQueries {
  readonly sensorId: string;
}

/**
 * Keys are made of what a step and a place are, `T1059.001` and `T1059.001 sysmon`, never of where they stand: a tick stays
 * where it was when the plan changes around it.
 */
export function stepKey(technique: string): string {
  return technique;
}

export function lookKey(technique: string, sensorId: string): string {
  return `${technique} ${sensorId}`;
}

/** @param sheet `null`: nothing was written yet */
export function composeHuntSheet(
  title: string,
  plan: HuntPlan,
  sheet: HuntSheet | null,
  queries: readonly QueriesOfPlace[] = [],
): HuntSheetPage {
  // Of entries with the same key, such as after a merge, the last change counts; the others are not lost.
  const entries = new Map<string, HuntEntry>();
  const superseded: HuntEntry[] = [];
  for (const entry of [...(sheet?.entries ?? [])].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const older = entries.get(entry.key);
    if (older !== undefined) superseded.push(older);
    entries.set(entry.key, entry);
  }
  const used = new Set<string>();
  const take = (key: string): HuntEntry | null => {
    used.add(key);
    return entries.get(key) ?? null;
  };
  const tactics = new Map<string, SheetStep[]>();
  for (const step of plan.steps) {
    const list = tactics.get(step.tactic) ?? [];
    tactics.set(step.tactic, list);
    list.push(composeStep(step, take));
  }
  const missing = plan.missing.map((step): SheetMissing => {
    const key = stepKey(step.technique);
    return { ...step, key, entry: take(key) };
  });
  const steps = [...tactics.values()].flat();
  return {
    title: sheet?.title || title,
    hunter: sheet?.hunter ?? '',
    startedAt: sheet?.startedAt ?? null,
    finishedAt: sheet?.finishedAt ?? null,
    notes: sheet?.notes ?? '',
    isProven: plan.isProven,
    tactics: [...tactics].map(([name, list]) => ({ name, steps: list })),
    places: plan.places.map((place) => ({
      ...place,
      queries: queries.filter(({ sensorId }) => sensorId === place.sensorId).map(({ sensorId: _, ...asked }) => asked),
    })),
    missing,
    gone: [...[...entries.values()].filter(({ key }) => !used.has(key)), ...superseded],
    done: steps.filter(isSettled).length,
    of: steps.length,
  };
}

/** Settled: the step itself, or every place where it is looked for. */
export function isSettled({ entry, places }: SheetStep): boolean {
  if (entry !== null && entry.outcome !== 'open') return true;
  return places.length > 0 && places.every((place) => place.entry !== null && place.entry.outcome !== 'open');
}

function composeStep(step: HuntStep, take: (key: string) => HuntEntry | null): SheetStep {
  const looks = new Map<string, LookDraft>();
  for (const { needs, groupNames } of step.shownBy) {
    for (const { sensorId, sensorName, eventIds, alsoNamed, logSources, codes, mappedOnly, component } of needs) {
      const look = looks.get(sensorId) ?? makeDraft(sensorName);
      looks.set(sensorId, look);
      look.eventIds.push(...eventIds);
      look.alsoNamed.push(...alsoNamed);
      look.logSources.push(...logSources);
      look.codes.push(...codes);
      look.components.push(component);
      look.mappedOnly.push(...mappedOnly);
      look.asked.push(...eventIds.filter((id) => !mappedOnly.includes(id)));
      look.groupNames.push(...groupNames);
    }
  }
  const key = stepKey(step.technique);
  return {
    key,
    technique: step.technique,
    name: step.name,
    analytics: unique(step.shownBy.map(({ analytic }) => analytic)).sort(),
    groupNames: unique(step.shownBy.flatMap(({ groupNames }) => groupNames)),
    entry: take(key),
    places: [...looks]
      .map(([sensorId, look]): SheetLook => {
        const ofPlace = lookKey(step.technique, sensorId);
        return {
          key: ofPlace,
          sensorId,
          sensorName: look.sensorName,
          eventIds: unique(look.eventIds).sort(compareEventIds),
          alsoNamed: unique(look.alsoNamed.filter((id) => !look.eventIds.includes(id))).sort(compareEventIds),
          logSources: unique(look.logSources).sort(),
          codes: unique(look.codes).sort(compareEventIds),
          components: unique(look.components).sort(),
          mappedOnly: unique(look.mappedOnly.filter((id) => !look.asked.includes(id))).sort(compareEventIds),
          groupNames: unique(look.groupNames),
          entry: take(ofPlace),
        };
      })
      .sort((a, b) => (a.sensorName < b.sensorName ? -1 : a.sensorName > b.sensorName ? 1 : 0)),
  };
}

interface LookDraft {
  readonly sensorName: string;
  readonly eventIds: string[];
  readonly alsoNamed: string[];
  readonly logSources: string[];
  readonly codes: string[];
  readonly components: string[];
  readonly mappedOnly: string[];
  readonly asked: string[];
  readonly groupNames: string[];
}

function makeDraft(sensorName: string): LookDraft {
  return {
    sensorName,
    eventIds: [],
    alsoNamed: [],
    logSources: [],
    codes: [],
    components: [],
    mappedOnly: [],
    asked: [],
    groupNames: [],
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
