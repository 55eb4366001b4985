import { foldLogSource } from '../attack/catalog';
import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { Estate } from '../coverage/estate';
import type { CoverageSettings } from '../coverage/settings';
import type { PlanOption } from '../planning/plan';
import type { Inventory } from '../sensors/inventory';
import { compareEventIds, type Sensor } from '../sensors/sensor';
import { tacticName } from './count-figures';
import type { IsOver } from './cover';
import { type ChosenItems, collectCases, type HuntCase, type HuntCases, isShownByAny } from './hunt-cases';
import type { HuntItem } from './hunt-items';
import type { HuntEvent, HuntPlace, HuntPlan, HuntStep } from './hunt-plan';
import { explainMissing } from './missing-steps';
import { makeStepPlacer, type PlacedStep } from './place-steps';
import { preferNamed } from './prefer-named';
import { solveHunt } from './solve-hunt';
import type { ThreatSteps } from './threat-steps';

/** What a hunt is planned in: the estate as the Analytics lens has it, since only an analytic says where to look. */
export interface HuntGround {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly estate: Estate;
  readonly settings: CoverageSettings;
  /** Of the user's plan: each is asked whether it would close a gap. */
  readonly options: readonly PlanOption[];
}

/** Where to look for a threat (threat model, "Where do I look"). @param isOver stops the search, not the answer */
export function planHunt(ground: HuntGround, threat: ThreatSteps, isOver: IsOver): HuntPlan {
  const { index, inventory, estate, settings } = ground;
  const { steps } = makeStepPlacer(index).place(threat);
  const { items, cases, isNamed } = collectCases(
    index,
    inventory,
    estate,
    settings,
    steps.map((step) => step.index),
  );
  const casesOf = (step: PlacedStep) => cases.get(step.index) ?? [];
  const visible = steps.filter((step) => casesOf(step).length > 0);
  const sensorNumbers = new Map<Sensor, number>();
  const sensorOf = items.map(({ sensor }) => {
    const number = sensorNumbers.get(sensor) ?? sensorNumbers.size;
    sensorNumbers.set(sensor, number);
    return number;
  });
  const problem = { steps: separateByGroup(visible.map(casesOf)), sensorOf };
  const solution = solveHunt(problem, isOver);
  const chosen: ChosenItems = new Uint8Array(items.length);
  for (const item of preferNamed(problem, solution.chosen, items, isNamed, isOver)) chosen[item] = 1;
  const shown = visible.map((step) => showStep(ground, { items, isNamed }, casesOf(step), step, chosen));
  return {
    places: listPlaces(ground, shown),
    steps: shown.map(({ step }) => step),
    missing: explainMissing(
      ground,
      steps.filter((step) => casesOf(step).length === 0),
    ),
    isProven: solution.isProven,
    lowerBound: solution.sensorsAtLeast,
  };
}

/** A hunter has to look wherever the step can be seen: of each group in which it runs, its cases, each list once. */
function separateByGroup(steps: readonly (readonly HuntCase[])[]): readonly (readonly HuntCase[])[] {
  return steps.flatMap((cases) => {
    const byGroup = new Map<number, number[]>();
    cases.forEach(({ groups }, at) => {
      for (const group of groups) byGroup.set(group, [...(byGroup.get(group) ?? []), at]);
    });
    const lists = new Map([...byGroup.values()].map((list) => [list.join(), list]));
    return [...lists.values()].map((list) => list.flatMap((at) => cases[at] ?? []));
  });
}

interface ShownStep {
  readonly step: HuntStep;
  readonly uses: readonly ItemUse[];
}

/** That an item feeds a need in a group. */
interface ItemUse {
  readonly item: HuntItem;
  readonly need: ComponentNeed;
  readonly group: number;
}

function showStep(
  { index, estate }: HuntGround,
  { items, isNamed }: Pick<HuntCases, 'items' | 'isNamed'>,
  cases: readonly HuntCase[],
  placed: PlacedStep,
  chosen: ChosenItems,
): ShownStep {
  const technique = index.catalog.techniques[placed.index];
  if (technique === undefined) throw new RangeError(`the catalog has no technique at ${placed.index}`);
  const uses: ItemUse[] = [];
  const shownBy = new Map<string, { analytic: string; groupNames: string[]; needs: HuntNeed[] }>();
  for (const one of cases) {
    if (!isShownByAny(one, chosen)) continue;
    const fed = one.needs.map(({ need, feeders }) => {
      const all = unique(feeders.flatMap((feeder) => feeder.all));
      const beside = unique([...all, ...feeders.flatMap((feeder) => feeder.beside)]);
      const read = (positions: readonly number[]) => positions.flatMap((position) => items[position] ?? []);
      return {
        need,
        items: read(all.filter((position) => chosen[position] === 1)),
        named: read(
          beside.filter((position) => isNamed(position, need) && !(chosen[position] === 1 && all.includes(position))),
        ),
      };
    });
    for (const { need, items: feeding } of fed) {
      for (const item of feeding) for (const group of one.groups) uses.push({ item, need, group });
    }
    const needs = fed.flatMap(({ need, items: feeding, named }) => describeNeed(index, need, feeding, named));
    const analytic = index.catalog.analytics[one.analytic]?.id ?? '';
    const groupNames = one.groups.flatMap((group) => estate.groups[group]?.group.name ?? []);
    const key = JSON.stringify([analytic, needs]);
    const known = shownBy.get(key);
    if (known === undefined) shownBy.set(key, { analytic, groupNames, needs });
    else known.groupNames.push(...groupNames);
  }
  return {
    step: {
      technique: technique.id,
      name: technique.name,
      tactic: tacticName(index, placed.tactic),
      shownBy: [...shownBy.values()],
    },
    uses,
  };
}

