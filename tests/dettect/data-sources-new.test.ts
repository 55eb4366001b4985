import { describe, expect, it } from 'vitest';
import { joinEqual, listDataSourceRows } from '../../src/domain/dettect/derive-details';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { readDettectDataSources } from '../../src/formats/dettect/dettect-data-sources';
import { writeNewDettectDataSources } from '../../src/formats/dettect/dettect-data-sources-write';
import { makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { importText, unwrap } from './administration-session';

const NAMES: Readonly<Record<string, string>> = { DC0032: 'Process Creation', DC0039: 'File Creation' };

describe('an inventory that never was a DeTT&CT file', () => {
  const sensors = [
    makeSensor('Lookout', { '1': ['DC0032'], '2': ['DC0039', '~x: y'] }),
    makeSensor('Beacon', { '7': ['DC0032'] }),
    makeSensor('Idle', { '1': ['DC0032'] }),
  ];
  const inventory = makeInventory({
    groups: [makeGroup('G', { name: 'Desks: all of them' }), makeGroup('H', { platforms: ['Linux'] })],
    deployments: [
      makeDeployment('Lookout', {
        since: '2025-01-01',
        observes: [{ groupId: 'G', share: 0.5, part: null }],
        quality: { ...UNRATED, timeliness: 2 },
      }),
      makeDeployment('Beacon', {
        since: '2024-01-01',
        quality: { ...UNRATED, timeliness: 1, retention: 4 },
        notes: 'x',
      }),
      makeDeployment('Idle', { status: 'planned' }),
    ],
  });
  const rows = listDataSourceRows(inventory, new Map(sensors.map((sensor) => [sensor.id, sensor])), (id) => NAMES[id]);
  const systems = inventory.groups.map(({ id, name, platforms }) => {
    return { groupId: id, name, platforms, before: null, isPlatformsChanged: false };
  });
  const text = writeNewDettectDataSources('Mine', 'enterprise-attack', systems, joinEqual(rows, true), '2026-11-24');

  it('becomes one of version 1.1: an entry per component and systems, with the best of each dimension', () => {
    const read = readDettectDataSources(text);
    expect(read.issues).toEqual([]);
    const { administration } = unwrap(read);
    expect(administration).toMatchObject({ version: '1.1', name: 'Mine', domain: 'enterprise-attack', exceptions: [] });
    expect(administration.systems).toEqual([
      { name: 'Desks: all of them', platforms: ['Windows'] },
      { name: 'H', platforms: ['Linux'] },
    ]);
    const none = { dataFieldCompleteness: 0, consistency: 0 };
    expect(administration.details).toMatchObject([
      {
        dataSource: 'Process Creation',
        appliesTo: ['Desks: all of them'],
        products: ['Lookout', 'Beacon'],
        connected: '2024-01-01',
        comment: 'x',
        isAvailable: true,
        quality: { ...none, deviceCompleteness: 5, timeliness: 2, retention: 4 },
      },
      {
        dataSource: 'File Creation',
        products: ['Lookout'],
        quality: { ...none, deviceCompleteness: 3, timeliness: 2, retention: 0 },
      },
    ]);
    expect(text).toContain('date_registered: 2026-11-24');
  });

  it('reads back as system groups, sensors and deployments of the same content', () => {
    const again = importText(text);
    expect(again.groups.map(({ name }) => name)).toEqual(['Desks: all of them', 'H']);
    expect(again.customSensors.map(({ name }) => name)).toEqual(['Lookout (DeTT&CT)', 'Beacon (DeTT&CT)']);
    expect(again.deployments).toHaveLength(3);
  });
});
