import type { BehaviourId, HeldBack } from './behaviour';

type Example = HeldBack['examples'][number];

export interface HeldBackTally {
  add(reason: string, example: Example): void;
  list(): readonly HeldBack[];
}

/** Of each reason. */
const MOST_EXAMPLES = 20;

/** What was seen and is not raised, by reason, with the strongest of each. */
export function makeHeldBackTally(behaviour: BehaviourId): HeldBackTally {
  const byReason = new Map<string, { count: number; readonly examples: Example[] }>();
  return {
    add(reason, example) {
      const known = byReason.get(reason) ?? { count: 0, examples: [] };
      byReason.set(reason, known);
      known.count++;
      known.examples.push(example);
      if (known.examples.length > MOST_EXAMPLES * 4) keepStrongest(known.examples);
    },
    list: () =>
      [...byReason].map(([reason, { count, examples }]) => {
        keepStrongest(examples);
        return { behaviour, reason, count, examples };
      }),
  };
}

function keepStrongest(examples: Example[]): void {
  examples.sort((one, other) => other.score - one.score);
  examples.length = Math.min(examples.length, MOST_EXAMPLES);
}
