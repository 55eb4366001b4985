import { describe, expect, it } from 'vitest';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import {
  copyGroup,
  editDeployments,
  removePart,
  renamePart,
  withEveryShare,
} from '../../src/domain/sensors/edit-records';
import type { Deployment, Inventory, SystemGroup } from '../../src/domain/sensors/inventory';
import { checkGroupName, checkPartShare, checkPeriod, computeRest } from '../../src/domain/sensors/inventory-rules';
import { planDeployments, suggestPlan } from '../../src/domain/sensors/plan-deployments';

const group: SystemGroup = {
  id: 'servers',
  name: 'Servers',
  kind: 'hosts',
  platforms: ['Windows'],
  hosts: 10,
  criticality: null,
  roles: [],
  parts: [
    { name: 'wave 1', share: 0.6 },
    { name: 'wave 2', share: 0.4 },
  ],
  site: '',
  notes: '',
};
const tap: SystemGroup = { ...group, id: 'tap', name: 'Tap', kind: 'segment', parts: [] };
const deployment: Deployment = {
  id: 'sysmon',
  sensorId: 'sysmon',
  standsOn: 'servers',
  observes: [{ groupId: 'servers', share: 0.5, part: 'wave 1' }],
  events: { mode: 'all' },
  status: 'deployed',
  cost: null,
  owner: '',
  version: '',
  logDestination: '',
  retentionDays: null,
  since: null,
  until: null,
  quality: UNRATED,
  notes: '',
};
const other: Deployment = { ...deployment, id: 'zeek', observes: [{ groupId: 'tap', share: null, part: 'wave 1' }] };
const inventory: Inventory = {
  groups: [group, tap],
  deployments: [deployment, other],
  customSensors: [],
  supporting: [],
};

describe('parts of a group', () => {
  it('are renamed together with what observes them, and with nothing else', () => {
    const renamed = renamePart(inventory, 'servers', 'wave 1', 'first');
    expect(renamed.groups[0]?.parts[0]).toEqual({ name: 'first', share: 0.6 });
    expect(renamed.deployments[0]?.observes).toEqual([{ groupId: 'servers', share: 0.5, part: 'first' }]);
    expect(renamed.deployments[1]).toBe(other);
    expect(renamed.groups[1]).toBe(tap);
  });

  it('leave the hosts that were reached in them reached, and no more, when they go', () => {
    const removed = removePart(inventory, 'servers', { name: 'wave 1', share: 0.6 });
    expect(removed.groups[0]?.parts).toEqual([{ name: 'wave 2', share: 0.4 }]);
    expect(removed.deployments[0]?.observes).toEqual([{ groupId: 'servers', share: 0.3, part: null }]);
  });

  it('take device completeness for a share that nobody stated', () => {
    const unstated: Deployment = {
      ...deployment,
      quality: { ...UNRATED, deviceCompleteness: 4 },
      observes: [{ groupId: 'servers', share: null, part: 'wave 1' }],
    };
    const removed = removePart({ ...inventory, deployments: [unstated] }, 'servers', { name: 'wave 1', share: 0.6 });
    expect(removed.deployments[0]?.observes[0]?.share).toBe(0.48);
  });

  it('make no more than the whole', () => {
    expect(checkPartShare(0.4, group.parts, 1)).toBeNull();
    expect(checkPartShare(0.41, group.parts, 1)).toMatch(/100 %/);
    expect(
      computeRest([
        { name: 'a', share: 0.6 },
        { name: 'b', share: 0.3 },
        { name: 'c', share: 0.1 },
      ]),
    ).toBe(0);
  });
});

describe('edits of many records', () => {
  it('leave the others the same objects', () => {
    const edited = editDeployments(inventory, new Set(['sysmon']), (item) => withEveryShare(item, 0.9));
    expect(edited.deployments[0]?.observes[0]?.share).toBe(0.9);
    expect(edited.deployments[1]).toBe(other);
  });

  it('find a free name for a copy', () => {
    const taken = new Set(['Servers', 'Servers (copy)']);
    expect(copyGroup(group, 'new', taken)).toMatchObject({ id: 'new', name: 'Servers (copy 2)' });
  });
});

describe('a new sensor', () => {
  const ids = () => {
    let next = 0;
    return () => `id-${++next}`;
  };

  it('is one deployment per group of hosts', () => {
    expect(suggestPlan([group])).toBe('each');
    const planned = planDeployments('sysmon', [group, { ...group, id: 'more' }], 'each', ids());
    expect(planned.map(({ id, standsOn, observes }) => [id, standsOn, observes.map(({ groupId }) => groupId)])).toEqual(
      [
        ['id-1', 'servers', ['servers']],
        ['id-2', 'more', ['more']],
      ],
    );
  });

  it('stands on the segment from which it sees the others', () => {
    expect(suggestPlan([group, tap])).toBe('together');
    const [planned, none] = planDeployments('zeek', [group, tap], 'together', ids());
    expect(none).toBeUndefined();
    expect(planned?.standsOn).toBe('tap');
    expect(planned?.observes.map(({ groupId }) => groupId)).toEqual(['servers', 'tap']);
  });

  it('may look at nothing yet', () => {
    expect(planDeployments('zeek', [], 'each', ids())).toMatchObject([{ standsOn: null, observes: [] }]);
  });
});

describe('rules', () => {
  it('ask for a name that no other group has', () => {
    expect(checkGroupName(' ', inventory.groups, null)).not.toBeNull();
    expect(checkGroupName('servers ', inventory.groups, null)).not.toBeNull();
    expect(checkGroupName('servers ', inventory.groups, 'servers')).toBeNull();
  });

  it('ask for an end after the beginning', () => {
    expect(checkPeriod('2026-01-02', '2026-01-01')).not.toBeNull();
    expect(checkPeriod('2026-01-02', '2026-01-02')).toBeNull();
    expect(checkPeriod(null, '2026-01-02')).toBeNull();
  });
});
