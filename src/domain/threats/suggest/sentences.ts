import type { TextRange } from '../threat-report';

/** Longer ones are tables and code that lost their lines: taken in pieces. */
const LONGEST = 600;

/** The sentences of a text: they end at a full stop before a capital or a sign, and at every end of a line. */
export function* listSentences(text: string): Generator<TextRange> {
  let line = 0;
  while (line < text.length) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 ? text.length : newline;
    yield* splitLine(text, line, end);
    line = end + 1;
  }
}

const END = /[.!?]["”’')\]]*\s+(?=["“‘'([]?[\p{Lu}\d•–-])/gu;
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|no|inc|ltd|corp|dr|mr|ms|approx|al)|\b\p{Lu})\.\s*$/iu;

function* splitLine(text: string, from: number, to: number): Generator<TextRange> {
  let start = from;
  END.lastIndex = from;
  for (let found = END.exec(text); found !== null && found.index < to; found = END.exec(text)) {
    const stop = Math.min(found.index + found[0].length, to);
    if (ABBREVIATION.test(text.slice(Math.max(start, stop - 14), stop))) continue;
    yield* cutLong(text, start, stop);
    start = stop;
  }
  yield* cutLong(text, start, to);
}

function* cutLong(text: string, from: number, to: number): Generator<TextRange> {
  let start = from;
  while (start < to) {
    let end = Math.min(to, start + LONGEST);
    const space = end < to ? text.lastIndexOf(' ', end) : end;
    if (space > start + LONGEST / 2) end = space;
    const words = text.slice(start, end);
    const lead = words.length - words.trimStart().length;
    const trimmed = words.trim().length;
    if (trimmed > 0) yield { start: start + lead, end: start + lead + trimmed };
    start = end;
  }
}
