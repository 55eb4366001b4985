import { computeTermValue, type PlanProblem, type Selection } from './problem';

/** What is decided of each option: 1 in, 0 out, −1 open. */
export type Decisions = Int8Array;
export const OPEN = -1;

/**
 * What a set of plans can reach at most: those that take what is decided in and leave what is decided out.
 *
 * Lagrangian relaxation of "a term is worth no more than what hits each of its clauses". Each term spreads its weight over
 * its clauses (multipliers); each option is then worth the sum of what its clauses give it, and the best affordable options
 * follow from the fractional knapsack. Any spread gives a valid bound; multiplicative weights look for a good one, which
 * comes close to that of the linear programme. (M. L. Fisher, "The Lagrangian relaxation method for solving integer
 * programming problems", Management Science 27 (1981); S. Arora, E. Hazan, S. Kale, "The multiplicative weights update
 * method", Theory of Computing 8 (2012).)
 */
export interface Relaxation {
  /**
   * @param decisions affordable; what is in is paid for
   * @param target no need to go below it
   */
  bound(decisions: Decisions, rounds: number, target: number): Bounds;
}

export interface Bounds {
  /** Gain of what is decided in alone, in units of weight. */
  readonly certain: number;
  /** No choice of the open options brings the gain above this. */
  readonly most: number;
  /** Per open option: worth it (positive) or not. `most` falls by that much when it is decided against the sign. */
  readonly tilt: Float64Array;
  /** How much of each open option the relaxation takes, 0 to 1. */
  readonly taken: Float64Array;
  /** How many terms are still open. */
  readonly openTerms: number;
}

/** How strongly multipliers follow what the last round has shown; falls with the root of the round. */
const STEP = 1.4;
/** Of a term's weight, what no clause falls below: it can come back. */
const LEAST = 1e-7;

