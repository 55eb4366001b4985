import { describe, expect, it } from 'vitest';
import type { DataComponentId } from '../../src/domain/attack/identifiers';
import {
  addComponents,
  addEvents,
  copyEmissions,
  feedsNothing,
  listNamedEvents,
  reassignDeployments,
  replaceSensor,
} from '../../src/domain/sensors/describe-own-sensor';
import { carrySelection } from '../../src/domain/sensors/event-selection';
import type { EventSelection, Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { listKindsOf, TELEMETRY_KINDS, tellFamily } from '../../src/domain/sensors/telemetry-kinds';
import { makeDeployment, makeInventory, makeSensor } from '../coverage/made-up-estate';

const PROXY = makeSensor(
  'proxy',
  { 'access.log': ['DC0078', 'DC0085'], 'ssl.log': ['DC0082'] },
  { logSources: ['Proxy:Access'] },
);
const OWN: Sensor = { ...makeSensor('user:1', {}), name: 'Homegrown', origin: 'user' };
const only = (...ids: readonly string[]): EventSelection => ({ mode: 'only', ids });

function estate(events: EventSelection = { mode: 'all' }, own = OWN): Inventory {
  return makeInventory({
    customSensors: [own],
    deployments: [
      makeDeployment('user:1', { id: 'mine', events }),
      makeDeployment('sysmon', { id: 'other', events: only('1') }),
    ],
  });
}
const ownOf = ({ customSensors }: Inventory) => customSensors[0] as Sensor;
const eventsOf = ({ deployments }: Inventory, id: string) => deployments.find((each) => each.id === id)?.events;

describe('a sensor of one’s own', () => {
  it('emits what another one emits, as the user’s word', () => {
    const before = estate();
    const after = copyEmissions(before, 'user:1', PROXY);
    expect(after.deployments).toEqual(before.deployments);
    expect(after.deployments[1]).toBe(before.deployments[1]);
    expect(ownOf(after).logSources).toEqual(['Proxy:Access']);
    expect(ownOf(after).events.map(({ id }) => id)).toEqual(['access.log', 'ssl.log']);
    expect(ownOf(after).events.flatMap(({ mappings }) => mappings.map(({ origin }) => origin))).toEqual([
      'user',
      'user',
      'user',
    ]);
    expect([feedsNothing(OWN), feedsNothing(ownOf(after))]).toEqual([true, false]);
  });

  it('adds to what it has, once', () => {
    const own = {
      ...OWN,
      events: [{ id: 'ssl.log', mappings: [{ component: 'DC0001' as DataComponentId, origin: 'user' as const }] }],
    };
    const once = copyEmissions(estate({ mode: 'all' }, own), 'user:1', PROXY);
    expect(
      ownOf(once)
        .events.find(({ id }) => id === 'ssl.log')
        ?.mappings.map(({ component }) => component),
    ).toEqual(['DC0001', 'DC0082']);
    expect(ownOf(copyEmissions(once, 'user:1', PROXY)).events).toEqual(ownOf(once).events);
  });

  it('keeps a list of events that names some of the copied ones, and drops one that names none', () => {
    expect(eventsOf(copyEmissions(estate(only('ssl.log')), 'user:1', PROXY), 'mine')).toEqual(only('ssl.log'));
    expect(eventsOf(copyEmissions(estate(only('77')), 'user:1', PROXY), 'mine')).toEqual({ mode: 'all' });
    expect(eventsOf(copyEmissions(estate(only()), 'user:1', PROXY), 'mine')).toEqual(only());
  });

  it('shows components without known events, also where a deployment lists events', () => {
    const component = { id: 'DC0032' as DataComponentId, name: 'Process Creation' };
    const after = addComponents(estate(only('77')), 'user:1', [component]);
    expect(ownOf(after).events).toEqual([
      { id: 'Process Creation', mappings: [{ component: 'DC0032', origin: 'user' }] },
    ]);
    expect(eventsOf(after, 'mine')).toEqual(only('77', 'Process Creation'));
    expect(eventsOf(after, 'other')).toEqual(only('1'));
  });

  it('can take over the events that an inventory names of it', () => {
    const inventory = estate(only('77', '78', '77'));
    expect(listNamedEvents(inventory, OWN)).toEqual(['77', '78']);
    expect(addEvents(OWN, ['77', '78', '77']).events.map(({ id }) => id)).toEqual(['77', '78']);
    expect(listNamedEvents(inventory, addEvents(OWN, ['77', '78']))).toEqual([]);
  });

  it('may turn out to be one of the library: its deployments keep their lists of events', () => {
    const after = replaceSensor(estate(only('SSL.log', '77')), 'user:1', PROXY);
    expect(after.customSensors).toEqual([]);
    expect(after.deployments.map(({ id, sensorId }) => [id, sensorId])).toEqual([
      ['mine', 'proxy'],
      ['other', 'sysmon'],
    ]);
    expect(eventsOf(after, 'mine')).toEqual(only('ssl.log'));
  });

  it('can be put in the place of another one for single deployments', () => {
    const before = estate();
    const after = reassignDeployments(before, ({ id }) => id === 'mine', PROXY);
    expect(after.deployments[0]?.sensorId).toBe('proxy');
    expect(after.deployments[1]).toBe(before.deployments[1]);
    expect(after.customSensors).toBe(before.customSensors);
  });
});

describe('a list of events for another sensor', () => {
  const EVENTS = [{ id: 'winrm/6', code: '6' }, { id: '4688' }];
  it('goes by id and by code, and says nothing where it names none', () => {
    expect(carrySelection(only('6', '9'), EVENTS)).toEqual(only('winrm/6'));
    expect(carrySelection({ mode: 'except', ids: ['4688'] }, EVENTS)).toEqual({ mode: 'except', ids: ['4688'] });
    expect(carrySelection(only('9'), EVENTS)).toEqual({ mode: 'all' });
    expect(carrySelection({ mode: 'all' }, EVENTS)).toEqual({ mode: 'all' });
    expect(carrySelection(only(), EVENTS)).toEqual(only());
  });
});

describe('telemetry kinds', () => {
  it('find components by what people call such telemetry', () => {
    expect(listKindsOf('DC0085')).toContain('web proxy');
    expect(listKindsOf('DC0032')).toContain('process creation');
    expect(tellFamily('Process Creation')).toBe('Processes and commands');
    expect(tellFamily('Something New')).toBe('Others');
    for (const { components } of TELEMETRY_KINDS) for (const id of components) expect(id).toMatch(/^DC\d{4}$/);
  });
});
