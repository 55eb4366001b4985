/**
 * Conditions on options in conjunctive normal form: a list of clauses, each a list of options in ascending order; a
 * choice meets the condition when it hits every clause. No clause: always met. An empty clause: never.
 */
export type Condition = readonly (readonly number[])[];

export const ALWAYS: Condition = [];
export const NEVER: Condition = [[]];

/** Conditions with more clauses than this are not written out. */
const MOST_CLAUSES = 160;

/** Without repeats, and without clauses that another one implies; shortest first, then in order. */
export function simplify(clauses: Condition): Condition {
  const sorted = [...clauses].sort((a, b) => a.length - b.length || compareLists(a, b));
  const kept: (readonly number[])[] = [];
  for (const clause of sorted) if (!kept.some((smaller) => isSubset(smaller, clause))) kept.push(clause);
  return kept;
}

/** Met where at least one of them is, by the distributive law; `null`: too long to be written out. */
export function either(conditions: readonly Condition[]): Condition | null {
  let joined: Condition = NEVER;
  for (const condition of conditions) {
    if (condition.length === 0) return ALWAYS;
    const product: (readonly number[])[] = [];
    for (const left of joined) for (const right of condition) product.push(mergeSorted(left, right));
    if (product.length > MOST_CLAUSES * 8) return null;
    joined = simplify(product);
    if (joined.length > MOST_CLAUSES) return null;
  }
  return joined;
}

/** Equal conditions have equal keys, provided they are simplified. */
export function keyOf(condition: Condition): string {
  return condition.map((clause) => clause.join()).join(';');
}

function mergeSorted(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  const merged: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    merged.push(Math.min(left, right));
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return merged;
}

/** Both ascending. */
export function isSubset(small: readonly number[], large: readonly number[]): boolean {
  if (small.length > large.length) return false;
  let at = 0;
  for (const item of small) {
    while (at < large.length && (large[at] ?? 0) < item) at++;
    if (large[at] !== item) return false;
    at++;
  }
  return true;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
