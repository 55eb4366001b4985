import { describe, expect, it } from 'vitest';
import {
  addConstraint,
  addOptions,
  removeConstraint,
  removeOptions,
  stanceOf,
  takeStance,
} from '../../src/domain/planning/edit-plan';
import { makeOptionJudge } from '../../src/domain/planning/judge-option';
import { listEventSets, listWaitingDeployments, makeSensorOption } from '../../src/domain/planning/list-options';
import { EMPTY_PLAN, type Plan, type PlanOption } from '../../src/domain/planning/plan';
import { makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';

function option(id: string): PlanOption {
  return {
    id,
    name: id,
    changes: [{ kind: 'deploy', deploymentId: id }],
    price: { amount: '1', currency: '', per: 'once' },
  };
}

const PLAN: Plan = { ...EMPTY_PLAN, options: ['a', 'b', 'c'].map(option) };

describe('a plan is edited', () => {
  it('without the same option twice', () => {
    expect(addOptions(PLAN, [option('a')])).toBe(PLAN);
    expect(addOptions(PLAN, [{ ...option('a'), id: 'other' }])).toBe(PLAN);
    expect(addOptions(PLAN, [option('d'), option('d')]).options).toHaveLength(4);
  });

  it('and what hangs on a removed option goes with it', () => {
    const constraints: Plan['constraints'] = [
      { kind: 'must-have', option: 'a' },
      { kind: 'needs', option: 'b', needed: 'a' },
      { kind: 'at-most-one', options: ['a', 'b', 'c'] },
      { kind: 'tactic-floor', tactic: 'TA0001', floor: 0.5 },
    ];
    const once = removeOptions({ ...PLAN, constraints }, new Set(['a']));
    expect(once.constraints).toEqual([{ kind: 'at-most-one', options: ['b', 'c'] }, constraints[3]]);
    expect(removeOptions(once, new Set(['b'])).constraints).toEqual([constraints[3]]);
  });

  it('one stance at a time', () => {
    const must = takeStance(PLAN, new Set(['a', 'b']), 'must');
    expect([stanceOf(must, 'a'), stanceOf(must, 'c')]).toEqual(['must', 'free']);
    const not = takeStance(must, new Set(['a']), 'must-not');
    expect(not.constraints).toEqual([
      { kind: 'must-have', option: 'b' },
      { kind: 'must-not-have', option: 'a' },
    ]);
    expect(takeStance(not, new Set(['a', 'b']), 'free').constraints).toEqual([]);
  });

  it('one floor for a tactic', () => {
    const low = addConstraint(PLAN, { kind: 'tactic-floor', tactic: 'TA0001', floor: 0.2 });
    const high = addConstraint(low, { kind: 'tactic-floor', tactic: 'TA0001', floor: 0.6 });
    expect(high.constraints).toEqual([{ kind: 'tactic-floor', tactic: 'TA0001', floor: 0.6 }]);
    expect(removeConstraint(high, 0).constraints).toEqual([]);
  });
});

describe('what the inventory offers', () => {
  const sensor = makeSensor('s', { '1': ['A'], '2': ['B'], '3': ['C'] });
  const withSets = {
    ...sensor,
    events: sensor.events.map((event) => ({ ...event, set: event.id === '1' ? 'X' : 'Y' })),
  };
  const sensors = new Map([['s', withSets]]);
  const running = makeDeployment('s', { id: 'on', events: { mode: 'only', ids: ['1', '2'] } });
  const waiting = makeDeployment('s', {
    id: 'later',
    status: 'candidate',
    cost: { amount: 500, currency: 'EUR', per: 'year' },
  });
  const inventory = makeInventory({ deployments: [running, waiting] });

  it('is what is planned, with its cost, and the sets of events that are off in service', () => {
    expect(listWaitingDeployments(inventory, ({ id }) => id)).toMatchObject([
      { name: 'later (candidate)', price: { amount: '500', currency: 'EUR', per: 'year' } },
    ]);
    const sets = listEventSets(inventory, sensors, ({ id }) => id);
    expect(sets).toMatchObject([{ set: 'Y', eventIds: ['3'], deploymentId: 'on' }]);
  });

  it('and an option knows when it has nothing left to do', () => {
    const [deploy] = listWaitingDeployments(inventory, ({ id }) => id);
    if (deploy === undefined) throw new Error('no option');
    expect(makeOptionJudge(inventory)(deploy)).toBe('possible');
    const done = makeInventory({ deployments: [running, { ...waiting, status: 'deployed' }] });
    expect(makeOptionJudge(done)(deploy)).toBe('in place');
    expect(makeOptionJudge(makeInventory({}))(deploy)).toBe('gone');
  });

  it('and is judged without a look at the rest of the inventory', () => {
    const [deploy] = listWaitingDeployments(inventory, ({ id }) => id);
    const deployments = [...inventory.deployments];
    let reads = 0;
    const watched = new Proxy(deployments, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key);
      },
    });
    const judge = makeOptionJudge({ ...inventory, deployments: watched });
    const once = reads;
    if (deploy === undefined) throw new Error('no option');
    for (let turn = 0; turn < 60; turn++) judge(deploy);
    expect(reads).toBe(once);
  });

  it('a sensor is one option on all chosen groups', () => {
    let made = 0;
    const option = makeSensorOption(withSets, [makeGroup('G'), makeGroup('H')], () => `id ${++made}`);
    expect(option?.changes).toHaveLength(2);
    expect(option?.name).toBe('s on G and H');
    expect(makeSensorOption(withSets, [], () => 'id')).toBeNull();
  });
});
