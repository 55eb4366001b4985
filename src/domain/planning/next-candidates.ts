import { foldLogSource } from '../attack/catalog';
import { type CatalogIndex, platformBits, sharePlatform } from '../attack/catalog-index';
import type { Estate, ObservedGroup, Observer } from '../coverage/estate';
import { selectDefaults } from '../sensors/event-selection';
import { type Deployment, type DeploymentStatus, isEventEnabled, type SystemGroup } from '../sensors/inventory';
import { makeDeployment } from '../sensors/plan-deployments';
import type { Sensor, SensorEvent } from '../sensors/sensor';
import { makeAskedRequirements } from './asked-requirements';
import { describeSelection, nameCandidate, numberAlike } from './candidate-words';
import { keyOfOption } from './edit-plan';
import type { InventoryChange } from './inventory-change';
import type { Plan, PlanOption, Price } from './plan';
import type { PlanningBase } from './what-if';

/** How coarse an addition is; `own`: planned or candidate deployments of the inventory, and options of the plan. */
export const GRAINS = ['sensor', 'event-set', 'log-source', 'component', 'own'] as const;
export type Grain = (typeof GRAINS)[number];

/** One thing that may be added by itself. */
export interface NextCandidate {
  /** Stable while the inventory is: an option of the plan that is made of it has the same. */
  readonly id: string;
  readonly grain: Grain;
  /** Of the sensor, the event set, the log source or the component; others may have the same. */
  readonly name: string;
  /** With its place and what else tells it from others. */
  readonly title: string;
  /** Where it would be: names of groups; of an event set, whose it is. */
  readonly where: readonly string[];
  /** Which of the sensor's events would be on: "default events"; empty where that is no question. */
  readonly events: string;
  /** Of a deployment of the inventory. */
  readonly status: DeploymentStatus | null;
  readonly changes: readonly InventoryChange[];
  /** The same with every event of the sensor on; `null`: they are. */
  readonly withAllEvents: readonly InventoryChange[] | null;
  /** As stated in the plan or the inventory. */
  readonly price: Price | null;
  /** An option of the plan already. */
  readonly isOption: boolean;
}

/**
 * Everything that could be added, at every grain. What is there completely already is no candidate.
 * @param makeId an id for each new deployment: throw-away ones are fine for computing
 */
export function listNextCandidates(
  base: PlanningBase,
  estate: Estate,
  plan: Plan,
  makeId: () => string,
): readonly NextCandidate[] {
  // Made elsewhere, the same option has another id: what it changes tells.
  const optionById = new Map(plan.options.map((option) => [option.id, option]));
  const optionByChanges = new Map(plan.options.map((option) => [keyOfOption(option), option]));
  const listed = new Set<PlanOption>();
  const known = new Set<string>();
  const drafts = [
    ...listSensors(base, estate, makeId),
    ...listEventSets(estate),
    ...listLogSources(base, estate, makeId),
    ...listComponents(base, estate, makeId),
    ...listDeployments(base),
  ];
  const candidates = drafts.map((draft): Unnamed => {
    const key = keyOfOption(draft);
    const option = optionById.get(draft.id) ?? optionByChanges.get(key);
    known.add(key);
    if (option === undefined) return { ...draft, isOption: false };
    listed.add(option);
    return { ...draft, changes: option.changes, price: option.price, isOption: true };
  });
  const options = plan.options.flatMap((option): Unnamed | [] => {
    const { id, name, changes, price } = option;
    const key = keyOfOption(option);
    if (listed.has(option) || known.has(key)) return [];
    known.add(key);
    return { ...PLAIN, id, grain: 'own', name, where: ['the plan'], changes, price, isOption: true };
  });
  const named = [
    ...candidates.map((candidate) => ({
      ...candidate,
      title: nameCandidate(candidate.name, candidate.where, candidate),
    })),
    ...options.map((option) => ({ ...option, title: option.name })),
  ];
  return numberAlike(named);
}

type Unnamed = Omit<NextCandidate, 'title'>;
type Draft = Omit<Unnamed, 'isOption'>;

const PLAIN = { events: '', status: null, withAllEvents: null, price: null } as const;

