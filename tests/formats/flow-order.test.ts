import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderFlow } from '../../src/formats/attack-flow/flow-order';

describe('orderFlow', () => {
  it('has each step behind what leads to it, whatever the graph, and breaks circles', () => {
    const node = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(node, node), { maxLength: 20, selector: ([a, b]) => `${a} ${b}` }),
        (arrows) => {
          const nodes = Array.from({ length: 10 }, (_, at) => String(at));
          // From lower to higher numbers: no circles.
          const edges = arrows
            .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
            .filter(({ from, to }) => from !== to);
          const order = orderFlow(nodes, edges, []);
          for (const { from, to } of edges) expect(order.get(from)).toBeLessThan(order.get(to) ?? -1);
          const circular = orderFlow(
            nodes,
            arrows.map(([from, to]) => ({ from, to })),
            [],
          );
          expect(new Set(circular.values()).size).toBe(circular.size);
        },
      ),
    );
    expect([
      ...orderFlow(
        ['a', 'b'],
        [
          { from: 'b', to: 'a' },
          { from: 'a', to: 'b' },
        ],
        [],
      ),
    ]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('takes no square of a hundred thousand steps', { timeout: 60_000 }, () => {
    const nodes = Array.from({ length: 100_000 }, (_, at) => `n${at}`);
    const edges = nodes.slice(1).map((to, at) => ({ from: at % 3 === 0 ? 'n0' : (nodes[at] ?? ''), to }));
    const before = performance.now();
    expect(orderFlow(nodes, edges, ['n0']).size).toBe(100_000);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
