import type { CharacterSet } from './regex-sets';
import type { RegexNode, RegexPlace } from './regex-syntax';

/** One step of an expression; `to` and `or` are positions of others. */
export type Instruction =
  | { readonly kind: 'character'; readonly has: (code: number) => boolean; readonly to: number }
  | { readonly kind: 'place'; readonly place: RegexPlace; readonly to: number }
  | { readonly kind: 'split'; readonly to: number; readonly or: number }
  | { readonly kind: 'match' };

/** The work per character may grow with it. */
export const MOST_INSTRUCTIONS = 5000;

/** Repetitions with numbers are written out. `null`: it is too long. */
export function compileProgram(root: RegexNode): readonly Instruction[] | null {
  const program: Instruction[] = [];
  let isTooLong = false;
  let work = 0;

  const add = (instruction: Instruction): number => {
    if (program.length >= MOST_INSTRUCTIONS) isTooLong = true;
    else program.push(instruction);
    return program.length - 1;
  };
  const split = (to: number, or: number): number => add({ kind: 'split', to, or });
  const here = () => program.length;

  function compile(node: RegexNode): void {
    // Repetitions of nothing add nothing, however many there are within one another.
    if (++work > MOST_INSTRUCTIONS * 10) isTooLong = true;
    if (isTooLong) return;
    switch (node.kind) {
      case 'character':
        add({ kind: 'character', has: node.isFolded ? folded(node.set) : node.set.has, to: here() + 1 });
        return;
      case 'place':
        add({ kind: 'place', place: node.place, to: here() + 1 });
        return;
      case 'sequence':
        for (const part of node.parts) compile(part);
        return;
      case 'either':
        compileEither(node.parts);
        return;
      case 'repeat':
        compileRepeat(node.part, node.least, node.most);
    }
  }

  function compileEither(parts: readonly RegexNode[]): void {
    const ends: number[] = [];
    for (const [position, part] of parts.entries()) {
      const isLast = position === parts.length - 1;
      const choice = isLast ? -1 : split(here() + 1, -1);
      compile(part);
      if (isLast) continue;
      ends.push(split(-1, -1));
      program[choice] = { kind: 'split', to: choice + 1, or: here() };
    }
    for (const end of ends) program[end] = { kind: 'split', to: here(), or: here() };
  }

  function compileRepeat(part: RegexNode, least: number, most: number): void {
    for (let count = 0; count < least && !isTooLong; count++) compile(part);
    if (most === Number.POSITIVE_INFINITY) {
      const choice = split(here() + 1, -1);
      compile(part);
      split(choice, choice);
      program[choice] = { kind: 'split', to: choice + 1, or: here() };
      return;
    }
    const choices: number[] = [];
    for (let count = least; count < most && !isTooLong; count++) {
      choices.push(split(here() + 1, -1));
      compile(part);
    }
    for (const choice of choices) program[choice] = { kind: 'split', to: choice + 1, or: here() };
  }

  compile(root);
  add({ kind: 'match' });
  return isTooLong ? null : program;
}

/** Whether the character is in the set in any case; of those whose other case is one character. */
function folded({ has, isNegated }: CharacterSet): (code: number) => boolean {
  if (isNegated) return (code) => has(code) && has(caseOf(code, 'toLowerCase')) && has(caseOf(code, 'toUpperCase'));
  return (code) => has(code) || has(caseOf(code, 'toLowerCase')) || has(caseOf(code, 'toUpperCase'));
}

function caseOf(code: number, change: 'toLowerCase' | 'toUpperCase'): number {
  const text = String.fromCodePoint(code)[change]();
  const other = text.codePointAt(0) ?? code;
  return text.length === (other > 0xffff ? 2 : 1) ? other : code;
}