export function makeRelaxation(problem: PlanProblem): Relaxation {
  const { costs, terms } = problem;
  const n = costs.length;
  const layout = layOut(problem);
  const { termStart, clauseStart, members, coefficients, reach } = layout;
  const clauses = reach.length;
  // Spread of each term's weight: over its clauses, and over the cap "no more than all of it". Kept from call to call.
  const spread = new Float64Array(clauses).fill(1);
  const capSpread = new Float64Array(terms.length).fill(0.25);

  // The system that is open under some decisions, rebuilt by each call.
  const openTerm = new Int32Array(terms.length);
  const openWeight = new Float64Array(terms.length);
  const openStart = new Int32Array(terms.length + 1);
  const openClause = new Int32Array(clauses);
  const openReach = new Float64Array(clauses);
  const memberStart = new Int32Array(clauses + 1);
  const openMembers = new Int32Array(members.length);
  const openCoefficients = new Float64Array(members.length);
  const worth = new Float64Array(n);
  const rate = new Float64Array(n);
  const x = new Float64Array(n);
  const order = new Int32Array(n);
  const [chosen, possible] = [new Uint8Array(n), new Uint8Array(n)];

  function build(decisions: Decisions): { readonly certain: number; readonly open: number } {
    for (let option = 0; option < n; option++) {
      chosen[option] = decisions[option] === 1 ? 1 : 0;
      possible[option] = decisions[option] === 0 ? 0 : 1;
    }
    let certain = 0;
    let open = 0;
    let clauseCount = 0;
    let memberCount = 0;
    for (let t = 0; t < terms.length; t++) {
      const term = terms[t];
      if (term === undefined) continue;
      const { weight } = term;
      const [firstClause, firstMember] = [clauseCount, memberCount];
      const isComputed = term.value !== undefined;
      const low = isComputed ? computeTermValue(term, chosen) : 0;
      const high = isComputed ? computeTermValue(term, possible) : 1;
      certain += weight * low;
      const span = high - low;
      if (span <= 1e-12) continue;
      let isDead = false;
      for (let c = termStart[t] ?? 0; c < (termStart[t + 1] ?? 0); c++) {
        let fixed = (reach[c] ?? 0) - low;
        const begin = memberCount;
        for (let m = clauseStart[c] ?? 0; m < (clauseStart[c + 1] ?? 0); m++) {
          const option = members[m] ?? 0;
          const decision = decisions[option];
          const coefficient = coefficients[m] ?? 0;
          if (decision === 1) fixed += coefficient;
          else if (decision === OPEN) {
            openMembers[memberCount] = option;
            openCoefficients[memberCount++] = coefficient;
          }
        }
        // Counted in spans: 1 is all that is still open.
        fixed /= span;
        if (fixed >= 1) {
          memberCount = begin;
          continue;
        }
        if (memberCount === begin && fixed <= 1e-12) {
          isDead = true;
          break;
        }
        for (let m = begin; m < memberCount; m++) {
          openCoefficients[m] = Math.min(1 - fixed, (openCoefficients[m] ?? 0) / span);
        }
        openClause[clauseCount] = c;
        openReach[clauseCount] = fixed;
        memberStart[clauseCount++] = begin;
      }
      if (isDead) {
        [clauseCount, memberCount] = [firstClause, firstMember];
        continue;
      }
      if (clauseCount === firstClause) {
        // Every clause is hit. What has to be computed may still not be all there: its cap is the bound.
        if (!isComputed) {
          certain += weight;
          continue;
        }
      }
      openTerm[open] = t;
      openWeight[open] = weight * span;
      openStart[open++] = firstClause;
    }
    openStart[open] = clauseCount;
    memberStart[clauseCount] = memberCount;
    return { certain, open };
  }

  /** Sorts the open options by worth per cost, what is worth nothing last; they hardly move from round to round. */
  function sortOptions(count: number): void {
    for (let i = 0; i < count; i++) {
      const option = order[i] ?? 0;
      const worthOfIt = worth[option] ?? 0;
      const own = worthOfIt > 0 ? worthOfIt / (costs[option] ?? 0) : -1;
      rate[option] = own;
      let at = i - 1;
      while (at >= 0 && (rate[order[at] ?? 0] ?? 0) < own) {
        order[at + 1] = order[at] ?? 0;
        at--;
      }
      order[at + 1] = option;
    }
  }

  return {
    bound(decisions, rounds, target) {
      const { certain, open } = build(decisions);
      let left = problem.budget;
      let count = 0;
      for (let option = 0; option < n; option++) {
        if (decisions[option] === 1) left -= costs[option] ?? 0;
        else if (decisions[option] === OPEN) order[count++] = option;
      }
      const taken = new Float64Array(n);
      const tilt = new Float64Array(n);
      // Where the budget hardly binds, all of it is the best bound.
      let most = certain;
      for (let o = 0; o < open; o++) most += openWeight[o] ?? 0;
      if (most <= target) return { certain, most, tilt, taken, openTerms: open };
      for (let o = 0; o < open; o++) normalise(o);

      for (let round = 1; round <= rounds; round++) {
        worth.fill(0);
        let sum = certain;
        for (let o = 0; o < open; o++) {
          const weight = openWeight[o] ?? 0;
          sum += weight * (capSpread[openTerm[o] ?? 0] ?? 0);
          for (let c = openStart[o] ?? 0; c < (openStart[o + 1] ?? 0); c++) {
            const share = weight * (spread[openClause[c] ?? 0] ?? 0);
            sum += share * (openReach[c] ?? 0);
            for (let m = memberStart[c] ?? 0; m < (memberStart[c + 1] ?? 0); m++) {
              const option = openMembers[m] ?? 0;
              worth[option] = (worth[option] ?? 0) + share * (openCoefficients[m] ?? 0);
            }
          }
        }
        sortOptions(count);
        let room = left;
        let price = 0;
        for (let i = 0; i < count; i++) {
          const option = order[i] ?? 0;
          const [w, cost] = [worth[option] ?? 0, costs[option] ?? 0];
          if (w <= 0) x[option] = 0;
          else if (cost <= room) {
            x[option] = 1;
            room -= cost;
            sum += w;
          } else {
            const part = room > 0 ? room / cost : 0;
            if (price === 0) price = w / cost;
            x[option] = part;
            sum += w * part;
            room = 0;
          }
        }
        if (sum < most) {
          most = sum;
          for (let i = 0; i < count; i++) {
            const option = order[i] ?? 0;
            tilt[option] = (worth[option] ?? 0) - price * (costs[option] ?? 0);
          }
          if (most <= target) break;
        }
        const fresh = 2 / (round + 2);
        for (let i = 0; i < count; i++) {
          const option = order[i] ?? 0;
          taken[option] = (taken[option] ?? 0) + ((x[option] ?? 0) - (taken[option] ?? 0)) * fresh;
        }
        if (round === rounds) break;
        const step = STEP / Math.sqrt(round);
        for (let o = 0; o < open; o++) {
          for (let c = openStart[o] ?? 0; c < (openStart[o + 1] ?? 0); c++) {
            let hit = openReach[c] ?? 0;
            for (let m = memberStart[c] ?? 0; m < (memberStart[c + 1] ?? 0); m++) {
              hit += (openCoefficients[m] ?? 0) * (x[openMembers[m] ?? 0] ?? 0);
            }
            const at = openClause[c] ?? 0;
            // Beside the cap, which is always hit once.
            spread[at] = (spread[at] ?? 0) * Math.exp(step * (1 - Math.min(hit, 3)));
          }
          normalise(o);
        }
      }
      return { certain, most, tilt, taken, openTerms: open };
    },
  };

  function normalise(o: number): void {
    const t = openTerm[o] ?? 0;
    let sum = capSpread[t] ?? 0;
    for (let c = openStart[o] ?? 0; c < (openStart[o + 1] ?? 0); c++) sum += spread[openClause[c] ?? 0] ?? 0;
    if (!(sum > 0)) sum = 1;
    for (let c = openStart[o] ?? 0; c < (openStart[o + 1] ?? 0); c++) {
      const at = openClause[c] ?? 0;
      spread[at] = Math.max(LEAST, (spread[at] ?? 0) / sum);
    }
    capSpread[t] = Math.max(LEAST, (capSpread[t] ?? 0) / sum);
  }
}

/** Terms, clauses and their members as flat arrays. */
function layOut({ terms }: PlanProblem) {
  const clauseCount = terms.reduce((sum, { clauses }) => sum + clauses.length, 0);
  const memberCount = terms.reduce(
    (sum, { clauses }) => sum + clauses.reduce((n, { options }) => n + options.length, 0),
    0,
  );
  const termStart = new Int32Array(terms.length + 1);
  const clauseStart = new Int32Array(clauseCount + 1);
  const reach = new Float64Array(clauseCount);
  const members = new Int32Array(memberCount);
  const coefficients = new Float64Array(memberCount).fill(1);
  let [clause, member] = [0, 0];
  terms.forEach(({ clauses }, t) => {
    termStart[t] = clause;
    for (const { options, coefficients: stated, reach: reached } of clauses) {
      reach[clause] = reached;
      clauseStart[clause++] = member;
      options.forEach((option, at) => {
        if (stated !== undefined) coefficients[member] = stated[at] ?? 0;
        members[member++] = option;
      });
    }
  });
  termStart[terms.length] = clause;
  clauseStart[clauseCount] = member;
  return { termStart, clauseStart, members, coefficients, reach };
}

/** The options that are decided in. */
export function selectDecided(decisions: Decisions): Selection {
  return Uint8Array.from(decisions, (decision) => (decision === 1 ? 1 : 0));
}
