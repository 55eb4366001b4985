import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeTotals } from '../../src/domain/coverage/totals';
import { describeChange, describeNeedChange, makeChangeNames } from '../../src/domain/planning/change-words';
import { applyChanges, type InventoryChange } from '../../src/domain/planning/inventory-change';
import { computeOutcome, computeSituation } from '../../src/domain/planning/outcome';
import { DEFAULT_OBJECTIVE } from '../../src/domain/planning/plan';
import { computeScenarioFigures, explainOutcome } from '../../src/domain/planning/scenario-result';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import {
  cover,
  makeCatalog,
  makeDeployment,
  makeGroup,
  makeInventory,
  makeSensor,
  observe,
} from '../coverage/made-up-estate';
import { makeRandom } from '../make-random';

const WINDOWS = ['Windows'];
const index = makeCatalog({ T1001: WINDOWS, T1002: WINDOWS, T1003: WINDOWS }, [
  { technique: 'T1001', needs: ['A', 'B'] },
  { technique: 'T1002', needs: ['B', 'C'] },
  { technique: 'T1003', needs: ['A'] },
]);
const a = makeSensor('a', { '1': ['A'] });
const b = makeSensor('b', { '2': ['B'], '3': ['C'] });
const library = [a, b];

function run(inventory: Inventory, changes: readonly InventoryChange[], sensors: readonly Sensor[] = library) {
  const before = computeSituation(index, sensors, DEFAULT_SETTINGS, inventory);
  const outcome = computeOutcome(index, sensors, DEFAULT_SETTINGS, before, changes);
  const weights = [1, 2, 5];
  return {
    outcome,
    figures: computeScenarioFigures(index, outcome, { changes }, DEFAULT_OBJECTIVE, weights),
    changes: explainOutcome(index, outcome, DEFAULT_SETTINGS),
  };
}

const onlyA = makeInventory({ deployments: [makeDeployment('a')] });
const addB: InventoryChange = { kind: 'add-deployment', deployment: makeDeployment('b') };

