import type { Literal, ObjectPath, PathStep } from './pattern-ast';
import { PatternFault, readToken, type Token, type TokenKind } from './pattern-tokens';

/** Walks the tokens of a pattern, one ahead. */
export class TokenReader {
  private token: Token;
  private next: number;

  constructor(private readonly text: string) {
    ({ token: this.token, next: this.next } = readToken(text, 0));
  }

  peek(): Token {
    return this.token;
  }

  /** A keyword or a sign. */
  is(text: string): boolean {
    return this.token.text === text && (this.token.kind === 'keyword' || this.token.kind === 'sign');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.fault(`\`${text}\``);
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.fault('AND, OR, FOLLOWEDBY, a qualifier or the end');
  }

  take(what: string, ...kinds: readonly TokenKind[]): Token {
    const { token } = this;
    if (!kinds.includes(token.kind)) throw this.fault(what);
    this.advance();
    return token;
  }

  /** @param isBooleanAllowed `true` and `false` have no order */
  literal(isBooleanAllowed: boolean): Literal {
    const { token } = this;
    if (token.kind === 'keyword' && (token.text === 'true' || token.text === 'false')) {
      if (!isBooleanAllowed) throw this.fault('a value that has an order');
      this.advance();
      return { kind: 'boolean', value: token.text === 'true' };
    }
    return readLiteral(this.take('a value', 'string', 'int', 'float', 'hex', 'binary', 'timestamp'));
  }

  set(): readonly Literal[] {
    this.expect('(');
    if (this.accept(')')) return [];
    const values = [this.literal(true)];
    while (this.accept(',')) values.push(this.literal(true));
    this.expect(')');
    return values;
  }

  fault(expected: string): PatternFault {
    const { kind, at } = this.token;
    const found = this.text.slice(at, this.next);
    const stands = kind === 'end' ? 'The pattern ends' : `\`${found.slice(0, 40)}\` stands`;
    return new PatternFault('pattern-invalid', `${stands} where ${expected} should be.`, at, found);
  }

  private advance(): void {
    ({ token: this.token, next: this.next } = readToken(this.text, this.next));
  }
}

export function readLiteral({ kind, text }: Token): Literal {
  switch (kind) {
    case 'int':
    case 'float':
      return { kind: 'number', value: Number(text) };
    case 'hex':
      return { kind: 'bytes', value: text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))) };
    case 'binary':
      return { kind: 'bytes', value: decodeBase64(text) };
    case 'timestamp':
      return { kind: 'timestamp', value: readMoment(text) };
    default:
      return { kind: 'string', value: text };
  }
}

/** The grammar knows days up to 31 in each month; one too many is a day of the next, as calendars count. */
export function readMoment(text: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  const milliseconds = Math.floor(Number(`0.${/\.(\d+)/.exec(text)?.[1] ?? '0'}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return date.getTime();
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): string {
  let bytes = '';
  let [bits, count] = [0, 0];
  for (const character of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | BASE64.indexOf(character)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += String.fromCharCode((bits >> count) & 255);
  }
  return bytes;
}

/** `type:property`, then `.property`, `[3]` and `[*]`; a property that is no plain name stands in quotes. */
export function readPath(reader: TokenReader): ObjectPath {
  const { text: type, at } = reader.take('the type of an object, as in `file:name`,', 'name', 'hyphen-name');
  reader.expect(':');
  const steps: PathStep[] = [readKey(reader)];
  for (;;) {
    if (reader.accept('.')) steps.push(readKey(reader));
    else if (reader.accept('[')) {
      if (reader.accept('*')) steps.push({ kind: 'any' });
      else steps.push({ kind: 'index', index: Number(reader.take('a number or `*`', 'int').text) });
      reader.expect(']');
    } else return { type, steps, text: writePath(type, steps), at };
    if (steps.length > 32) throw new PatternFault('pattern-too-large', 'A path of more than 32 steps.', at);
  }
}

function readKey(reader: TokenReader): PathStep {
  return { kind: 'key', key: reader.take('a property (in quotes unless a plain name)', 'name', 'string').text };
}

function writePath(type: string, steps: readonly PathStep[]): string {
  return steps.reduce((text, step, position) => {
    if (step.kind === 'any') return `${text}[*]`;
    if (step.kind === 'index') return `${text}[${step.index}]`;
    const key = /^[A-Za-z_]\w*$/.test(step.key) ? step.key : `'${step.key.replace(/['\\]/g, '\\$&')}'`;
    return `${text}${position === 0 ? ':' : '.'}${key}`;
  }, type);
}
