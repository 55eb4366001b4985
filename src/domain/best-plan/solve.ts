import { makeHeuristics } from './plan-heuristics';
import {
  computeCost,
  computeGain,
  keepsRules,
  type PlanProblem,
  reachesFloors,
  type Selection,
  SLACK,
} from './problem';
import { propagate } from './propagate';
import { type Bounds, type Decisions, makeRelaxation, OPEN, type Relaxation, selectDecided } from './relaxation';

/** The best plan so far, and how much better one could be. */
export interface SolverState {
  /** `null`: none was found yet. */
  readonly chosen: Selection | null;
  /** Above what is covered today, in units of weight. */
  readonly gain: number;
  /** No plan gains more than this; −Infinity: there is none. */
  readonly bound: number;
  /** The best plan is the best there is, or there is none. */
  readonly isProven: boolean;
  /** Sets of plans looked at. */
  readonly nodes: number;
}

export interface SearchStart {
  /** A plan to begin with, if one is known. */
  readonly start?: Selection | null;
  /** Only plans that gain more than this are sought. */
  readonly above?: number;
}

interface Node {
  readonly decisions: Decisions;
  readonly most: number;
}

const FIRST_ROUNDS = 6;
const ROOT_ROUNDS = 60;
const NODE_ROUNDS = 12;
/** The search comes up for air after so many nodes. */
const NODES_PER_STEP = 8;

/**
 * Branch and bound, best first, diving into the half that takes an option. Yields now and then, so that whoever drives it
 * can show what there is, look at the clock, and stop. What differs by less than rounding is equal.
 */
export function* solve(
  problem: PlanProblem,
  { start = null, above = Number.NEGATIVE_INFINITY }: SearchStart = {},
): Generator<SolverState, SolverState> {
  const tolerance = SLACK * Math.max(1, problem.total);
  const relaxation = makeRelaxation(problem);
  const { complete } = makeHeuristics(problem);
  const floors = makeFloorTest(problem, tolerance);
  const open = new NodeHeap();
  let best: Selection | null = null;
  let gain = above;
  let nodes = 0;

  const offer = (chosen: Selection): void => {
    if (computeCost(problem, chosen) > problem.budget || !reachesFloors(problem, chosen)) return;
    const reached = computeGain(problem, chosen);
    if (reached <= gain + tolerance) return;
    best = chosen;
    gain = reached;
  };
  const report = (bound: number, isProven: boolean): SolverState => ({
    chosen: best,
    gain: best === null ? 0 : gain,
    bound: Math.max(bound, gain),
    isProven,
    nodes,
  });

  const root: Decisions = new Int8Array(problem.costs.length).fill(OPEN);
  if (start !== null && keepsRules(problem, start)) offer(start);
  if (propagate(problem, root)) {
    const everything = problem.terms.reduce((sum, { weight }) => sum + weight, 0);
    open.push({ decisions: root, most: everything });
    // A first answer, long before the first good bound.
    const first = complete(root, relaxation.bound(root, FIRST_ROUNDS, Number.NEGATIVE_INFINITY).taken);
    if (first !== null) offer(first);
    yield report(everything, false);
  }
  let dive: Node | null = null;
  for (;;) {
    const node: Node | null = dive ?? open.pop();
    dive = null;
    if (node === null) break;
    if (node.most <= gain + tolerance) continue;
    const isRoot = nodes++ === 0;
    const decisions: Decisions = node.decisions;
    const bounds = tighten(decisions, isRoot ? ROOT_ROUNDS : NODE_ROUNDS);
    if (bounds !== null) {
      const rounded = complete(decisions, bounds.taken);
      if (rounded !== null) offer(rounded);
      const most = Math.min(node.most, bounds.most);
      const option = chooseBranch(decisions, bounds);
      if (option === null) offer(selectDecided(decisions));
      else if (most > gain + tolerance) {
        for (const decision of [0, 1]) {
          const child: Decisions = decisions.slice();
          child[option] = decision;
          if (!propagate(problem, child)) continue;
          if (dive !== null) open.push(dive);
          dive = { decisions: child, most };
        }
      }
    }
    if (isRoot || nodes % NODES_PER_STEP === 0) yield report(Math.max(dive?.most ?? gain, open.most(gain)), false);
  }
  return report(gain, true);

  /** Bounds what is left, and decides what only one way can better the best plan; `null`: nothing here can. */
  function tighten(decisions: Decisions, rounds: number): Bounds | null {
    for (;;) {
      if (!floors(decisions)) return null;
      const target = gain + tolerance;
      const bounds = relaxation.bound(decisions, rounds, target);
      if (bounds.most <= target) return null;
      let isDecided = false;
      for (let option = 0; option < decisions.length; option++) {
        const tilt = bounds.tilt[option] ?? 0;
        if (decisions[option] !== OPEN || bounds.most - Math.abs(tilt) > target) continue;
        decisions[option] = tilt > 0 ? 1 : 0;
        isDecided = true;
      }
      if (!isDecided) return bounds;
      if (!propagate(problem, decisions)) return null;
    }
  }
}

/** What the relaxation is least sure of, and of that what moves most; `null`: nothing is left to decide. */
function chooseBranch(decisions: Decisions, { taken, tilt, openTerms }: Bounds): number | null {
  if (openTerms === 0) return null;
  let chosen: number | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (let option = 0; option < decisions.length; option++) {
    if (decisions[option] !== OPEN) continue;
    const part = taken[option] ?? 0;
    const doubt = Math.min(part, 1 - part) + 0.05;
    const score = doubt / (1e-6 + Math.abs(tilt[option] ?? 0));
    if (score > highest) [highest, chosen] = [score, option];
  }
  return chosen;
}

/** Whether the floors can still be reached with the budget: each floor as an objective of its own. */
function makeFloorTest(problem: PlanProblem, tolerance: number): (decisions: Decisions) => boolean {
  const tests = problem.floors.map(
    ({ base, floor, total }, at): { readonly relaxation: Relaxation; readonly lacking: number } => {
      const terms = problem.terms.flatMap((term) => {
        const weight = term.floorWeights?.[at] ?? 0;
        return weight > 0 ? [{ ...term, weight }] : [];
      });
      return { relaxation: makeRelaxation({ ...problem, terms }), lacking: floor * total - base };
    },
  );
  return (decisions) =>
    tests.every(({ relaxation, lacking }) => {
      if (lacking <= tolerance) return true;
      // A little above, so that what falls just short is not shown to be out of reach by rounding.
      return relaxation.bound(decisions, NODE_ROUNDS, lacking - tolerance).most > lacking - tolerance;
    });
}

/** Open nodes, the one with the highest bound first. */
class NodeHeap {
  readonly #nodes: Node[] = [];

  push(node: Node): void {
    const nodes = this.#nodes;
    let at = nodes.push(node) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = nodes[up];
      if (parent === undefined || parent.most >= node.most) break;
      nodes[at] = parent;
      at = up;
    }
    nodes[at] = node;
  }

  pop(): Node | null {
    const nodes = this.#nodes;
    const top = nodes[0];
    const last = nodes.pop();
    if (top === undefined || last === undefined) return null;
    if (nodes.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= nodes.length) break;
      if ((nodes[child + 1]?.most ?? Number.NEGATIVE_INFINITY) > (nodes[child]?.most ?? 0)) child++;
      const larger = nodes[child];
      if (larger === undefined || larger.most <= last.most) break;
      nodes[at] = larger;
      at = child;
    }
    nodes[at] = last;
    return top;
  }

  most(otherwise: number): number {
    return this.#nodes[0]?.most ?? otherwise;
  }
}