describe('what a scenario leads to', () => {
  it('names what feeds either of two log sources that are asked for one component', () => {
    const catalog = makeCatalog({ T1001: WINDOWS }, [
      { technique: 'T1001', needs: ['A log:x 1'] },
      { technique: 'T1001', needs: ['A log:y 1', 'A log:z 9'] },
    ]);
    const sensors = ['x', 'y'].map((name) => makeSensor(name, { '1': [] }, { logSources: [`log:${name}`] }));
    const settings = { ...DEFAULT_SETTINGS, minimumPrecision: 'exact' as const };
    const before = computeSituation(catalog, sensors, settings, makeInventory({}));
    const changes = ['x', 'y'].map(
      (id): InventoryChange => ({ kind: 'add-deployment', deployment: makeDeployment(id) }),
    );
    const outcome = computeOutcome(catalog, sensors, settings, before, changes);
    const [change] = explainOutcome(catalog, outcome, settings);
    expect(change?.reasons[0]?.needs.map(describeNeedChange)).toEqual(['A: now fed by x (1); y (1)']);
  });

  it('names the techniques that change, and the requirement behind each', () => {
    const { changes, figures } = run(onlyA, [addB]);
    expect(changes.map(({ id, from, to, trend }) => [id, from, to, trend])).toEqual([
      ['T1001', 'one short', 'runs', 'better'],
      ['T1002', 'blind', 'runs', 'better'],
    ]);
    expect(changes[0]?.reasons[0]).toMatchObject({
      groupName: 'G',
      from: 'one short',
      to: 'runs',
      needs: [
        {
          component: { id: 'B' },
          analytics: ['AN0001'],
          wasFed: false,
          isFed: true,
          gained: [{ deploymentId: 'deployment of b', eventIds: ['2'] }],
          lost: [],
        },
      ],
    });
    expect(changes[1]?.reasons[0]?.needs.map(describeNeedChange)).toEqual([
      'B: now fed by b (2)',
      'C: now fed by b (3)',
    ]);
    expect(figures.flows).toEqual([
      { state: 'runs', gained: 2, lost: 0 },
      { state: 'one short', gained: 0, lost: 1 },
      { state: 'partial', gained: 0, lost: 0 },
      { state: 'blind', gained: 0, lost: 1 },
    ]);
    // Before, T1003 of weight 5 in 8; afterwards everything. Nothing is rated: shares are counted.
    expect(figures.measure).toBe('share');
    expect(figures.before.weighted?.share).toEqual({ low: 5 / 8, high: 5 / 8 });
    expect(figures.after.weighted?.share).toEqual({ low: 1, high: 1 });
    expect(figures.after.weighted?.strength).toEqual({ low: 0, high: 1 });
  });

  it('tells losses from what is lost of the same state', () => {
    const both = makeInventory({ deployments: [makeDeployment('a'), makeDeployment('b')] });
    const { changes } = run(both, [{ kind: 'disable-events', deploymentId: 'deployment of b', eventIds: ['3'] }]);
    expect(changes.map(({ id, from, to }) => [id, from, to])).toEqual([['T1002', 'runs', 'one short']]);
    expect(changes[0]?.reasons[0]?.needs.map(describeNeedChange)).toEqual(['C: not fed by b (3) any more']);
    expect(
      run(both, [{ kind: 'remove-deployment', deploymentId: 'deployment of a' }]).changes.map(({ to }) => to),
    ).toEqual(['one short', 'blind']);
  });

  it('reports a state that stays while its share grows, and through what', () => {
    const half = makeInventory({ deployments: [makeDeployment('a', { observes: observe(0.5) })] });
    const widen: InventoryChange = {
      kind: 'widen-share',
      deploymentId: 'deployment of a',
      groupId: 'G',
      part: null,
      share: 0.8,
    };
    const { changes, figures } = run(half, [widen]);
    expect(changes.map(({ id, trend, before, after }) => [id, trend, before.share?.low, after.share?.low])).toEqual([
      ['T1003', 'more', 0.5, 0.8],
    ]);
    expect(changes[0]?.reasons[0]?.needs[0]).toMatchObject({
      altered: [{ share: { low: 0.8, high: 0.8 } }],
      gained: [],
    });
    expect(figures.before.weighted?.share.low).toBeCloseTo((5 * 0.5) / 8, 6);
    expect(figures.after.weighted?.share.low).toBeCloseTo((5 * 0.8) / 8, 6);
  });

  it('counts strength where everything is rated', () => {
    const quality = { ...UNRATED, timeliness: 2 };
    const rated = makeInventory({ deployments: [makeDeployment('a', { quality })] });
    const { figures, changes } = run(rated, [
      { kind: 'raise-quality', deploymentId: 'deployment of a', dimension: 'timeliness', rating: 4 },
    ]);
    expect(figures.measure).toBe('strength');
    expect(figures.after.weighted?.strength.low).toBeCloseTo((5 * 0.8) / 8, 6);
    expect(changes.map(({ id, trend }) => [id, trend])).toEqual([['T1003', 'more']]);
    // What is added without a rating takes the certainty away.
    expect(run(rated, [addB]).figures.measure).toBe('share');
  });

  it('says what could not be applied, and does the rest', () => {
    const { figures, changes } = run(onlyA, [
      { kind: 'remove-deployment', deploymentId: 'gone' },
      { kind: 'widen-share', deploymentId: 'deployment of a', groupId: 'gone', part: null, share: 1 },
      addB,
    ]);
    expect(figures.unmet).toEqual([
      { position: 0, reason: 'deployment-gone' },
      { position: 1, reason: 'group-gone' },
    ]);
    expect(changes).toHaveLength(2);
  });

  it('computes nothing for a scenario that changes nothing', () => {
    const { outcome, changes } = run(onlyA, []);
    expect(outcome.after).toBe(outcome.before);
    expect(changes).toEqual([]);
  });

  it('sees what moves in a group without a weight, though no figure of the estate does', () => {
    const inventory = makeInventory({
      groups: [makeGroup('G', { hosts: null }), makeGroup('H', { hosts: 10 })],
      deployments: [makeDeployment('a', { observes: observe(0.5) })],
    });
    const { changes } = run(inventory, [
      { kind: 'widen-share', deploymentId: 'deployment of a', groupId: 'G', part: null, share: 0.9 },
    ]);
    expect(changes.map(({ id, trend }) => [id, trend])).toEqual([['T1003', 'more']]);
  });

  it('works on an empty inventory', () => {
    const { changes, figures } = run({ ...onlyA, groups: [], deployments: [] }, [addB]);
    expect([changes, figures.before.weighted]).toEqual([[], null]);
  });

  it('adds costs up by currency, of what is put into service alone', () => {
    const cost = (amount: number, currency: string, per: 'year' | 'once') => ({ amount, currency, per });
    const inventory = makeInventory({
      deployments: [makeDeployment('a', { status: 'planned', cost: cost(100, 'EUR', 'once') })],
    });
    const { figures } = run(inventory, [
      { kind: 'deploy', deploymentId: 'deployment of a' },
      { kind: 'add-deployment', deployment: makeDeployment('b', { cost: cost(40, 'EUR', 'year') }) },
      { kind: 'add-deployment', deployment: makeDeployment('b', { id: 'b2', cost: cost(7, 'USD', 'year') }) },
      { kind: 'add-deployment', deployment: makeDeployment('b', { id: 'b3' }) },
    ]);
    expect(figures.cost).toEqual({
      sums: [
        { currency: 'EUR', perYear: 40, once: 100 },
        { currency: 'USD', perYear: 7, once: 0 },
      ],
      unstated: 1,
    });
  });

  it('counts a sensor of the user’s own that the scenario brings', () => {
    const own = makeSensor('user:1', { x: ['B'] }, { origin: 'user' });
    const deployment = makeDeployment('user:1');
    const { changes } = run(onlyA, [
      { kind: 'add-sensor', sensor: own },
      { kind: 'add-deployment', deployment },
    ]);
    expect(changes.map(({ id, to }) => [id, to])).toEqual([
      ['T1001', 'runs'],
      ['T1002', 'one short'],
    ]);
  });
});

