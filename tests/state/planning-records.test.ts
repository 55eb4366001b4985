// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EMPTY_PLAN } from '../../src/domain/planning/plan';
import type { Scenario } from '../../src/domain/planning/scenario';
import { putDeployments } from '../../src/domain/sensors/edit-inventory';
import { makePlanningState, type PlanningState } from '../../src/state/planning-records';
import { createWorkspace, type Workspace } from '../../src/state/workspace';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeDeployment } from '../coverage/made-up-estate';

vi.mock('../../data/demonstration/estate.json?url', () => ({ default: '/estate.json' }));
vi.mock('../../src/state/workers', () => import('./own-thread-workers'));

let workspace: Workspace;
let planning: PlanningState;
let dispose: () => void = () => undefined;

beforeEach(async () => {
  localStorage.clear();
  createRoot((disposer) => {
    dispose = disposer;
    workspace = createWorkspace();
    planning = makePlanningState(workspace);
    planning.isKnown();
  });
  await vi.waitFor(() => expect(planning.isKnown()).toBe(true));
});
afterEach(async () => {
  dispose();
  await new WorkspaceDatabase('own').delete();
  vi.restoreAllMocks();
});

const ZEEK: Scenario = { id: 's1', name: 'With Zeek', notes: '', changes: [] };

it('keeps, changes and removes scenarios, plan and weights, each an undoable step', async () => {
  await planning.putScenarios('Add With Zeek', [ZEEK]);
  await vi.waitFor(() => expect(planning.scenarios()).toEqual([ZEEK]));
  await planning.changeScenario('Rename', 's1', (scenario) => ({ ...scenario, name: 'Zeek' }));
  await planning.changeScenario('Rename', 'gone', (scenario) => ({ ...scenario, name: 'x' }));
  await vi.waitFor(() => expect(planning.scenarios()).toEqual([{ ...ZEEK, name: 'Zeek' }]));
  await planning.changePlan('Set the budget', (plan) => ({ ...plan, budget: 1000 }));
  await planning.changePlan('Set the years', (plan) => ({ ...plan, years: 3, currency: 'EUR' }));
  await vi.waitFor(() => expect(planning.plan()).toEqual({ ...EMPTY_PLAN, budget: 1000, years: 3, currency: 'EUR' }));
  await planning.putWeightLists('Add Ours', [{ id: 'w', name: 'Ours', domain: null, weights: [] }]);
  await vi.waitFor(() => expect(planning.weightLists()).toHaveLength(1));
  await planning.removeWeightLists('Remove Ours', new Set(['w']));
  await planning.removePlan('Start the plan anew');
  await planning.removeScenarios('Delete Zeek', new Set(['s1']));
  await vi.waitFor(() => expect(planning.scenarios()).toEqual([]));
  expect([planning.plan(), planning.weightLists()]).toEqual([{ ...EMPTY_PLAN, currency: 'EUR' }, []]);
  await vi.waitFor(() => expect(workspace.history().undo).toBe('Delete Zeek'));
  // What changed nothing made no step.
  for (let turn = 0; turn < 7; turn++) await workspace.undo();
  await vi.waitFor(() => expect(planning.scenarios()).toEqual([ZEEK]));
  expect(workspace.history().redo).toBe('Rename');
});

it('reads no layers, rules or kept files for a step of planning', async () => {
  const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  await planning.putScenarios('Add With Zeek', [ZEEK]);
  const stores = new Set(read.mock.contexts.map((store) => (store as IDBObjectStore).name));
  expect(stores).toContain('scenarios');
  for (const store of ['layers', 'rules', 'documents', 'groups']) expect(stores).not.toContain(store);
});

it('starts a plan in the currency that the inventory has most', async () => {
  const priced = (id: string, currency: string) => ({
    ...makeDeployment(id),
    cost: { amount: 1, currency, per: 'year' as const },
  });
  const deployments = [priced('a', 'EUR'), priced('b', 'USD'), priced('c', 'USD'), makeDeployment('d')];
  await workspace.change('Add', (inventory) => putDeployments(inventory, deployments));
  await vi.waitFor(() => expect(planning.plan().currency).toBe('USD'));
});
