import type { DataComponent } from '../attack/catalog';
import { foldLogSource } from '../attack/catalog';
import { removeSensors } from './edit-inventory';
import { editDeployments, editSensor } from './edit-records';
import { carrySelection } from './event-selection';
import type { Deployment, EventSelection, Inventory } from './inventory';
import type { Sensor, SensorEvent } from './sensor';

/** Steps by which a sensor of the user's own comes to feed something; untouched records stay the same objects. */

/** A sensor without events that show anything, and without log sources, feeds nothing. */
export function feedsNothing({ events, logSources }: Sensor): boolean {
  return logSources.length === 0 && events.every(({ mappings }) => mappings.length === 0);
}

/**
 * It emits what the other one emits: its events and log sources are added, as the user's word. A deployment whose list
 * of events names none of them was of another kind of events: there all are on.
 */
export function copyEmissions(inventory: Inventory, id: string, template: Sensor): Inventory {
  const events = template.events.map(
    (event): SensorEvent => ({
      ...event,
      mappings: event.mappings.map(({ component }) => ({ component, origin: 'user' })),
    }),
  );
  const edited = editSensor(inventory, id, (sensor) => ({
    ...sensor,
    platforms: sensor.platforms.length > 0 ? sensor.platforms : template.platforms,
    logSources: unite(sensor.logSources, template.logSources, foldLogSource),
    events: mergeEvents(sensor.events, events),
  }));
  const known = new Set(events.map((event) => event.id));
  return editSelections(edited, id, (selection) =>
    selection.mode === 'only' && selection.ids.length > 0 && !selection.ids.some((each) => known.has(each))
      ? { mode: 'all' }
      : selection,
  );
}

/** It shows these components, by what events nobody said: one event for each, called as the component is. */
export function addComponents(inventory: Inventory, id: string, components: readonly DataComponent[]): Inventory {
  const events = components.map(
    (component): SensorEvent => ({
      id: component.name,
      mappings: [{ component: component.id, origin: 'user' }],
    }),
  );
  const edited = editSensor(inventory, id, (sensor) => ({ ...sensor, events: mergeEvents(sensor.events, events) }));
  const ids = events.map((event) => event.id);
  // Where events are listed, the new ones are meant to be among them; "none" stays none.
  return editSelections(edited, id, (selection) =>
    selection.mode === 'only' && selection.ids.length > 0
      ? { mode: 'only', ids: [...new Set([...selection.ids, ...ids])] }
      : selection,
  );
}

/** Events by their ids alone; what they show is said later. */
export function addEvents(sensor: Sensor, ids: readonly string[]): Sensor {
  return {
    ...sensor,
    events: mergeEvents(
      sensor.events,
      [...new Set(ids)].map((id) => ({ id, mappings: [] })),
    ),
  };
}

/** Ids of events that deployments of the sensor name and the sensor does not list. */
export function listNamedEvents({ deployments }: Inventory, sensor: Sensor): readonly string[] {
  const known = new Set(sensor.events.map(({ id }) => id));
  const named = deployments
    .filter(({ sensorId }) => sensorId === sensor.id)
    .flatMap(({ events }) => (events.mode === 'all' ? [] : events.ids));
  return [...new Set(named)].filter((id) => !known.has(id));
}

/** The user's own sensor was another one all along: its deployments are of that one, and it goes. */
export function replaceSensor(inventory: Inventory, id: string, other: Sensor): Inventory {
  return removeSensors(
    reassignDeployments(inventory, ({ sensorId }) => sensorId === id, other),
    new Set([id]),
  );
}

/** The deployments are of another sensor; which events are on is kept as far as that one has them. */
export function reassignDeployments(
  inventory: Inventory,
  isMeant: (deployment: Deployment) => boolean,
  sensor: Sensor,
): Inventory {
  const ids = new Set(inventory.deployments.flatMap((deployment) => (isMeant(deployment) ? [deployment.id] : [])));
  return editDeployments(inventory, ids, (deployment) => ({
    ...deployment,
    sensorId: sensor.id,
    events: carrySelection(deployment.events, sensor.events),
  }));
}

function editSelections(
  inventory: Inventory,
  sensorId: string,
  edit: (selection: EventSelection) => EventSelection,
): Inventory {
  const deployments = inventory.deployments.map((deployment) => {
    if (deployment.sensorId !== sensorId) return deployment;
    const events = edit(deployment.events);
    return events === deployment.events ? deployment : { ...deployment, events };
  });
  return { ...inventory, deployments };
}

/** Events of the same id become one, with the mappings of both. */
function mergeEvents(present: readonly SensorEvent[], added: readonly SensorEvent[]): readonly SensorEvent[] {
  const byId = new Map(present.map((event) => [event.id, event]));
  for (const event of added) {
    const known = byId.get(event.id);
    const merged: SensorEvent =
      known === undefined
        ? event
        : { ...event, ...known, mappings: unite(known.mappings, event.mappings, ({ component }) => component) };
    byId.set(event.id, merged);
  }
  return [...byId.values()];
}

function unite<Item>(present: readonly Item[], added: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const known = new Set(present.map(keyOf));
  return [...present, ...added.filter((item) => !known.has(keyOf(item)))];
}
