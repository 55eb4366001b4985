import type { TextRange } from '../threat-report';

/** Longer ones are tables and code that lost their lines: taken in pieces. */
const LONGEST = 600;

/** The sentences of a text: they end at a full stop before a capital or a sign, and at every end of a line. */
export function* listSentences(text: string): Generator<TextRange> {
  const stops = listStops(text);
  let next = stops.next();
  let line = 0;
  while (line < text.length) {
    const newline = text.indexOf('\n', line);
    const end = newline < 0 ? text.length : newline;
    let start = line;
    for (; next.value !== undefined && next.value.at < end; next = stops.next()) {
      const stop = Math.min(next.value.stop, end);
      if (ABBREVIATION.test(text.slice(Math.max(start, stop - 14), stop))) continue;
      yield* cutLong(text, start, stop);
      start = stop;
    }
    yield* cutLong(text, start, end);
    line = end + 1;
  }
}

const END = /[.!?]["”’')\]]*\s+(?=["“‘'([]?[\p{Lu}\d•–-])/gu;
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|no|inc|ltd|corp|dr|mr|ms|approx|al)|\b\p{Lu})\.\s*$/iu;

/** Of the whole text, each once: most lines of a list of indicators have none, and the next may be far away. */
function* listStops(text: string): Generator<{ readonly at: number; readonly stop: number }, undefined> {
  for (const found of text.matchAll(END)) yield { at: found.index, stop: found.index + found[0].length };
}

function* cutLong(text: string, from: number, to: number): Generator<TextRange> {
  let start = from;
  while (start < to) {
    let end = Math.min(to, start + LONGEST);
    const space = end < to ? start + text.slice(start, end + 1).lastIndexOf(' ') : end;
    if (space > start + LONGEST / 2) end = space;
    const words = text.slice(start, end);
    const lead = words.length - words.trimStart().length;
    const trimmed = words.trim().length;
    if (trimmed > 0) yield { start: start + lead, end: start + lead + trimmed };
    start = end;
  }
}
