import { formatCount } from '../format';
import type { Cost } from '../sensors/inventory';

/** Costs added up where they can be: "12,000 EUR a year, 500 EUR once"; empty when none is stated. */
export function describeCosts(costs: readonly (Cost | null)[]): string {
  const sums = new Map<string, { readonly words: string; amount: number }>();
  for (const cost of costs) {
    if (cost === null) continue;
    const words = `${cost.currency} ${cost.per === 'year' ? 'a year' : 'once'}`.trim();
    const sum = sums.get(words) ?? { words, amount: 0 };
    sums.set(words, sum);
    sum.amount += cost.amount;
  }
  return [...sums.values()].map(({ words, amount }) => `${formatCount(amount)} ${words}`).join(', ');
}
