import type { Condition } from '../best-plan/clauses';

/**
 * The fewest things of which every clause holds one that is chosen: the hitting set problem, or set cover seen from the
 * other side.
 */
export interface CoverAnswer {
  /** Ascending; `null`: none was found, because there is none or time is over. */
  readonly chosen: readonly number[] | null;
  /** Nothing smaller hits every clause; without a choice: none that is smaller than asked for does. */
  readonly isProven: boolean;
  /** Whatever hits every clause has at least so many. */
  readonly lowerBound: number;
}

/** Says when to come back with what there is. */
export type IsOver = () => boolean;

/** @param below only choices smaller than this are sought */
export function solveCover(clauses: Condition, isOver: IsOver, below = Number.POSITIVE_INFINITY): CoverAnswer {
  let best: readonly number[] | null = null;
  let size = below;
  const first = chooseGreedily(clauses);
  if (first !== null && first.length < size) {
    best = first;
    size = first.length;
  }
  const search = makeSearch(clauses);
  const lowerBound = search.bound();
  const isProven = search.run(
    isOver,
    () => size - 1,
    (chosen) => {
      best = chosen;
      size = chosen.length;
    },
  );
  return { chosen: best, isProven, lowerBound: isProven ? Math.min(size, below) : lowerBound };
}

/** Every choice of at most so many, as long as no choice has fewer; each once. @returns whether these are all */
export function visitCovers(
  clauses: Condition,
  most: number,
  isOver: IsOver,
  visit: (chosen: readonly number[]) => void,
): boolean {
  return makeSearch(clauses).run(isOver, () => most, visit);
}

/** What is left to be hit while some things are chosen and others ruled out. */
interface Open {
  /** Shortest first; of each only what is not ruled out. Empty: everything is met. */
  readonly clauses: Condition;
  /** How often each thing occurs in them. */
  readonly counts: ReadonlyMap<number, number>;
}

function makeSearch(clauses: Condition) {
  const things = 1 + clauses.reduce((most, clause) => Math.max(most, ...clause), -1);
  const chosen = new Uint8Array(things);
  const ruledOut = new Uint8Array(things);

  /** @returns `null`: what is left cannot hit every clause */
  function listOpen(): Open | null {
    const open: (readonly number[])[] = [];
    const counts = new Map<number, number>();
    const add = (clause: readonly number[]) => {
      open.push(clause);
      for (const thing of clause) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    };
    for (const clause of clauses) {
      if (isHit(clause)) continue;
      const left = clause.filter((thing) => ruledOut[thing] === 0);
      if (left.length === 0) return null;
      add(left);
    }
    return { clauses: open.sort((a, b) => a.length - b.length), counts };
  }

  function isHit(clause: readonly number[]): boolean {
    return clause.some((thing) => chosen[thing] === 1);
  }

  /** @returns whether the search came to its end */
  function run(isOver: IsOver, most: () => number, visit: (chosen: readonly number[]) => void): boolean {
    let nodes = 0;
    let isStopped = false;
    const taken: number[] = [];
    const descend = (): void => {
      if (isStopped) return;
      if (++nodes % 64 === 0 && isOver()) {
        isStopped = true;
        return;
      }
      const open = listOpen();
      if (open === null) return;
      const [shortest] = open.clauses;
      if (shortest === undefined) {
        if (taken.length <= most()) visit([...taken].sort((a, b) => a - b));
        return;
      }
      if (taken.length + boundCover(open) > most()) return;
      const order = [...shortest].sort((a, b) => (open.counts.get(b) ?? 0) - (open.counts.get(a) ?? 0) || a - b);
      for (const thing of order) {
        chosen[thing] = 1;
        taken.push(thing);
        descend();
        taken.pop();
        chosen[thing] = 0;
        // Every choice with it was looked at.
        ruledOut[thing] = 1;
      }
      for (const thing of order) ruledOut[thing] = 0;
    };
    descend();
    return !isStopped;
  }

  return {
    run,
    bound: () => {
      const open = listOpen();
      return open === null ? 0 : boundCover(open);
    },
  };
}

/** Rounding of sums of fractions. */
const ROUNDING = 1e-9;

/**
 * No choice has fewer than a packing weighs: clauses get weights such that of those that hold a thing the sum is at most 1.
 * Two packings are tried: clauses that share nothing, shortest first; and to each clause a fair part of what it shares.
 */
function boundCover({ clauses, counts }: Open): number {
  const used = new Set<number>();
  let disjoint = 0;
  for (const clause of clauses) {
    if (clause.some((thing) => used.has(thing))) continue;
    disjoint++;
    for (const thing of clause) used.add(thing);
  }
  const slack = new Map<number, number>();
  let fair = 0;
  const raise = (clause: readonly number[], weight: number) => {
    fair += weight;
    for (const thing of clause) slack.set(thing, (slack.get(thing) ?? 1) - weight);
  };
  for (const clause of clauses) raise(clause, 1 / Math.max(...clause.map((thing) => counts.get(thing) ?? 1)));
  for (const clause of clauses) {
    const left = Math.min(...clause.map((thing) => slack.get(thing) ?? 1));
    if (left > ROUNDING) raise(clause, left);
  }
  return Math.max(disjoint, Math.ceil(fair - ROUNDING));
}

/** Whatever hits most, again and again; then without what is not needed. */
function chooseGreedily(clauses: Condition): readonly number[] | null {
  const chosen = new Set<number>();
  let open = clauses;
  while (open.length > 0) {
    const counts = new Map<number, number>();
    for (const clause of open) for (const thing of clause) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    let most = -1;
    for (const [thing, count] of counts) if (most < 0 || count > (counts.get(most) ?? 0)) most = thing;
    if (most < 0) return null;
    chosen.add(most);
    open = open.filter((clause) => !clause.includes(most));
  }
  for (const thing of [...chosen].reverse()) {
    if (clauses.every((clause) => clause.some((other) => other !== thing && chosen.has(other)))) chosen.delete(thing);
  }
  return [...chosen].sort((a, b) => a - b);
}
