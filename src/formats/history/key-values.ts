/** `key=value`, `key="value with blanks"` one after the other, as firewalls and the audit daemon write them. */

export type Pair = readonly [key: string, value: string];

const MOST_PAIRS = 300;
const NAME = /^[\w.@:/-]{1,80}$/;

/** Words without `=` are passed over. Inside double quotes `\"` is a quote; single quotes hold what has quotes itself. */
export function readPairs(text: string, separator = ' '): Pair[] {
  const pairs: Pair[] = [];
  let at = 0;
  while (at < text.length && pairs.length < MOST_PAIRS) {
    while (text[at] === separator || text[at] === ' ' || text[at] === ',') at++;
    const equals = text.indexOf('=', at);
    if (equals === -1) break;
    // The key is the last word before it.
    const before = text.slice(Math.max(at, equals - 81), equals);
    const blank = Math.max(before.lastIndexOf(' '), before.lastIndexOf(separator), before.lastIndexOf(','));
    const key = before.slice(blank + 1);
    const [value, end] = readValue(text, equals + 1, separator);
    at = end;
    if (NAME.test(key)) pairs.push([key, value]);
  }
  return pairs;
}

function readValue(text: string, start: number, separator: string): readonly [value: string, end: number] {
  const mark = text[start];
  if (mark === '"' || mark === "'") {
    let value = '';
    let from = start + 1;
    let at = from;
    for (; at < text.length && text[at] !== mark; at++) {
      if (text[at] === '\\' && (text[at + 1] === mark || text[at + 1] === '\\')) {
        value += text.slice(from, at);
        from = ++at;
      }
    }
    return [value + text.slice(from, at), at + 1];
  }
  const ends = [text.indexOf(separator, start), separator === ' ' ? text.indexOf('\t', start) : -1].filter(
    (end) => end !== -1,
  );
  const end = Math.min(text.length, ...ends);
  return [text.slice(start, end).replace(/[,;]$/, ''), end];
}
