/** A cell of the matrix as a number: a technique under one of its tactics, or (`null`) under all of them. */

/** More tactics than any release has. */
const TACTICS = 64;

export function cellKey(technique: number, tactic: number | null): number {
  return technique * TACTICS + (tactic === null ? TACTICS - 1 : tactic);
}

export function readCellKey(key: number): { readonly technique: number; readonly tactic: number | null } {
  const tactic = key % TACTICS;
  return { technique: Math.floor(key / TACTICS), tactic: tactic === TACTICS - 1 ? null : tactic };
}
