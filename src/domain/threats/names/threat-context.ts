import { foldName, type Token } from './fold-text';
import { ACTING_WORDS, COMMAND_WORDS, GROUP_WORDS, NAMING_WORDS, SOFTWARE_WORDS } from './threat-words';

/**
 * What the words beside a name say that it is. `longer`: the beginning of another name, "Royal Road"; `middle`: a small
 * word stands before it, in the same sentence; `acting`: a verb after it.
 */
export type Hint = 'software' | 'group' | 'naming' | 'command' | 'longer' | 'middle' | 'acting';

/** Reads the word before and the word after, and two back: "the ransomware group Play", "Royal ransomware". */
export function readHints(text: string, tokens: readonly Token[], first: number, last: number): Hint[] {
  const hints: Hint[] = [];
  const before = wordBeside(text, tokens[first - 1], tokens[first]);
  const after = wordBeside(text, tokens[last], tokens[last + 1], true);
  if (after !== null) {
    if (SOFTWARE_WORDS.has(after)) hints.push('software');
    if (GROUP_WORDS.has(singular(after))) hints.push('group');
    if (COMMAND_WORDS.has(after)) hints.push('command');
    if (ACTING_WORDS.has(after)) hints.push('acting');
    if (hints.length === 0 && isNameGoingOn(text, tokens[last], tokens[last + 1])) hints.push('longer');
  }
  if (before !== null) {
    if (isSmallWord(text, tokens[first - 1], tokens[first])) hints.push('middle');
    if (SOFTWARE_WORDS.has(before)) hints.push('software');
    if (GROUP_WORDS.has(before)) hints.push('group');
    const two = wordBeside(text, tokens[first - 2], tokens[first - 1]);
    if (NAMING_WORDS.has(before) && (before !== 'as' || (two !== null && KNOWN.has(two)))) hints.push('naming');
  }
  return hints;
}

const KNOWN: ReadonlySet<string> = new Set(['known', 'tracked', 'identified', 'detected'].map(foldName));

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word;
}

function isNameGoingOn(text: string, own: Token | undefined, next: Token | undefined): boolean {
  if (own === undefined || next === undefined || next.start !== own.end + 1 || text[own.end] !== ' ') return false;
  return /^\p{Lu}\p{Ll}/u.test(text.slice(next.start, next.end)) && next.folded.length > 2;
}

function isSmallWord(text: string, word: Token | undefined, own: Token | undefined): boolean {
  if (word === undefined || own === undefined || own.start !== word.end + 1 || text[word.end] !== ' ') return false;
  return /^\p{Ll}+$/u.test(text.slice(word.start, word.end));
}

/** The neighbour's word, where nothing but a space, quotes or a hyphen stands between. */
function wordBeside(text: string, left: Token | undefined, right: Token | undefined, isAfter = false): string | null {
  if (left === undefined || right === undefined) return null;
  const between = text.slice(left.end, right.start);
  if (!/^(?:[ \t]?[\r\n]?[“"‘'*_(]*|[-.]|[”"’'*_]+[ ])$/.test(between)) return null;
  return isAfter ? right.folded : left.folded;
}
