/** The words of a STIX pattern. Keywords are upper case, as the grammar wants them. */

export interface PatternToken {
  readonly kind: 'mark' | 'word' | 'name' | 'string' | 'number' | 'time' | 'hex' | 'binary' | 'boolean';
  /** Texts unescaped, marks and words as they are. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export type TokenReading =
  | { readonly ok: true; readonly tokens: readonly PatternToken[] }
  | { readonly ok: false; readonly at: number; readonly message: string };

const WORDS = new Set([
  'AND',
  'OR',
  'NOT',
  'FOLLOWEDBY',
  'LIKE',
  'MATCHES',
  'ISSUPERSET',
  'ISSUBSET',
  'EXISTS',
  'IN',
  'START',
  'STOP',
  'SECONDS',
  'WITHIN',
  'REPEATS',
  'TIMES',
]);

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/y;
/** Of two characters first. */
const MARKS = ['<=', '>=', '!=', '<>', '==', '=', '<', '>', '(', ')', '[', ']', ',', ':', '.', '*'];
const IS_MARK = new Set(MARKS);
// Unrolled: an alternation in a loop would fill the engine's stack on long texts.
const QUOTED = /[^'\\]*(?:\\.[^'\\]*)*'/sy;
const NUMBER = /[+-]?(?:\d+\.\d*|\.\d+|\d+)(?![A-Za-z_])/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;
const HEX = /^(?:[0-9a-f]{2})*$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const PREFIXES: Readonly<Record<string, PatternToken['kind']>> = { t: 'time', h: 'hex', b: 'binary' };

export function readPatternTokens(text: string): TokenReading {
  const tokens: PatternToken[] = [];
  let at = 0;
  /** Where what is asked for ends, when it stands here; else -1. */
  const endOf = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  const take = (kind: PatternToken['kind'], value: string, end: number): void => {
    tokens.push({ kind, value, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const first = text.charAt(at);
    if (first.trim() === '') {
      at++;
      continue;
    }
    const isPrefixed = text.charAt(at + 1) === "'" && Object.hasOwn(PREFIXES, first);
    if (first === "'" || isPrefixed) {
      const start = at + (isPrefixed ? 2 : 1);
      const end = endOf(QUOTED, start);
      if (end < 0) return { ok: false, at, message: 'This text is not closed' };
      const kind = isPrefixed ? (PREFIXES[first] ?? 'string') : 'string';
      const inner = text.slice(start, end - 1);
      const value = kind === 'string' && inner.includes('\\') ? inner.replace(/\\(.)/gs, '$1') : inner;
      const form = kind === 'time' ? TIME : kind === 'hex' ? HEX : kind === 'binary' ? BASE64 : null;
      if (form !== null && !form.test(value)) return { ok: false, at, message: `This is no valid ${kind} value` };
      take(kind, value, end);
      continue;
    }
    const comment = first === '/' ? endOf(COMMENT, at) : -1;
    if (comment >= 0) {
      at = comment;
      continue;
    }
    // A sign belongs to a number, a point to a path: what comes before tells.
    const number = /[\d.+-]/.test(first) && !isPathBefore(tokens) ? endOf(NUMBER, at) : -1;
    if (number >= 0) {
      take('number', text.slice(at, number), number);
      continue;
    }
    const two = text.slice(at, at + 2);
    if (IS_MARK.has(two) || IS_MARK.has(first)) {
      const mark = IS_MARK.has(two) ? two : first;
      take('mark', mark, at + mark.length);
      continue;
    }
    const end = endOf(NAME, at);
    if (end < 0) return { ok: false, at, message: 'This character is not part of a pattern' };
    const name = text.slice(at, end);
    take(WORDS.has(name) ? 'word' : name === 'true' || name === 'false' ? 'boolean' : 'name', name, end);
  }
  return { ok: true, tokens };
}

function isPathBefore(tokens: readonly PatternToken[]): boolean {
  const last = tokens.at(-1);
  return last !== undefined && (last.kind === 'name' || last.value === ':' || last.value === '.');
}
