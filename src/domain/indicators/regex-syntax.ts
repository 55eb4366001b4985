/**
 * Regular expressions as rules and lists write them (PCRE, Python), read into a tree: what `bounded-regex` can run. What it
 * cannot (looking around, references back) is named, never read as something else.
 */
import { ALL, type CharacterSet, namedSet, posixSet, propertySet, rangeSet } from './regex-sets';

export type RegexPlace = 'start' | 'end' | 'very-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export type RegexNode =
  | { readonly kind: 'character'; readonly set: CharacterSet; readonly isFolded: boolean }
  | { readonly kind: 'place'; readonly place: RegexPlace }
  | { readonly kind: 'sequence' | 'either'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly least: number; readonly most: number };

/** Thrown within this folder only. */
export class RegexFault extends Error {
  readonly isUnsupported: boolean;
  readonly at: number;

  constructor(message: string, at: number, isUnsupported: boolean) {
    super(message);
    this.isUnsupported = isUnsupported;
    this.at = at;
  }
}

interface Flags {
  /** Case says nothing. */
  readonly i: boolean;
  /** `^` and `$` are at every line. */
  readonly m: boolean;
  /** The dot takes line ends too. */
  readonly s: boolean;
}

const DEEPEST = 100;
const MOST_REPEATS = 1000;
const EDGE_ESCAPES: Readonly<Record<string, RegexPlace>> = {
  b: 'word-edge',
  B: 'no-word-edge',
  A: 'start',
  Z: 'end',
  z: 'very-end',
};
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27 };
const BEYOND: Readonly<Record<string, string>> = {
  '(?=': 'looking ahead',
  '(?!': 'looking ahead',
  '(?<=': 'looking behind',
  '(?<!': 'looking behind',
  '(?>': 'an atomic group',
  '(?(': 'a condition',
  '(?R': 'recursion',
  '(?P=': 'a reference back',
  '(?P>': 'recursion',
  '(?|': 'groups that share a number',
};

