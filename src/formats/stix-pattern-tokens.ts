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

const BLANK = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)+/y;
const MARK = /<=|>=|!=|<>|==|[=<>()[\],:.*]/y;
// Unrolled: an alternation in a loop would fill the engine's stack on long texts.
const QUOTED = /([thb]?)'([^'\\]*(?:\\.[^'\\]*)*)'/sy;
const NUMBER = /[+-]?(?:\d+\.\d*|\.\d+|\d+)(?![A-Za-z_])/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;
const HEX = /^(?:[0-9a-f]{2})*$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function readPatternTokens(text: string): TokenReading {
  const tokens: PatternToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const take = (kind: PatternToken['kind'], value: string, length: number): void => {
    tokens.push({ kind, value, start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const quoted = match(QUOTED);
    if (quoted !== null) {
      const [whole, prefix = '', inner = ''] = quoted;
      const kind = prefix === 't' ? 'time' : prefix === 'h' ? 'hex' : prefix === 'b' ? 'binary' : 'string';
      const value = kind === 'string' ? inner.replace(/\\(.)/gs, '$1') : inner;
      const form = kind === 'time' ? TIME : kind === 'hex' ? HEX : kind === 'binary' ? BASE64 : null;
      if (form !== null && !form.test(value)) return { ok: false, at, message: `This is no valid ${kind} value` };
      take(kind, value, whole.length);
      continue;
    }
    // A sign belongs to a number, a point to a path: what comes before tells.
    const number = isPathBefore(tokens) ? null : match(NUMBER);
    if (number !== null) {
      take('number', number[0], number[0].length);
      continue;
    }
    const mark = match(MARK);
    if (mark !== null) {
      take('mark', mark[0], mark[0].length);
      continue;
    }
    const name = match(NAME)?.[0];
    if (name === undefined) return { ok: false, at, message: 'This character is not part of a pattern' };
    take(WORDS.has(name) ? 'word' : name === 'true' || name === 'false' ? 'boolean' : 'name', name, name.length);
  }
  return { ok: true, tokens };
}

function isPathBefore(tokens: readonly PatternToken[]): boolean {
  const last = tokens.at(-1);
  return last !== undefined && (last.kind === 'name' || last.value === ':' || last.value === '.');
}
