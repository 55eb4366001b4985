import type { PlanProblem } from './problem';
import { type Decisions, OPEN } from './relaxation';

/**
 * Draws from decisions what follows from them by the rules and the budget, in place.
 * @returns whether a plan can still come of them, as far as rules and budget say
 */
export function propagate({ rules, costs, budget }: PlanProblem, decisions: Decisions): boolean {
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    const decide = (option: number, decision: 0 | 1): boolean => {
      if (decisions[option] === decision) return true;
      if (decisions[option] !== OPEN) return false;
      decisions[option] = decision;
      isMoving = true;
      return true;
    };
    for (const rule of rules) {
      switch (rule.kind) {
        case 'must':
          if (!decide(rule.option, 1)) return false;
          break;
        case 'must-not':
          if (!decide(rule.option, 0)) return false;
          break;
        case 'at-most-one':
          if (rule.options.some((option) => decisions[option] === 1)) {
            const taken = rule.options.find((option) => decisions[option] === 1);
            if (!rule.options.every((option) => option === taken || decide(option, 0))) return false;
          }
          break;
        case 'needs':
          if (decisions[rule.option] === 1 && !decide(rule.needed, 1)) return false;
          if (decisions[rule.needed] === 0 && !decide(rule.option, 0)) return false;
          break;
      }
    }
    let room = budget;
    for (let option = 0; option < costs.length; option++) if (decisions[option] === 1) room -= costs[option] ?? 0;
    if (room < 0) return false;
    for (let option = 0; option < costs.length; option++) {
      if (decisions[option] === OPEN && (costs[option] ?? 0) > room) decide(option, 0);
    }
  }
  return true;
}