export function readRegex(pattern: string, flags: string): RegexNode {
  const unknown = /[^imsug]/.exec(flags);
  if (unknown !== null) throw new RegexFault(`the flag ${unknown[0]}`, 0, true);
  let at = 0;
  let depth = 0;

  const fault = (message: string): never => {
    throw new RegexFault(message, at, false);
  };
  const unsupported = (what: string): never => {
    throw new RegexFault(what, at, true);
  };
  const isNext = (text: string): boolean => pattern.startsWith(text, at);
  const accept = (text: string): boolean => {
    if (!isNext(text)) return false;
    at += text.length;
    return true;
  };

  function readEither(outer: Flags): RegexNode {
    const parts: RegexNode[] = [];
    let flags = outer;
    do {
      const sequence: RegexNode[] = [];
      while (at < pattern.length && !isNext('|') && !isNext(')')) {
        const changed = readFlags(flags);
        if (changed !== null) flags = changed;
        else sequence.push(readRepeated(flags));
      }
      parts.push({ kind: 'sequence', parts: sequence });
    } while (accept('|'));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'either', parts };
  }

  /** `(?i)`: from here to the end of the group. Comments are skipped on the way. */
  function readFlags(flags: Flags): Flags | null {
    const [comment = ''] = /^\(\?#[^)]*\)/.exec(pattern.slice(at, at + 1000)) ?? [];
    if (comment !== '') {
      at += comment.length;
      return flags;
    }
    const [whole = '', on = '', off = ''] =
      /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/.exec(pattern.slice(at, at + 24)) ?? [];
    if (whole === '' || on === 'R') return null;
    const changed = changeFlags(flags, on, off);
    at += whole.length;
    return changed;
  }

  function changeFlags(flags: Flags, on: string, off: string): Flags {
    const odd = /[^imsu]/.exec(on + off);
    if (odd !== null) unsupported(`the flag ${odd[0]}`);
    const has = (name: keyof Flags) => (flags[name] || on.includes(name)) && !off.includes(name);
    return { i: has('i'), m: has('m'), s: has('s') };
  }

  function readRepeated(flags: Flags): RegexNode {
    let node = readAtom(flags);
    for (let count = 0; ; count++) {
      const bounds = readQuantifier();
      if (bounds === null) return node;
      if (count > 0) fault('one repetition after the other');
      if (node.kind === 'place') node = { kind: 'sequence', parts: [node] };
      node = { kind: 'repeat', part: node, least: bounds[0], most: bounds[1] };
      // Lazy or not, there is a match or none.
      if (!accept('?') && isNext('+')) unsupported('a possessive repetition');
    }
  }

  function readQuantifier(): readonly [number, number] | null {
    if (accept('*')) return [0, Number.POSITIVE_INFINITY];
    if (accept('+')) return [1, Number.POSITIVE_INFINITY];
    if (accept('?')) return [0, 1];
    const [whole = '', least = '', comma = '', most = ''] =
      /^\{(\d{0,9})(,?)(\d{0,9})\}/.exec(pattern.slice(at, at + 24)) ?? [];
    // `{` alone, `{}` and `{,}` are written as they are.
    if (whole === '' || (least === '' && most === '')) return null;
    at += whole.length;
    const from = Number(least);
    const to = comma === '' ? from : most === '' ? Number.POSITIVE_INFINITY : Number(most);
    if (to < from) fault('a repetition that ends before it begins');
    if (from > MOST_REPEATS || (to !== Number.POSITIVE_INFINITY && to > MOST_REPEATS))
      unsupported(`a repetition of more than ${MOST_REPEATS} times`);
    return [from, to];
  }

  function readAtom(flags: Flags): RegexNode {
    const character = (set: CharacterSet): RegexNode => ({ kind: 'character', set, isFolded: flags.i });
    const first = pattern.codePointAt(at) ?? 0;
    const text = String.fromCodePoint(first);
    if (text === '(') return readGroup(flags);
    if ('*+?'.includes(text)) fault('a repetition of nothing');
    at += text.length;
    if (text === '^') return { kind: 'place', place: flags.m ? 'line-start' : 'start' };
    if (text === '$') return { kind: 'place', place: flags.m ? 'line-end' : 'end' };
    if (text === '.') return character(flags.s ? ALL : rangeSet([[10, 10]], true));
    if (text === '[') return character(readClass());
    if (text !== '\\') return character(rangeSet([[first, first]]));
    const place = EDGE_ESCAPES[pattern.charAt(at)];
    if (place === undefined) return character(readEscape(false));
    at++;
    return { kind: 'place', place };
  }

  function readGroup(flags: Flags): RegexNode {
    if (++depth > DEEPEST) unsupported(`groups ${DEEPEST} deep`);
    for (const [lead, what] of Object.entries(BEYOND)) if (isNext(lead)) unsupported(what);
    const [whole = '', on, off = ''] =
      /^\((?:\?(?:P?<\w+>|'\w+'|([a-zA-Z]*)(?:-([a-zA-Z]+))?:))?/.exec(pattern.slice(at, at + 200)) ?? [];
    const inner = on === undefined ? flags : changeFlags(flags, on, off);
    if (whole === '(' && pattern[at + 1] === '?') unsupported(`a group that begins with ${pattern.slice(at, at + 3)}`);
    if (whole === '(' && pattern[at + 1] === '*') unsupported('a verb');
    at += whole.length;
    const node = readEither(inner);
    if (!accept(')')) fault('a group that is not closed');
    depth--;
    // Of its own, so that flags and repetitions do not leave it.
    return { kind: 'sequence', parts: [node] };
  }

  function readClass(): CharacterSet {
    const isNegated = accept('^');
    const sets: CharacterSet[] = [];
    const ranges: [number, number][] = [];
    for (let isFirst = true; ; isFirst = false) {
      if (at >= pattern.length) fault('a class that is not closed');
      if (!isFirst && accept(']')) break;
      const [posix = '', name = ''] = /^\[:(\^?[a-z]+):\]/.exec(pattern.slice(at, at + 16)) ?? [];
      if (posix !== '') {
        at += posix.length;
        sets.push(posixSet(name) ?? unsupported(`the class ${posix}`));
        continue;
      }
      const from = readMember();
      if (typeof from !== 'number') sets.push(from);
      else if (isNext('-') && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
        at++;
        const to = readMember();
        if (typeof to !== 'number') {
          ranges.push([from, from], [45, 45]);
          sets.push(to);
        } else if (to < from) fault('a range that ends before it begins');
        else ranges.push([from, to]);
      } else ranges.push([from, from]);
    }
    return rangeSet(ranges, isNegated, sets);
  }

  /** Of a class: a character, or a set of them. */
  function readMember(): number | CharacterSet {
    const first = pattern.codePointAt(at) ?? 0;
    at += first > 0xffff ? 2 : 1;
    if (first !== 92) return first;
    const set = readEscape(true);
    return set.single ?? set;
  }

  /** What stands behind a backslash. */
  function readEscape(isInClass: boolean): CharacterSet {
    if (at >= pattern.length) fault('a backslash at the end');
    const first = pattern.codePointAt(at) ?? 0;
    const text = String.fromCodePoint(first);
    at += text.length;
    const one = (code: number): CharacterSet =>
      code > 0x10ffff ? fault('a character that there is not') : rangeSet([[code, code]]);
    const named = namedSet(text);
    if (named !== null) return named;
    if (text === 'b' && isInClass) return one(8);
    const control = CONTROLS[text];
    if (control !== undefined) return one(control);
    if (text === 'x' || text === 'u') return one(readCode(text));
    if (text === 'c' && /[a-z]/i.test(pattern.charAt(at))) return one(pattern.charCodeAt(at++) & 31);
    if (text === 'p' || text === 'P') return readProperty(text === 'P');
    if (text === '0') return one(Number.parseInt(`0${takeMatch(/^[0-7]{1,2}/)}`, 8));
    if (/[1-9]/.test(text)) {
      const octal = isInClass && /[1-7]/.test(text) ? text + takeMatch(/^[0-7]{1,2}/) : '';
      return octal === '' ? unsupported('a reference back') : one(Number.parseInt(octal, 8));
    }
    if (/[kg]/.test(text)) unsupported('a reference back');
    if (/[a-z]/i.test(text)) unsupported(`the escape \\${text}`);
    return one(first);
  }

  function takeMatch(form: RegExp): string {
    const [found = ''] = form.exec(pattern.slice(at, at + 80)) ?? [];
    at += found.length;
    return found;
  }

  function readCode(kind: string): number {
    const braced = takeMatch(/^\{[\dA-Fa-f]{1,8}\}/);
    if (braced !== '') return Number.parseInt(braced.slice(1, -1), 16);
    const digits = takeMatch(kind === 'x' ? /^[\dA-Fa-f]{2}/ : /^[\dA-Fa-f]{4}/);
    return digits === '' ? fault(`\\${kind} without its digits`) : Number.parseInt(digits, 16);
  }

  function readProperty(isNegated: boolean): CharacterSet {
    const found = takeMatch(/^(?:\{\^?[\w=]{1,60}\}|[A-Z])/).replace(/[{}]/g, '');
    const set = propertySet(found.replace('^', ''), isNegated !== found.startsWith('^'));
    return set ?? unsupported(`the property ${found}`);
  }

  const node = readEither({ i: flags.includes('i'), m: flags.includes('m'), s: flags.includes('s') });
  if (at < pattern.length) fault('a parenthesis that was not opened');
  return node;
}