/** Sensors of the library and the user's own, on all groups in scope that they are made for, with their default events. */
function listSensors({ index, sensors }: PlanningBase, estate: Estate, makeId: () => string): Draft[] {
  return [...sensors.values()].flatMap((sensor): Draft[] => {
    const events = selectDefaults(sensor.events);
    const groups = estate.groups.filter(
      (observed) => isMadeFor(index, sensor, observed) && !isComplete(sensor, events, observed),
    );
    if (groups.length === 0) return [];
    const deployment = deployOn(makeId(), sensor.id, groups, events);
    const isAll = sensor.events.every(({ id }) => isEventEnabled(events, id));
    const all: InventoryChange = { kind: 'add-deployment', deployment: { ...deployment, events: { mode: 'all' } } };
    return [
      {
        ...makeDraft(`sensor:${sensor.id}`, 'sensor', sensor.name, groups, [{ kind: 'add-deployment', deployment }]),
        events: describeSelection(sensor.events, events),
        withAllEvents: isAll ? null : [all],
      },
    ];
  });
}

/**
 * Network sensors name the platforms whose traffic they see; one that names none may stand anywhere. Where a release names
 * no platforms (ICS), those that the group itself states decide, if it states any.
 */
function isMadeFor({ catalog, techniquePlatforms }: CatalogIndex, sensor: Sensor, observed: ObservedGroup): boolean {
  if (sensor.platforms.length === 0) return true;
  if ((platformBits(catalog, sensor.platforms) & observed.platforms) !== 0) return true;
  if (!observed.takesUnplatformed || !techniquePlatforms.includes(0)) return false;
  const { platforms } = observed.group;
  return platforms.length === 0 || sharePlatform(sensor.platforms, platforms);
}

/** Some deployment sees all of the group with everything on that is on by default. */
function isComplete(sensor: Sensor, wanted: Deployment['events'], { observers }: ObservedGroup): boolean {
  return observers.some(
    (observer) =>
      observer.sensor.id === sensor.id &&
      observer.share.low === 1 &&
      sensor.events.every(({ id }) => !isEventEnabled(wanted, id) || isEventEnabled(observer.deployment.events, id)),
  );
}

/** What is switched off in a deployment that counts: by what switches it on, else all together. */
function listEventSets(estate: Estate): Draft[] {
  const seenBy = new Map<Deployment, { readonly observer: Observer; readonly groups: SystemGroup[] }>();
  for (const { group, observers } of estate.groups) {
    for (const observer of observers) {
      const known = seenBy.get(observer.deployment) ?? { observer, groups: [] };
      seenBy.set(observer.deployment, known);
      known.groups.push(group);
    }
  }
  return [...seenBy].flatMap(([deployment, { observer, groups }]): Draft[] => {
    const sets = new Map<string, SensorEvent[]>();
    for (const event of observer.sensor.events) {
      if (isEventEnabled(deployment.events, event.id)) continue;
      const set = event.set ?? '';
      const events = sets.get(set) ?? [];
      sets.set(set, events);
      events.push(event);
    }
    return [...sets].map(([set, events]) => ({
      ...PLAIN,
      id: `events:${deployment.id}:${set}`,
      grain: 'event-set',
      name: `${observer.sensor.name}: ${set === '' ? nameEvents(events) : set}`,
      where: groups.map(({ name }) => name),
      changes: [{ kind: 'enable-events', deploymentId: deployment.id, eventIds: events.map(({ id }) => id) }],
    }));
  });
}

function nameEvents(events: readonly SensorEvent[]): string {
  const [first, ...others] = events;
  return others.length === 0 ? `event ${first?.id ?? ''}` : `${events.length} other events that are off`;
}

/** A log source by the name that ATT&CK gives it, with every code that is asked for in it, whatever product has it. */
function listLogSources({ index, settings }: PlanningBase, estate: Estate, makeId: () => string): Draft[] {
  // SMAP's facts know no log sources by name.
  if (settings.facts === 'smap') return [];
  const { catalog } = index;
  const sources = new Map<string, { readonly name: string; readonly codes: Set<string>; readonly asked: number[] }>();
  catalog.requirements.forEach(({ logSource, codes }, position) => {
    const name = catalog.logSources[logSource]?.trim() ?? '';
    const folded = foldLogSource(name);
    if (folded === '' || folded === 'none') return;
    const source = sources.get(folded) ?? { name, codes: new Set<string>(), asked: [] };
    sources.set(folded, source);
    for (const code of codes) source.codes.add(code);
    source.asked.push(position);
  });
  const listAsking = makeGroupLister(index, estate);
  return [...sources].flatMap(([folded, source]): Draft[] => {
    const sensor = makeStandIn(`user:log-source:${folded}`, source.name, {
      logSources: [source.name],
      events: [...source.codes].map((id) => ({ id, mappings: [] })),
    });
    return standIn(`log-source:${folded}`, 'log-source', sensor, listAsking(source.asked), makeId);
  });
}

