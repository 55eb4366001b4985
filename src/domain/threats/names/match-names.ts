import { readJoint, type Token } from './fold-text';
import type { Meaning, NameIndex } from './name-index';

export interface NameMatch {
  /** Positions of the first and the last token. */
  readonly first: number;
  readonly last: number;
  readonly meanings: readonly Meaning[];
}

/** Names have at most so many words. */
const MOST_TOKENS = 16;

/** Every name of the index that starts at `first`, the longest first. */
export function matchAt(text: string, tokens: readonly Token[], first: number, index: NameIndex): NameMatch[] {
  const { keys, meanings } = index;
  const matches: NameMatch[] = [];
  let key = '';
  let low = 0;
  for (let last = first; last < tokens.length && last < first + MOST_TOKENS; last++) {
    const token = tokens[last];
    if (token === undefined) break;
    if (last > first) {
      const joint = readJoint(text, tokens[last - 1]?.end ?? 0, token.start);
      if (joint === null) break;
      key += joint;
    }
    key += token.folded;
    low = findFirst(keys, key, low);
    const found = keys[low];
    if (found === undefined || !found.startsWith(key)) break;
    if (found === key) matches.unshift({ first, last, meanings: meanings[low] ?? [] });
  }
  return matches;
}

/** Position of the first key that is not below `wanted`. */
function findFirst(keys: readonly string[], wanted: string, from: number): number {
  let low = from;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
