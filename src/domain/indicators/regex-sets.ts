/** Sets of characters in regular expressions. `\d`, `\w` and `\s` are ASCII, as in PCRE. */

export interface CharacterSet {
  has(code: number): boolean;
  /** It is of one character. */
  readonly single: number | null;
  /** It says what it leaves out; where case says nothing, that is left out in every case. */
  readonly isNegated: boolean;
}

type Ranges = readonly (readonly [number, number])[];

const DIGITS: Ranges = [[48, 57]];
const WORD: Ranges = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const SPACE: Ranges = [
  [9, 13],
  [32, 32],
];
const LOWER: Ranges = [[97, 122]];
const UPPER: Ranges = [[65, 90]];
const PUNCTUATION: Ranges = [
  [33, 47],
  [58, 64],
  [91, 96],
  [123, 126],
];
const BLANK: Ranges = [
  [9, 9],
  [32, 32],
];

export const ALL: CharacterSet = { has: () => true, single: null, isNegated: false };

export function rangeSet(ranges: Ranges, isNegated = false, others: readonly CharacterSet[] = []): CharacterSet {
  const [first] = ranges;
  const isSingle = ranges.length === 1 && others.length === 0 && !isNegated && first?.[0] === first?.[1];
  return {
    has: (code) =>
      (ranges.some(([from, to]) => code >= from && code <= to) || others.some((set) => set.has(code))) !== isNegated,
    single: isSingle ? (first?.[0] ?? null) : null,
    isNegated,
  };
}

const NAMED: Readonly<Record<string, CharacterSet>> = {
  d: rangeSet(DIGITS),
  D: rangeSet(DIGITS, true),
  w: rangeSet(WORD),
  W: rangeSet(WORD, true),
  s: rangeSet(SPACE),
  S: rangeSet(SPACE, true),
  h: rangeSet(BLANK),
  H: rangeSet(BLANK, true),
  N: rangeSet([[10, 10]], true),
};

/** `\d` and the like. */
export function namedSet(letter: string): CharacterSet | null {
  return Object.hasOwn(NAMED, letter) ? (NAMED[letter] ?? null) : null;
}

const POSIX: Readonly<Record<string, Ranges>> = {
  alpha: [...LOWER, ...UPPER],
  digit: DIGITS,
  alnum: [...DIGITS, ...LOWER, ...UPPER],
  lower: LOWER,
  upper: UPPER,
  space: SPACE,
  blank: BLANK,
  punct: PUNCTUATION,
  word: WORD,
  xdigit: [...DIGITS, [65, 70], [97, 102]],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  print: [[32, 126]],
  graph: [[33, 126]],
};

/** `[:alpha:]`, `[:^alpha:]`. */
export function posixSet(name: string): CharacterSet | null {
  const isNegated = name.startsWith('^');
  const bare = isNegated ? name.slice(1) : name;
  const ranges = Object.hasOwn(POSIX, bare) ? POSIX[bare] : undefined;
  return ranges === undefined ? null : rangeSet(ranges, isNegated);
}

/** `\p{Lu}`: asked of one character at a time, so the engine's own expression has nothing to go back to. */
export function propertySet(name: string, isNegated: boolean): CharacterSet | null {
  if (!/^[\w=]+$/.test(name)) return null;
  try {
    const form = new RegExp(`^\\p{${name}}$`, 'u');
    return { has: (code) => form.test(String.fromCodePoint(code)) !== isNegated, single: null, isNegated };
  } catch {
    return null;
  }
}
