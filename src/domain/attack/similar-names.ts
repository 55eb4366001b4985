/** Names that are alike, for suggestions only: pairs of letters in common (Dice), so that word order matters little. */
export function findSimilarNames<Item extends { readonly name: string }>(
  name: string,
  items: readonly Item[],
  limit: number,
): readonly Item[] {
  const wanted = pairsOf(name);
  return items
    .map((item) => ({ item, score: likeness(wanted, pairsOf(item.name)) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}

const LEAST = 0.45;
/** No name of ATT&CK is longer; a hostile one is not compared to its end. */
const LONGEST = 200;

function pairsOf(name: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const word of name
    .slice(0, LONGEST)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)) {
    for (let at = 0; at + 1 < word.length; at++) pairs.add(word.slice(at, at + 2));
  }
  return pairs;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
