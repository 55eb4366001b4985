/**
 * Grammars of SPL, ES|QL and EQL for the parts of these languages that are written here, after their documentation: no
 * parser of them is published where this project gets its packages. What these grammars do not know is refused.
 */
export type TokenKind = 'string' | 'number' | 'name' | 'sign';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Splits a text by the expressions of its language; throws at what none of them matches. */
export function tokenize(text: string, kinds: readonly (readonly [TokenKind, RegExp])[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /^[ \n]+/.exec(text.slice(at));
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const token = kinds.flatMap(([kind, pattern]) => {
      const match = pattern.exec(text.slice(at));
      return match === null ? [] : [{ kind, text: match[0] }];
    })[0];
    if (token === undefined) throw new Error(`unexpected ${JSON.stringify(text.slice(at, at + 20))} at ${at}`);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

export class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(offset = 0): Token | undefined {
    return this.tokens[this.at + offset];
  }

  is(text: string): boolean {
    const token = this.peek();
    return token !== undefined && token.kind !== 'string' && token.text === text;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw new Error(`expected ${text}, found ${this.peek()?.text ?? 'the end'}`);
  }

  take(...kinds: readonly TokenKind[]): string {
    const token = this.peek();
    if (token === undefined || !kinds.includes(token.kind)) {
      throw new Error(`expected ${kinds.join(' or ')}, found ${token?.text ?? 'the end'}`);
    }
    this.at += 1;
    return token.text;
  }

  list(one: () => void): void {
    do one();
    while (this.accept(','));
  }
}
