import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { SENSORS } from './inventory-samples';

const match = makeSensorMatcher(SENSORS);

describe('makeSensorMatcher', () => {
  it.each([
    ['Sysmon', null, 'sysmon'],
    ['SYSMON', null, 'sysmon'],
    ['sys-mon', null, 'sysmon'],
    ['Sysmon v15.1', null, 'sysmon'],
    ['Sysmon 15', null, 'sysmon'],
    ['Sysmon (64-bit)', null, 'sysmon'],
    ['Sysmon (x64) version 15.1', null, 'sysmon'],
    ['Microsoft Sysmon', null, 'sysmon'],
    ['Microsoft Sysmon 15.14', 'Microsoft Corporation', 'sysmon'],
    ['System Monitor', 'Microsoft', 'sysmon'],
    ['Windows Event Log', null, 'windows-event-log'],
    ['windows-event-log', null, 'windows-event-log'],
    ['CloudTrail', 'Amazon', 'aws-cloudtrail'],
    ['Amazon CloudTrail', null, 'aws-cloudtrail'],
    ['Bro 2.6', null, 'zeek'],
    ['Amazon Zeek', null, 'zeek'],
    ['Sysmon', 'Sysinternals', 'sysmon'],
  ])('%j of %j is %s', (name, vendor, sensorId) => {
    expect(match(name, vendor)).toEqual({ sensorId });
  });

  it.each([
    '',
    '   ',
    '15',
    'v2',
    'Sysmo',
    'Sysmonitor',
    'Sysmon for Linux',
    'Event log',
    'Microsoft',
    'Amazon Sysmon',
    '__proto__',
    'constructor',
  ])('does not guess at %j', (name) => {
    expect(match(name, null)).toBeNull();
  });

  it('asks the vendor where several sensors share a name, and else says nothing', () => {
    const make = (id: string, vendor: string | null): Sensor => ({
      id,
      name: 'Defender',
      vendor,
      aliases: [],
      platforms: [],
      logSources: [],
      events: [],
      origin: 'library',
    });
    const shared = makeSensorMatcher([make('a', 'Acme'), make('b', 'Bolt Inc.'), make('c', null)]);
    expect(shared('Defender', 'ACME Corp.')).toEqual({ sensorId: 'a' });
    expect(shared('Defender 3', 'Bolt')).toEqual({ sensorId: 'b' });
    expect(shared('Defender', null)).toEqual({ sensorId: 'c' });
    expect(shared('Defender', 'Other')).toBeNull();
    expect(shared('Acme Defender', null)).toEqual({ sensorId: 'a' });
    expect(makeSensorMatcher([make('a', 'Acme'), make('b', 'Bolt')])('Defender', null)).toBeNull();
  });

  it('finds every sensor by its id, and by its name where that is its own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), (ids) => {
        const sensors = ids.map(
          (id): Sensor => ({
            id,
            name: id,
            vendor: null,
            aliases: [],
            platforms: [],
            logSources: [],
            events: [],
            origin: 'user',
          }),
        );
        const find = makeSensorMatcher(sensors);
        for (const id of ids) expect(find(id, null)).toEqual({ sensorId: id });
      }),
    );
  });
});