/** A data component that anything at all shows. */
function listComponents({ index, settings }: PlanningBase, estate: Estate, makeId: () => string): Draft[] {
  // A stricter reading takes no mapping for a match.
  if (settings.minimumPrecision !== 'component') return [];
  const asked: number[][] = index.catalog.dataComponents.map(() => []);
  index.catalog.requirements.forEach(({ component }, position) => {
    asked[component]?.push(position);
  });
  const listAsking = makeGroupLister(index, estate);
  return index.catalog.dataComponents.flatMap(({ id, name }, component): Draft[] => {
    const sensor = makeStandIn(`user:component:${id}`, name, {
      events: [{ id: '1', mappings: [{ component: id, origin: 'user' }] }],
    });
    return standIn(`component:${id}`, 'component', sensor, listAsking(asked[component] ?? []), makeId);
  });
}

/** What the inventory itself plans or considers. */
function listDeployments({ inventory, sensors }: PlanningBase): Draft[] {
  const groupNames = new Map(inventory.groups.map(({ id, name }) => [id, name]));
  return inventory.deployments
    .filter(({ status }) => status !== 'deployed')
    .map((deployment) => {
      const { id, sensorId, observes, cost, status } = deployment;
      const sensor = sensors.get(sensorId);
      const off = (sensor?.events ?? []).flatMap((event) =>
        isEventEnabled(deployment.events, event.id) ? [] : event.id,
      );
      const changes: readonly InventoryChange[] = [{ kind: 'deploy', deploymentId: id }];
      return {
        id: `deployment:${id}`,
        grain: 'own',
        name: sensor?.name ?? sensorId,
        where: [...new Set(observes.flatMap(({ groupId }) => groupNames.get(groupId) ?? []))],
        events: describeSelection(sensor?.events ?? [], deployment.events),
        status,
        changes,
        withAllEvents:
          off.length === 0 ? null : [...changes, { kind: 'enable-events', deploymentId: id, eventIds: off }],
        price: cost === null ? null : { ...cost, amount: String(cost.amount) },
      };
    });
}

/** A sensor that stands for whatever product has what it has. */
function makeStandIn(id: string, name: string, change: Partial<Pick<Sensor, 'logSources' | 'events'>>): Sensor {
  const nothing = { vendor: null, aliases: [], platforms: [], logSources: [], events: [] };
  return { id, name, ...nothing, ...change, origin: 'user' };
}

function standIn(
  id: string,
  grain: Grain,
  sensor: Sensor,
  asking: readonly ObservedGroup[],
  makeId: () => string,
): Draft[] {
  const groups = asking.filter((observed) => !isComplete(sensor, { mode: 'all' }, observed));
  if (groups.length === 0) return [];
  const deployment = deployOn(makeId(), sensor.id, groups, { mode: 'all' });
  return [
    makeDraft(id, grain, sensor.name, groups, [
      { kind: 'add-sensor', sensor },
      { kind: 'add-deployment', deployment },
    ]),
  ];
}

/** On all hosts: what is observed is said, where it stands is not, since that would lend the groups its roles. */
function deployOn(
  id: string,
  sensorId: string,
  groups: readonly ObservedGroup[],
  events: Deployment['events'],
): Deployment {
  const deployment = makeDeployment(
    id,
    sensorId,
    null,
    groups.map(({ group }) => group),
    events,
  );
  return { ...deployment, observes: deployment.observes.map((observation) => ({ ...observation, share: 1 })) };
}

function makeDraft(
  id: string,
  grain: Grain,
  name: string,
  groups: readonly ObservedGroup[],
  changes: readonly InventoryChange[],
): Draft {
  return { ...PLAIN, id, grain, name, where: groups.map(({ group }) => group.name), changes };
}

/** Groups in which some analytic that can run asks for one of the requirements. */
function makeGroupLister(index: CatalogIndex, { groups }: Estate) {
  const askedIn = makeAskedRequirements(index);
  const marked = groups.map((observed) => ({ observed, asked: askedIn(observed) }));
  return (requirements: readonly number[]): readonly ObservedGroup[] =>
    marked.flatMap(({ observed, asked }) => (requirements.some((position) => asked[position] === 1) ? observed : []));
}
