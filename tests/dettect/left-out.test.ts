import { describe, expect, it } from 'vitest';
import { listDataSourceRows } from '../../src/domain/dettect/derive-details';
import { describeLeftOut, listLeftOut } from '../../src/domain/dettect/left-out';
import { makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';

describe('what a data source administration cannot say', () => {
  const sensors = [
    makeSensor('Lookout', { '1': ['DC0032'] }),
    makeSensor('Mute', { '1': [] }),
    makeSensor('Foreign', { '1': ['DC9999'] }),
    makeSensor('Later', { '1': ['DC0032'] }),
    makeSensor('Nowhere', { '1': ['DC0032'] }),
  ];
  const library = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  const inventory = makeInventory({
    groups: [makeGroup('G')],
    deployments: [
      makeDeployment('Lookout', { id: 'a' }),
      makeDeployment('Mute', { id: 'b' }),
      makeDeployment('Mute', { id: 'c' }),
      makeDeployment('Foreign', { id: 'd' }),
      makeDeployment('Later', { id: 'e', status: 'planned' }),
      makeDeployment('Nowhere', { id: 'f', observes: [] }),
    ],
  });
  const rows = listDataSourceRows(inventory, library, (id) => (id === 'DC0032' ? 'Process Creation' : undefined));

  it('is counted and named with its reason', () => {
    const leftOut = listLeftOut(inventory, library, rows);
    expect(leftOut).toEqual([
      { reason: 'no-component', sensors: ['Mute', 'Foreign'], deployments: 3 },
      { reason: 'no-group', sensors: ['Nowhere'], deployments: 1 },
      { reason: 'not-deployed', sensors: ['Later'], deployments: 1 },
    ]);
    const said = describeLeftOut(leftOut, 6).replaceAll('\u00a0', ' ');
    expect(said).toContain('5 of 6 deployments are not in it: 3 without a data component');
    expect(said).toContain('(Mute, Foreign); 1 observing no system group (Nowhere); 1 not deployed yet (Later).');
  });

  it('a deployment that another file has is told as such', () => {
    expect(listLeftOut(inventory, library, rows, [])).toContainEqual({
      reason: 'other-file',
      sensors: ['Lookout'],
      deployments: 1,
    });
  });
});