describe('a scenario against computing from scratch', () => {
  it('agrees on every random estate, in every group, with the figures of the changed inventory alone', () => {
    const random = makeRandom(4);
    for (let turn = 0; turn < 200; turn++) {
      const groups = ['G', 'H'].map((id) => makeGroup(id, { hosts: pick(random, [null, 10, 100]) }));
      const make = (id: string) =>
        makeDeployment(pick(random, ['a', 'b']), {
          id,
          observes: groups
            .filter(() => random() < 0.7)
            .map(({ id: groupId }) => ({ groupId, share: pick(random, [0.3, 0.6, 1]), part: null })),
          quality: { ...UNRATED, timeliness: pick(random, [null, 2, 5]) },
          status: pick(random, ['deployed', 'planned'] as const),
        });
      const inventory = makeInventory({ groups, deployments: ['1', '2', '3'].map(make) });
      const changes = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at): InventoryChange => {
        const deploymentId = pick(random, ['1', '2', '3', 'gone']);
        return pick<InventoryChange>(random, [
          { kind: 'add-deployment', deployment: make(`new ${at}`) },
          { kind: 'remove-deployment', deploymentId },
          { kind: 'deploy', deploymentId },
          { kind: 'disable-events', deploymentId, eventIds: [pick(random, ['1', '2', '3'])] },
          { kind: 'widen-share', deploymentId, groupId: pick(random, ['G', 'H', 'gone']), part: null, share: 0.9 },
          { kind: 'raise-quality', deploymentId, dimension: 'timeliness', rating: 4 },
        ]);
      });
      const { outcome, figures, changes: found } = run(inventory, changes);
      const was = cover(index, inventory, library);
      const is = cover(index, applyChanges(inventory, changes).inventory, library);
      expect(outcome.after.coverage).toEqual(is);
      expect(figures.after.totals).toEqual(computeTotals(is, index.catalog.techniques.keys()));
      const moved = index.catalog.techniques.flatMap(({ id }, t) => {
        const figuresOf = (side: typeof is) => [
          side.states[t],
          [...side.groupStates.slice(t * 2, t * 2 + 2)],
          ...(['shareLow', 'shareHigh', 'strengthLow', 'strengthHigh'] as const).map((name) => side[name][t]),
        ];
        return JSON.stringify(figuresOf(was)) === JSON.stringify(figuresOf(is)) ? [] : [id];
      });
      // Beside these only what moves in groups that no figure of the estate counts.
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(moved));
      const weighed = groups.every(({ hosts }) => hosts !== null) || groups.every(({ hosts }) => hosts === null);
      if (weighed) expect(found.map(({ id }) => id)).toEqual(moved);
      for (const change of found) expect(change.reasons.every(({ needs }) => needs.length > 0)).toBe(true);
      // Whatever it does, it can be said.
      const names = makeChangeNames(inventory, new Map(library.map((sensor) => [sensor.id, sensor])), changes);
      for (const change of changes) expect(describeChange(change, names)).not.toMatch(/undefined|^\s*$/);
    }
  });
});

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