type HuntNeed = HuntStep['shownBy'][number]['needs'][number];

/** By sensor, what of it shows the component. */
function describeNeed(
  index: CatalogIndex,
  need: ComponentNeed,
  items: readonly HuntItem[],
  alsoNamed: readonly HuntItem[],
): readonly HuntNeed[] {
  const component = index.catalog.dataComponents[need.component]?.name ?? '';
  return [...new Set(items.map(({ sensor }) => sensor))].map((sensor) => {
    const own = items.filter((item) => item.sensor === sensor);
    const named = own.flatMap((item) => readNamed(index, item, need));
    const sources = own.flatMap((item) => sourceOf(index, item, [need]));
    return {
      component,
      sensorId: sensor.id,
      sensorName: sensor.name,
      eventIds: sortIds(own.flatMap(({ eventId }) => (eventId === '' ? [] : eventId))),
      alsoNamed: sortIds(alsoNamed.flatMap((item) => (item.sensor === sensor ? item.eventId : []))),
      logSources: unique(sources).sort(),
      codes: sortIds(named.map(({ code }) => code)),
      mappedOnly: sortIds(
        own.flatMap((item) => (item.eventId === '' || readNamed(index, item, need).length > 0 ? [] : item.eventId)),
      ),
    };
  });
}

/** Where ATT&CK names the event: log source and code, as it writes them. */
function readNamed(
  { catalog }: CatalogIndex,
  { sensor, eventId }: HuntItem,
  need: ComponentNeed,
): readonly { readonly logSource: string; readonly code: string }[] {
  const event = sensor.events.find(({ id }) => id === eventId);
  if (event === undefined) return [];
  const own = new Set((event.logSources ?? sensor.logSources).map(foldLogSource));
  const folded = (event.code ?? event.id).toLowerCase();
  return need.requirements.flatMap((position) => {
    const requirement = catalog.requirements[position];
    const logSource = catalog.logSources[requirement?.logSource ?? -1] ?? '';
    if (requirement === undefined || !own.has(foldLogSource(logSource))) return [];
    return requirement.codes.filter((code) => code.toLowerCase() === folded).map((code) => ({ logSource, code }));
  });
}

/** The log source in which ATT&CK names the event; else the first in which it appears; else the sensor's only one. */
function sourceOf(index: CatalogIndex, item: HuntItem, needs: readonly ComponentNeed[]): readonly string[] {
  if (item.eventId === '') return [item.logSource];
  const [named] = needs.flatMap((need) => readNamed(index, item, need));
  if (named !== undefined) return [named.logSource];
  const event = item.sensor.events.find(({ id }) => id === item.eventId);
  if (event?.logSources !== undefined) return event.logSources.slice(0, 1);
  return item.sensor.logSources.length === 1 ? item.sensor.logSources : [];
}

function listPlaces(ground: HuntGround, shown: readonly ShownStep[]): readonly HuntPlace[] {
  const sensors = new Set(shown.flatMap(({ uses }) => uses.map(({ item }) => item.sensor)));
  return [...sensors]
    .map((sensor) => describePlace(ground, sensor, shown))
    .sort(
      (a, b) =>
        b.techniques.length - a.techniques.length ||
        (a.sensorName < b.sensorName ? -1 : a.sensorName > b.sensorName ? 1 : 0),
    );
}

function describePlace({ index, estate }: HuntGround, sensor: Sensor, shown: readonly ShownStep[]): HuntPlace {
  const own = shown
    .map(({ step, uses }) => ({ step, uses: uses.filter(({ item }) => item.sensor === sensor) }))
    .filter(({ uses }) => uses.length > 0);
  const items = new Set(own.flatMap(({ uses }) => uses.map(({ item }) => item)));
  const groups = new Set(own.flatMap(({ uses }) => uses.map(({ group }) => group)));
  const watched = estate.groups.filter((_, g) => groups.has(g));
  const deployments = watched.flatMap(({ observers }) =>
    observers.flatMap((observer) => (observer.sensor === sensor ? observer.deployment : [])),
  );
  const retentions = deployments.flatMap(({ retentionDays }) => retentionDays ?? []);
  const events = [...items].map((item): HuntEvent => {
    const using = own.filter(({ uses }) => uses.some((use) => use.item === item));
    const needs = unique(using.flatMap(({ uses }) => uses.flatMap((use) => (use.item === item ? use.need : []))));
    return {
      eventId: item.eventId,
      logSource: sourceOf(index, item, needs)[0] ?? '',
      codes: sortIds(needs.flatMap((need) => readNamed(index, item, need).map(({ code }) => code))),
      components: unique(needs.map(({ component }) => index.catalog.dataComponents[component]?.name ?? '')).sort(),
      techniques: using.map(({ step }) => step.technique),
    };
  });
  return {
    sensorId: sensor.id,
    sensorName: sensor.name,
    events: events.sort(
      (a, b) =>
        Number(a.eventId === '') - Number(b.eventId === '') ||
        compareEventIds(a.eventId, b.eventId) ||
        (a.logSource < b.logSource ? -1 : 1),
    ),
    groupNames: watched.map(({ group }) => group.name),
    logDestinations: unique(deployments.map(({ logDestination }) => logDestination.trim()).filter(Boolean)),
    retentionDays: retentions.length === 0 ? null : Math.min(...retentions),
    techniques: own.map(({ step }) => step.technique),
  };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

function sortIds(ids: readonly string[]): readonly string[] {
  return unique(ids).sort(compareEventIds);
}
