/**
 * STIX patterns (STIX 2.1, section 9; 2.0, part 5), read as far as what they compare: observation operators and
 * qualifiers are checked and left aside.
 */
import { type PatternToken, readPatternTokens } from './stix-pattern-tokens';

export interface PatternComparison {
  /** `file`, `ipv4-addr`. */
  readonly objectType: string;
  /** `hashes`, `SHA-256`; a list step is `[*]` or `[0]`. */
  readonly path: readonly string[];
  /** `=`, `IN`, `LIKE`, …; `EXISTS` has no values. */
  readonly operator: string;
  readonly isNegated: boolean;
  /** Texts unescaped; numbers, times and binary as written, without their mark. */
  readonly values: readonly string[];
}

export type PatternReading =
  | {
      readonly ok: true;
      readonly comparisons: readonly PatternComparison[];
    }
  /** `at`: offset of what is wrong. */
  | { readonly ok: false; readonly at: number; readonly message: string };

/** Real patterns nest three or four deep; a stack has its limits. */
const DEEPEST = 200;
const ORDER = new Set(['=', '==', '!=', '<>', '<', '>', '<=', '>=']);
const SET_OPERATORS = new Set(['LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET']);
const LITERALS = new Set(['string', 'number', 'time', 'hex', 'binary', 'boolean']);

