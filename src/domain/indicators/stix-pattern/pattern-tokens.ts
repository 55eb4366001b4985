/** Something in a pattern that is not allowed there: thrown by the reader, a `Result` to everybody else. */
export class PatternFault extends Error {
  constructor(
    readonly code: 'pattern-invalid' | 'pattern-too-large',
    /** A whole sentence. */
    message: string,
    /** Offset in the pattern, from 0. */
    readonly at: number,
    readonly found = '',
  ) {
    super(message);
  }
}

export type TokenKind =
  | 'keyword'
  | 'name'
  | 'hyphen-name'
  | 'int'
  | 'float'
  | 'string'
  | 'hex'
  | 'binary'
  | 'timestamp'
  | 'sign'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of literals in quotes what stands between them, escapes undone. */
  readonly text: string;
  readonly at: number;
}

/** Upper case only, and no names of properties: those would need quotes. */
const KEYWORDS = new Set(
  'AND OR NOT FOLLOWEDBY LIKE MATCHES ISSUPERSET ISSUBSET EXISTS LAST IN START STOP SECONDS true false WITHIN REPEATS TIMES'.split(
    ' ',
  ),
);

/** `\s` knows all that the grammar does, but for one. */
const BLANK = /[\s\u0085]+|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const FLOAT = /[+-]?[0-9]*\.[0-9]+/y;
const INT = /[+-]?(?:0|[1-9][0-9]*)/y;
const SIGN = /==|!=|<>|<=|>=|[=<>:.,()[\]*]/y;
const TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HEX = /^(?:[0-9A-Fa-f]{2})*$/;

export const NO_MOMENT = 'This is no moment such as 2026-11-25T08:00:00Z.';

export function isMoment(text: string): boolean {
  return TIMESTAMP.test(text);
}

/** The token at `from` or after the blanks and comments there; throws `PatternFault`. */
export function readToken(text: string, from: number): { readonly token: Token; readonly next: number } {
  const at = skipBlanks(text, from);
  if (at === text.length) return { token: { kind: 'end', text: '', at }, next: at };
  const first = text[at] ?? '';
  if (first === "'") return readString(text, at);
  const word = matchAt(NAME, text, at);
  if (word !== null) {
    if (text[at + word.length] === "'" && (word === 't' || word === 'b' || word === 'h'))
      return readTyped(text, at, word);
    const kind = KEYWORDS.has(word) ? 'keyword' : word.includes('-') ? 'hyphen-name' : 'name';
    return { token: { kind, text: word, at }, next: at + word.length };
  }
  const float = matchAt(FLOAT, text, at);
  if (float !== null) return { token: { kind: 'float', text: float, at }, next: at + float.length };
  const int = matchAt(INT, text, at);
  if (int !== null) return { token: { kind: 'int', text: int, at }, next: at + int.length };
  const sign = matchAt(SIGN, text, at);
  if (sign !== null) return { token: { kind: 'sign', text: sign, at }, next: at + sign.length };
  throw new PatternFault('pattern-invalid', `The character \`${first}\` has no meaning here.`, at, first);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (let blank = matchAt(BLANK, text, at); blank !== null; blank = matchAt(BLANK, text, at)) at += blank.length;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** In quotes; only the quote and the backslash are escaped, by a backslash. */
function readString(text: string, start: number): { readonly token: Token; readonly next: number } {
  let value = '';
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'")
      return { token: { kind: 'string', text: value + text.slice(from, at), at: start }, next: at + 1 };
    if (text[at] !== '\\') continue;
    const escaped = text[at + 1];
    if (escaped !== "'" && escaped !== '\\') {
      throw new PatternFault(
        'pattern-invalid',
        'A backslash in a string is written twice.',
        at,
        text.slice(at, at + 2),
      );
    }
    value += text.slice(from, at) + escaped;
    at++;
    from = at + 1;
  }
  throw new PatternFault('pattern-invalid', 'This string has no end.', start, text.slice(start, start + 80));
}

function readTyped(text: string, at: number, type: 't' | 'b' | 'h'): { readonly token: Token; readonly next: number } {
  const { token, next } = readString(text, at + 1);
  const [kind, pattern, name] =
    type === 't'
      ? (['timestamp', TIMESTAMP, 'a moment such as 2026-11-25T08:00:00Z'] as const)
      : type === 'b'
        ? (['binary', BASE64, 'Base64'] as const)
        : (['hex', HEX, 'pairs of hexadecimal digits'] as const);
  if (!pattern.test(token.text))
    throw new PatternFault('pattern-invalid', `Between the quotes of ${type}'…' stands ${name}.`, at, token.text);
  return { token: { kind, text: token.text, at }, next };
}
