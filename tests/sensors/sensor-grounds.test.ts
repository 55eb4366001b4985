import { describe, expect, it } from 'vitest';
import { compileSensorGrounds } from '../../src/domain/sensors/compile-sensor-grounds';
import { compileSensorLibrary, type SensorFacts } from '../../src/domain/sensors/compile-sensor-library';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { describeSource, listGrounds, type SensorGrounds } from '../../src/domain/sensors/sensor-grounds';

const facts: SensorFacts = {
  id: 'door',
  name: 'Door',
  vendor: null,
  aliases: [],
  platforms: ['Windows', 'Linux'],
  logSources: ['door:log'],
  sources: { manual: 'https://www.example.com/manual', book: 'The book of doors, chapter 2' },
  sets: {
    Bell: { default: 'off', enable: 'Settings > Bell', sources: ['manual'], platforms: ['Windows'] },
    Lock: { default: 'on', sources: ['manual'] },
    Unused: { sources: ['manual'] },
  },
  events: [
    { id: 'rung', set: 'Bell', library: ['DC0001'] },
    { id: 'rung twice', set: 'Bell', default: 'on' },
    { id: 'locked', set: 'Lock' },
    { id: 'forced', set: 'Lock', default: 'off', enable: 'Fit a contact', sources: ['book'], platforms: ['Linux'] },
  ],
};

const [grounds] = compileSensorGrounds([facts]).sensors as [SensorGrounds];
const [sensor] = compileSensorLibrary({ sensors: [facts], smap: new Map(), unassigned: [] }).sensors as [Sensor];

describe('what facts rest on', () => {
  it('stands apart from the library, by position', () => {
    expect(grounds).toEqual({
      id: 'door',
      sources: ['https://www.example.com/manual', 'The book of doors, chapter 2'],
      sets: [
        { name: 'Bell', enable: 'Settings > Bell', sources: [0] },
        { name: 'Lock', sources: [0] },
        { name: 'Unused', sources: [0] },
      ],
      events: [{ id: 'forced', enable: 'Fit a contact', sources: [1] }],
    });
    expect(JSON.stringify(sensor)).not.toMatch(/manual|Settings|contact/);
  });

  it('leaves the library the set, the default and the platforms; an event’s own word wins', () => {
    const said = sensor.events.map(({ id, set, default: byDefault, platforms }) => [id, set, byDefault, platforms]);
    expect(said).toEqual([
      ['forced', 'Lock', 'off', ['Linux']],
      ['locked', 'Lock', 'on', undefined],
      ['rung', 'Bell', 'off', ['Windows']],
      ['rung twice', 'Bell', 'on', ['Windows']],
    ]);
  });

  it('is listed by set, then by event, with a default where all agree', () => {
    const rows = listGrounds(sensor, grounds).map((row) => [row.name, row.events, row.default, row.enable]);
    expect(rows).toEqual([
      ['Bell', 2, null, 'Settings > Bell'],
      ['Lock', 2, null, null],
      ['forced', 1, 'off', 'Fit a contact'],
    ]);
  });

  it('is a link where it has an address, and a citation where not', () => {
    expect(grounds.sources.map(describeSource)).toEqual([
      { words: 'example.com › manual', address: 'https://www.example.com/manual' },
      { words: 'The book of doors, chapter 2', address: null },
    ]);
  });

  it('says nothing of a sensor without sources, and throws on a source that is not stated or not used', () => {
    const { sources: _, sets: __, ...without } = facts;
    expect(compileSensorGrounds([{ ...without, events: [{ id: 'rung' }] }]).sensors).toEqual([]);
    expect(() => compileSensorGrounds([{ ...without, sets: facts.sets ?? {} }])).toThrow(/manual/);
    expect(() => compileSensorGrounds([{ ...facts, events: [{ id: '1', sources: ['rumour'] }] }])).toThrow(/rumour/);
    expect(() => compileSensorGrounds([{ ...facts, events: [] }])).toThrow(/book/);
  });
});