class PatternFault extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** `[domain-name:value = 'example.org']`: nine patterns of ten, and read without taking them apart. */
const SIMPLE = /^\[\s*([a-z0-9-]+):([a-z_]+)(?:\.(?:'([^'\\]+)'|([A-Za-z0-9_-]+)))?\s*=\s*'([^'\\]*)'\s*\]$/;

/** One of several equalities in one pair of brackets: the other patterns are mostly made of these. */
const EQUALITY =
  /\s*([a-z][a-z0-9-]*):([a-z_]+)(?:\.(?:'([^'\\]+)'|([A-Za-z_][A-Za-z0-9_-]*)))?\s*=\s*'([^'\\]*)'\s*(?:(?:AND|OR)(?=\s)|\]$)/y;

/**
 * What stands before the value of an equality, its quote included → the comparison it begins: a feed has a few such
 * beginnings for all its patterns, and looking one up costs less than taking it apart again.
 */
const beginnings = new Map<string, Beginning>();
const MOST_BEGINNINGS = 200;

interface Beginning extends Pick<PatternComparison, 'objectType' | 'path'> {
  readonly written: string;
}

/** Those met lately, by turns: mostly it is one of them, which is told without cutting the text. */
const latest: Beginning[] = [];
const MOST_LATEST = 8;
let oldest = 0;

/** Where the equality that was read last ends. */
let next = 0;

/** `null`: it is not of plain equalities alone. */
function readPlainPattern(text: string): readonly PatternComparison[] | null {
  if (!text.startsWith('[') || !text.endsWith(']') || text.includes('\\')) return null;
  let comparisons: PatternComparison[] | null = null;
  for (let at = 1; at < text.length; at = next) {
    const comparison = readBegun(text, at) ?? readEquality(text, at);
    if (comparison === null) return null;
    // Mostly it is one, for which a list that grows would take room for sixteen.
    if (comparisons === null) comparisons = [comparison];
    else comparisons.push(comparison);
  }
  return comparisons;
}

/** An equality whose beginning was met before. */
function readBegun(text: string, at: number): PatternComparison | null {
  const begun = findBeginning(text, at);
  if (begun === undefined) return null;
  const start = at + begun.written.length;
  const end = text.indexOf("'", start);
  if (end < 0) return null;
  if (end === text.length - 2) next = text.length;
  else if (text.startsWith(' OR ', end + 1)) next = end + 4;
  else if (text.startsWith(' AND ', end + 1)) next = end + 5;
  else return null;
  return equate(begun, text.slice(start, end));
}

function findBeginning(text: string, at: number): Beginning | undefined {
  for (let each = 0; each < latest.length; each++) {
    const begun = latest[each];
    if (begun !== undefined && text.startsWith(begun.written, at)) return begun;
  }
  const equals = text.indexOf('=', at);
  const begun = beginnings.get(text.slice(at, equals + (text.startsWith(' ', equals + 1) ? 3 : 2)));
  if (begun === undefined) return undefined;
  latest[oldest] = begun;
  oldest = (oldest + 1) % MOST_LATEST;
  return begun;
}

/** An equality in any plain form. */
function readEquality(text: string, at: number): PatternComparison | null {
  EQUALITY.lastIndex = at;
  const found = EQUALITY.exec(text) ?? (at === 1 ? SIMPLE.exec(text) : null);
  if (found === null) return null;
  const [, objectType = '', property = '', quoted, bare, value = ''] = found;
  const step = quoted ?? bare;
  next = EQUALITY.lastIndex || text.length;
  const written = text.slice(at, text.lastIndexOf("'", next - 1) - value.length);
  const begun = { objectType, path: step === undefined ? [property] : [property, step], written };
  if (beginnings.size < MOST_BEGINNINGS) beginnings.set(written, begun);
  return equate(begun, value);
}

function equate({ objectType, path }: Beginning, value: string): PatternComparison {
  return { objectType, path, operator: '=', isNegated: false, values: [value] };
}

export function readStixPattern(text: string): PatternReading {
  const plain = readPlainPattern(text);
  if (plain !== null) return { ok: true, comparisons: plain };
  const tokens = readPatternTokens(text);
  if (!tokens.ok) return tokens;
  const comparisons: PatternComparison[] = [];
  try {
    readPattern(text, tokens.tokens, comparisons);
    return { ok: true, comparisons };
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, at: error.at, message: error.message };
    throw error;
  }
}

function readPattern(text: string, tokens: readonly PatternToken[], comparisons: PatternComparison[]): void {
  let at = 0;
  let depth = 0;

  const peek = (): PatternToken | undefined => tokens[at];
  const isNext = (kind: PatternToken['kind'], value?: string): boolean => {
    const token = tokens[at];
    return token !== undefined && token.kind === kind && (value === undefined || token.value === value);
  };
  const accept = (kind: PatternToken['kind'], value?: string): boolean => {
    if (!isNext(kind, value)) return false;
    at++;
    return true;
  };
  const fail = (expected: string): never => {
    const token = peek();
    throw new PatternFault(token?.start ?? text.length, `Expected ${expected}`);
  };
  const expect = (kind: PatternToken['kind'], value: string | undefined, expected: string): PatternToken => {
    const token = peek();
    if (token === undefined || !accept(kind, value)) return fail(expected);
    return token;
  };
  const descend = (read: () => void): void => {
    if (++depth > DEEPEST) fail('fewer brackets within brackets');
    read();
    depth--;
  };

  function readObservations(): void {
    do readObservation();
    while (accept('word', 'AND') || accept('word', 'OR') || accept('word', 'FOLLOWEDBY'));
  }

  function readObservation(): void {
    const isGroup = accept('mark', '(');
    if (isGroup) {
      descend(readObservations);
      expect('mark', ')', 'a closing parenthesis');
    } else {
      expect('mark', '[', 'an observation in square brackets');
      descend(readComparisons);
      expect('mark', ']', 'AND, OR or a closing bracket');
    }
    readQualifiers(isGroup);
  }

  /** A single observation takes one qualifier of a kind. */
  function readQualifiers(isGroup: boolean): void {
    const seen = new Set<string>();
    for (;;) {
      const kind = peek()?.value ?? '';
      if (isNext('word', kind) && seen.has(kind) && !isGroup) fail(`one ${kind}`);
      if (accept('word', 'WITHIN')) {
        expect('number', undefined, 'a number of seconds');
        expect('word', 'SECONDS', 'SECONDS');
      } else if (accept('word', 'REPEATS')) {
        expect('number', undefined, 'how often');
        expect('word', 'TIMES', 'TIMES');
      } else if (accept('word', 'START')) {
        readTime();
        expect('word', 'STOP', 'STOP');
        readTime();
      } else return;
      seen.add(kind);
    }
  }

  function readTime(): void {
    if (!accept('time') && !accept('string')) fail('a time');
  }

  function readComparisons(): void {
    do readComparison();
    while (accept('word', 'AND') || accept('word', 'OR'));
  }

  function readComparison(): void {
    if (accept('mark', '(')) {
      descend(readComparisons);
      expect('mark', ')', 'a closing parenthesis');
      return;
    }
    const leadingNot = accept('word', 'NOT');
    if (accept('word', 'EXISTS')) {
      const { objectType, path } = readObjectPath();
      add(objectType, path, 'EXISTS', leadingNot, []);
      return;
    }
    const { objectType, path } = readObjectPath();
    const isNegated = accept('word', 'NOT') !== leadingNot;
    const operator = peek();
    if (accept('word', 'IN')) add(objectType, path, 'IN', isNegated, readSet());
    else if (operator?.kind === 'word' && SET_OPERATORS.has(operator.value)) {
      at++;
      add(objectType, path, operator.value, isNegated, [expect('string', undefined, 'a text in single quotes').value]);
    } else if (operator?.kind === 'mark' && ORDER.has(operator.value)) {
      at++;
      const isUnequal = operator.value === '!=' || operator.value === '<>';
      const isEqual = isUnequal || operator.value === '==';
      add(objectType, path, isEqual ? '=' : operator.value, isNegated !== isUnequal, [readLiteral()]);
    } else fail('an operator');
  }

  function readObjectPath(): { readonly objectType: string; readonly path: readonly string[] } {
    const objectType = readName('the type of an object');
    expect('mark', ':', 'a colon after the type of an object');
    const path = [readName('a property')];
    for (;;) {
      if (accept('mark', '.')) path.push(isNext('string') ? readTaken() : readName('a property'));
      else if (accept('mark', '[')) {
        const step = accept('mark', '*') ? '*' : expect('number', undefined, 'a position or *').value;
        expect('mark', ']', 'a closing bracket');
        path.push(`[${step}]`);
      } else return { objectType, path };
    }
  }

  function readTaken(): string {
    const token = tokens[at++];
    return token?.value ?? '';
  }

  function readName(expected: string): string {
    if (isNext('name') || isNext('word') || isNext('boolean')) return readTaken();
    return fail(expected);
  }

  function readSet(): readonly string[] {
    expect('mark', '(', 'a list in parentheses');
    if (accept('mark', ')')) return [];
    const values = [readLiteral()];
    while (accept('mark', ',')) values.push(readLiteral());
    expect('mark', ')', 'a comma or a closing parenthesis');
    return values;
  }

  function readLiteral(): string {
    const token = peek();
    return token !== undefined && LITERALS.has(token.kind) ? readTaken() : fail('a value');
  }

  function add(
    objectType: string,
    path: readonly string[],
    operator: string,
    isNegated: boolean,
    values: readonly string[],
  ): void {
    comparisons.push({ objectType, path, operator, isNegated, values });
  }

  readObservations();
  if (at < tokens.length) fail('AND, OR, FOLLOWEDBY or the end');
}

/** Feeds forget the outer brackets; nothing else is guessed. `null`: that was not it. */
export function mendStixPattern(text: string): readonly PatternComparison[] | null {
  for (const mended of [`[${text}`, `${text}]`, `[${text}]`]) {
    const reading = readStixPattern(mended);
    if (reading.ok) return reading.comparisons;
  }
  return null;
}
