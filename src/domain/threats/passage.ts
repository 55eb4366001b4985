import type { TextRange } from './threat-report';

/** Longer sentences are cut at both ends; a table's row may be one. */
const LONGEST_SIDE = 240;

/** The sentence around a range of a text: what a mention is read in. */
export function findPassage(text: string, { start, end }: TextRange): TextRange {
  return { start: findStart(text, start), end: findEnd(text, end) };
}

function findStart(text: string, from: number): number {
  const first = Math.max(0, from - LONGEST_SIDE);
  for (let at = from - 1; at >= first; at--) {
    if (text[at] === '\n' || isEndOfSentence(text, at)) return skipSpaces(text, at + 1, from);
  }
  if (first === 0) return skipSpaces(text, 0, from);
  // No word is cut. Looked for no farther than here: a list may be megabytes without a space.
  const space = text.slice(first, from).indexOf(' ');
  return space === -1 ? from : first + space + 1;
}

function findEnd(text: string, from: number): number {
  const last = Math.min(text.length, from + LONGEST_SIDE);
  for (let at = from; at < last; at++) {
    if (text[at] === '\n') return at;
    if (isEndOfSentence(text, at)) return at + 1;
  }
  if (last === text.length) return last;
  return from + Math.max(text.slice(from, last + 1).lastIndexOf(' '), 0);
}

/** A stop before a space and no small letter: "e.g. this" and "v1.2" end nothing. */
function isEndOfSentence(text: string, at: number): boolean {
  const sign = text[at];
  if (sign !== '.' && sign !== '!' && sign !== '?') return false;
  const [next, after] = [text[at + 1], text[at + 2]];
  return next === ' ' && after !== undefined && !/\p{Ll}/u.test(after);
}

function skipSpaces(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text[at] ?? '')) at++;
  return at;
}
