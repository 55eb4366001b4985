// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EMPTY_PLAN, type Plan } from '../../src/domain/planning/plan';
import type { WeightList } from '../../src/domain/planning/weight-profile';
import { EMPTY_INVENTORY } from '../../src/domain/sensors/inventory';
import type { AppState } from '../../src/state/app-state';
import { type FoundPlan, useBestPlan } from '../../src/state/best-plan';
import { CancelledError } from '../../src/state/worker-client';

interface Search {
  tell(answer: FoundPlan): void;
  end(answer: FoundPlan): void;
  fail(error: Error): void;
}
const searches: Search[] = [];
const cancel = vi.hoisted(() => vi.fn());

vi.mock('../../src/state/workers', () => ({
  solverWorker: {
    run: (call: (api: unknown) => Promise<unknown>) =>
      call({
        findBestPlan: (_request: unknown, _limit: number, tell: Search['tell']) =>
          new Promise((resolve, reject) => {
            searches.push({
              tell,
              end: (answer) => resolve({ ok: true, value: answer, issues: [] }),
              fail: reject,
            });
          }),
      }),
    cancel: () => {
      cancel();
      searches.at(-1)?.fail(new CancelledError());
    },
  },
}));

const PLAN: Plan = {
  ...EMPTY_PLAN,
  options: [{ id: 'a', name: 'A', changes: [], price: { amount: '1', currency: '', per: 'once' } }],
};

function found(after: number, isProven = false): FoundPlan {
  return {
    chosen: ['a'],
    cost: 1,
    before: 0.2,
    after,
    bound: 0.9,
    gap: 0.1,
    isProven,
    isCheapest: false,
    nodes: 1,
    seconds: 0.1,
    measure: 'share',
    issues: [],
    leftOut: [],
    contradiction: [],
  };
}

function open() {
  const [plans, setPlans] = createSignal<readonly Plan[]>([PLAN]);
  const [weightLists, setWeightLists] = createSignal<readonly WeightList[]>([]);
  const workspace = {
    name: () => 'own',
    inventory: () => EMPTY_INVENTORY,
    planning: () => ({ plans: plans(), scenarios: [], weightLists: weightLists() }),
    changePlanning: async () => true,
  };
  const app = { workspace, coverage: { request: () => ({}) } } as unknown as AppState;
  const look = () => createRoot((leave) => ({ best: useBestPlan(app), leave }));
  return { ...look(), look, setPlan: (plan: Plan) => setPlans([plan]), setWeightLists };
}

beforeEach(() => {
  vi.useFakeTimers();
  searches.length = 0;
  cancel.mockClear();
});
afterEach(() => vi.useRealTimers());

it('starts by itself, shows what it finds as it comes, and ends when it is proven', async () => {
  const { best } = open();
  expect(best.state()).toBe('searching');
  await vi.advanceTimersByTimeAsync(1000);
  expect(searches).toHaveLength(1);
  searches[0]?.tell(found(0.5));
  expect(best.answer()?.after).toBe(0.5);
  searches[0]?.end(found(0.6, true));
  await vi.advanceTimersByTimeAsync(0);
  expect([best.state(), best.answer()?.isProven]).toEqual(['done', true]);
  expect(cancel).not.toHaveBeenCalled();
});

it('keeps the best so far when it is stopped, and does not start again by itself', async () => {
  const { best } = open();
  await vi.advanceTimersByTimeAsync(1000);
  searches[0]?.tell(found(0.5));
  best.stop();
  await vi.advanceTimersByTimeAsync(2000);
  expect(cancel).toHaveBeenCalledOnce();
  expect([best.state(), best.answer()?.after, best.problem()]).toEqual(['stopped', 0.5, null]);
  expect(searches).toHaveLength(1);
  best.searchLonger();
  expect(best.state()).toBe('searching');
});

it('searches anew once when several edits come in a row, and no late answer is taken for the new plan', async () => {
  const { best, setPlan } = open();
  await vi.advanceTimersByTimeAsync(1000);
  searches[0]?.tell(found(0.5));
  for (const budget of [1, 2, 3]) {
    setPlan({ ...PLAN, budget });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect([best.answer(), best.lastAnswer()?.after]).toEqual([undefined, 0.5]);
  searches[0]?.tell(found(0.7));
  expect(best.answer()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1000);
  expect(searches).toHaveLength(2);
});

it('knows which plan the last answer was for, and that nothing more comes once it is stopped', async () => {
  const { best, setPlan } = open();
  setPlan({ ...PLAN, budget: 60_000 });
  await vi.advanceTimersByTimeAsync(1000);
  searches.at(-1)?.end(found(0.5, true));
  await vi.advanceTimersByTimeAsync(0);
  setPlan({ ...PLAN, budget: 120_000 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(best.isOver()).toBe(false);
  best.stop();
  expect([best.answer(), best.lastAnswer()?.after, best.lastPlan()?.budget]).toEqual([undefined, 0.5, 60_000]);
  expect(best.isOver()).toBe(true);
});

it('asks nothing anew when a record that says the same comes from the database', async () => {
  const { best, setPlan } = open();
  await vi.advanceTimersByTimeAsync(1000);
  searches[0]?.end(found(0.6, true));
  await vi.advanceTimersByTimeAsync(0);
  setPlan(structuredClone(PLAN));
  await vi.advanceTimersByTimeAsync(1000);
  expect([searches.length, best.state()]).toEqual([1, 'done']);
});

it('searches anew when the list that it weighs by says something else', async () => {
  const { best, setPlan, setWeightLists } = open();
  const weigh = (weight: number) =>
    setWeightLists([{ id: 'mine', name: 'Mine', domain: null, weights: [{ technique: 'T1001', weight }] }]);
  weigh(1);
  setPlan({ ...PLAN, objective: { ...PLAN.objective, weights: { kind: 'list', listId: 'mine' } } });
  await vi.advanceTimersByTimeAsync(1000);
  searches.at(-1)?.end(found(0.6, true));
  await vi.advanceTimersByTimeAsync(0);
  const before = searches.length;
  weigh(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect([searches.length, best.state()]).toEqual([before, 'done']);
  weigh(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect([searches.length, best.answer()]).toEqual([before + 1, undefined]);
});

it('rests while nobody looks, and goes on when somebody comes back', async () => {
  const { best, leave, look } = open();
  await vi.advanceTimersByTimeAsync(1000);
  leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect([cancel.mock.calls.length, best.state()]).toEqual([1, 'idle']);
  look();
  await vi.advanceTimersByTimeAsync(1000);
  expect(searches).toHaveLength(2);
});
