/** How words are compared: what a name and a mention of it have in common, however either is written. */

export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case, without accents. */
  readonly folded: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const ASCII = /^[A-Za-z0-9]+$/;
/** Scripts that put no space between words go on where a name in Latin letters ends: "使用Mimikatz转储", "Mimikatz를". */
const SCRIPT_RUN = /[\p{Script=Latin}\p{N}\p{M}]+|[^\p{Script=Latin}\p{N}]+/gu;

export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(word) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const push = (word: string, start: number) =>
    tokens.push({ start, end: start + word.length, folded: foldWord(word) });
  for (const found of text.matchAll(WORD)) {
    const word = found[0];
    if (ASCII.test(word)) push(word, found.index);
    else for (const run of word.matchAll(SCRIPT_RUN)) push(run[0], found.index + run.index);
  }
  return tokens;
}

/** Longest run of signs that may stand between two words of one name. */
const LONGEST_JOINT = 4;
const JOINS = /^(?:[ \t\u00A0]{1,3}|[ \t]?\r?\n[ \t]?|[-‐‑–_/.@#'’\u00AD\u200B]|[-‐‑\u00AD]\r?\n|[ ]?[/(][ ]?)$/;
const PARTS = /^(?:[ ]?::?[ ]{0,2}|[ ][-–—>][ ])$/;
const AND = /^[ ]?&[ ]?$/;

/**
 * What stands between two words, as it counts in a key: nothing (a space, a hyphen, a slash, one line end), `:` (between
 * a technique and its sub-technique), `and`; `null`: the words belong to different sentences or things.
 */
export function readJoint(text: string, from: number, to: number): '' | ':' | 'and' | null {
  if (to === from || (to - from === 1 && text.charCodeAt(from) === 32)) return '';
  if (to - from > LONGEST_JOINT) return null;
  const joint = text.slice(from, to);
  if (JOINS.test(joint)) return '';
  if (PARTS.test(joint)) return ':';
  return AND.test(joint) ? 'and' : null;
}

/**
 * A name as a key: letters and digits only, lower case, so that "Spear-Phishing Attachment" and "spearphishing
 * attachment" are one; `&` is "and", and the colon of a full name stays.
 */
export function foldName(name: string): string {
  return name
    .replace(/&/g, ' and ')
    .split(':')
    .map((part) => Array.from(part.matchAll(WORD), ([word]) => foldWord(word)).join(''))
    .join(':');
}
