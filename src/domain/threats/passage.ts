import type { TextRange } from './threat-report';

/** Longer sentences are cut at both ends; a table's row may be one. */
const LONGEST_SIDE = 240;

/** The sentence around a range of a text: what a mention is read in. */
export function findPassage(text: string, { start, end }: TextRange, longestSide = LONGEST_SIDE): TextRange {
  return { start: findStart(text, start, longestSide), end: findEnd(text, end, longestSide) };
}

/** To be read alone: longer than what is highlighted, so that few sentences are cut; one that is says so. */
const LONGEST_SIDE_ALONE = 1000;

export function quotePassage(text: string, range: TextRange): string {
  const { start, end } = findPassage(text, range, LONGEST_SIDE_ALONE);
  const isBegun = start === 0 || /[\n.!?]\s*$/.test(text.slice(Math.max(0, start - 3), start));
  const isEnded = end === text.length || text[end] === '\n' || isEndOfSentence(text, end - 1);
  return `${isBegun ? '' : '… '}${text.slice(start, end)}${isEnded ? '' : ' …'}`;
}

/** More of them in a row are a list of sources, not words about a step. */
const MOST_ADDRESSES = 2;
const ADDRESSES = /(?:(?:https?|hxxps?|ftp):\/\/[^\s<>]+[\s,;|]*)+/gi;

/** A passage without walls of addresses; empty where nothing else was in it. */
export function shortenAddresses(passage: string): string {
  const short = passage.replace(ADDRESSES, (run) => {
    const addresses = run.match(/\S+:\/\/\S+/g) ?? [];
    if (addresses.length <= MOST_ADDRESSES && run.length <= LONGEST_SIDE) return run;
    return `[${addresses.length} ${addresses.length === 1 ? 'address' : 'addresses'}] `;
  });
  const words = short.replace(ADDRESSES, '').replace(/\[\d+ address(?:es)?\]/g, '');
  return /\p{L}{2}/u.test(words) ? short.trim() : '';
}

function findStart(text: string, from: number, longest: number): number {
  const first = Math.max(0, from - longest);
  for (let at = from - 1; at >= first; at--) {
    if (text[at] === '\n' || isEndOfSentence(text, at)) return skipSpaces(text, at + 1, from);
  }
  if (first === 0) return skipSpaces(text, 0, from);
  // No word is cut. Looked for no farther than here: a list may be megabytes without a space.
  const space = text.slice(first, from).indexOf(' ');
  return space === -1 ? from : first + space + 1;
}

function findEnd(text: string, from: number, longest: number): number {
  const last = Math.min(text.length, from + longest);
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
