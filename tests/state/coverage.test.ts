// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EMPTY_INVENTORY, type Inventory, type SystemGroup } from '../../src/domain/sensors/inventory';
import { createCoverageState, DEFAULT_CATALOG } from '../../src/state/coverage';
import type { Workspace } from '../../src/state/workspace';
import type { CoverageRequest } from '../../workers/contract/coverage';

type Answer = (value: unknown) => void;

const { described, computed, worker } = vi.hoisted(() => {
  const hoisted = {
    described: [] as { id: string; answer: Answer }[],
    computed: [] as { request: CoverageRequest; answer: Answer }[],
    worker: {} as { run?: unknown },
  };
  const api = {
    listCatalogs: async () => [],
    listSensors: async () => [],
    describeCatalog: (id: string) => new Promise((answer) => hoisted.described.push({ id, answer })),
    compute: (request: CoverageRequest) => new Promise((answer) => hoisted.computed.push({ request, answer })),
  };
  hoisted.worker.run = (call: (api: unknown) => unknown) => call(api);
  return hoisted;
});
vi.mock('../../src/state/workers', () => ({ coverageWorker: worker }));

const facts = (...platforms: string[]) => ({ ok: true, value: { platforms, techniques: [] }, issues: [] });
const missing = { ok: false, issues: [{ code: 'catalog-missing', message: 'It is not on this device.' }] };
const estate = (...ids: string[]): Inventory => ({
  ...EMPTY_INVENTORY,
  groups: ids.map((id) => ({ id }) as SystemGroup),
});
/** Lets what was answered arrive. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

let dispose: () => void = () => undefined;
function open() {
  return createRoot((disposer) => {
    dispose = disposer;
    const [name, setName] = createSignal<Workspace['name'] extends () => infer Name ? Name : never>('own');
    const [inventory, setInventory] = createSignal<Inventory>();
    const state = createCoverageState({ name, inventory } as Workspace);
    return { state, setName, setInventory };
  });
}

beforeEach(() => {
  localStorage.clear();
  described.length = 0;
  computed.length = 0;
});
afterEach(() => {
  dispose();
  vi.useRealTimers();
});

it('shows the answer to the latest question, whichever comes last', async () => {
  const { state } = open();
  state.changeSettings({ lens: 'smap' });
  expect(computed).toHaveLength(2);
  computed[1]?.answer({ ok: true, value: 'second' });
  await settle();
  computed[0]?.answer({ ok: true, value: 'first' });
  await settle();
  expect([state.answer(), state.isComputing()]).toEqual(['second', false]);
});

it('asks once when the inventory is read for the first time, and again when it changes', () => {
  const { setInventory } = open();
  setInventory(estate('a'));
  expect(computed).toHaveLength(1);
  setInventory(estate('a', 'b'));
  expect(computed).toHaveLength(2);
});

it('asks everything again when a release was imported once more', async () => {
  const { state } = open();
  described[0]?.answer(facts('Linux'));
  await settle();
  state.refreshCatalogs();
  expect([described.length, computed.length]).toEqual([2, 2]);
  described[1]?.answer(facts('Linux', 'Windows'));
  await settle();
  expect(state.facts()?.platforms).toEqual(['Linux', 'Windows']);
});

it('takes the default when the chosen release is gone, and says so', async () => {
  const { state } = open();
  state.chooseCatalog('mobile-attack@18.0');
  described[1]?.answer(missing);
  await settle();
  expect([state.catalogId(), state.lostCatalog(), state.problem()]).toEqual([
    DEFAULT_CATALOG,
    'mobile-attack@18.0',
    null,
  ]);
  expect(described.at(-1)?.id).toBe(DEFAULT_CATALOG);
  state.chooseCatalog('ics-attack@18.0');
  expect(state.lostCatalog()).toBeNull();
});

it('keeps of its filters what there is to filter', async () => {
  const { state, setName, setInventory } = open();
  setInventory(estate('a', 'b'));
  described[0]?.answer(facts('Linux', 'Windows'));
  await settle();
  state.changeSettings({ groupIds: ['a', 'b'], platforms: ['Linux'] });
  expect(state.settings()).toMatchObject({ groupIds: ['a', 'b'], platforms: ['Linux'] });
  setInventory(estate('b'));
  expect(state.settings().groupIds).toEqual(['b']);
  setName('demonstration');
  setInventory(estate('x'));
  expect(state.settings().groupIds).toBeNull();
  state.chooseCatalog('mobile-attack@18.0');
  described[1]?.answer(facts('Android'));
  await settle();
  expect(state.settings().platforms).toBeNull();
  expect(computed.at(-1)?.request.settings).toMatchObject({ groupIds: null, platforms: null });
});

it('looks at the deployments of today as the user counts days, and of tomorrow after midnight', () => {
  vi.useFakeTimers({ now: new Date(2026, 2, 7, 23, 30) });
  const { state } = open();
  expect(state.settings().asOf).toBe('2026-03-07');
  vi.advanceTimersByTime(29 * 60_000);
  expect(state.settings().asOf).toBe('2026-03-07');
  vi.advanceTimersByTime(2 * 60_000);
  expect(state.settings().asOf).toBe('2026-03-08');
  // The device slept: no timer has run.
  vi.setSystemTime(new Date(2026, 2, 12, 9));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(state.settings().asOf).toBe('2026-03-12');
});
