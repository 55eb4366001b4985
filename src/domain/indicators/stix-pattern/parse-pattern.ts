import { excerpt, failure, issue, type Result, success } from '../../result';
import { checkHash } from './check-hash';
import type { Comparison, ComparisonNode, Observation, PatternAst, PatternNode } from './pattern-ast';
import { ORDER_OPERATORS, TEXT_OPERATORS } from './pattern-ast';
import { isMoment, NO_MOMENT, PatternFault } from './pattern-tokens';
import { readLiteral, readMoment, readPath, TokenReader } from './read-parts';

/** Patterns come from others: longer ones, or such that nest deeper, are refused. */
const LONGEST_PATTERN = 1_000_000;
const DEEPEST = 64;

export type PatternVersion = '2.0' | '2.1';

/**
 * Reads a STIX pattern. What the grammar does not allow is an issue with its line and column; so are hashes of the wrong
 * length. In 2.1 a kind of qualifier may follow an observation only once.
 */
export function parsePattern(text: string, version: PatternVersion = '2.1'): Result<PatternAst> {
  try {
    if (text.length > LONGEST_PATTERN)
      throw new PatternFault('pattern-too-large', `Patterns of over ${LONGEST_PATTERN} characters are not read.`, 0);
    return success(new PatternParser(text, version).parse());
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return failure(patternIssue(text, error));
  }
}

function patternIssue(text: string, fault: PatternFault) {
  return issue('error', fault.code, placeInPattern(text, fault.at), fault.message, {
    found: excerpt(fault.found === '' ? text.slice(fault.at, fault.at + 80) : fault.found),
  });
}

/** Line and column, both from 1. */
export function placeInPattern(text: string, at: number) {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { kind: 'line', line, column: at - before.lastIndexOf('\n') } as const;
}

class PatternParser {
  private readonly reader: TokenReader;
  private readonly observations: Observation[] = [];
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly version: PatternVersion,
  ) {
    this.reader = new TokenReader(text);
  }

  parse(): PatternAst {
    const root = this.followedBy();
    this.reader.expectEnd();
    return { text: this.text, root, observations: this.observations };
  }

  private followedBy(): PatternNode {
    return this.list('FOLLOWEDBY', 'followed-by', () =>
      this.list('OR', 'or', () => this.list('AND', 'and', () => this.qualified())),
    );
  }

  private list(keyword: string, kind: 'and' | 'or' | 'followed-by', part: () => PatternNode): PatternNode {
    const first = part();
    if (!this.reader.accept(keyword)) return first;
    const parts = [first];
    do parts.push(part());
    while (this.reader.accept(keyword));
    return { kind, parts };
  }

  private qualified(): PatternNode {
    const isSimple = this.reader.is('[');
    let node = this.observation();
    const seen = new Set<string>();
    for (let count = 0; ; count++) {
      const { text, at } = this.reader.peek();
      const part = node;
      if (this.reader.accept('WITHIN')) node = { kind: 'within', seconds: this.seconds(), part };
      else if (this.reader.accept('REPEATS')) node = { kind: 'repeats', times: this.times(), part };
      else if (this.reader.accept('START')) node = { kind: 'start-stop', ...this.interval(), part };
      else return node;
      if (count === DEEPEST) throw new PatternFault('pattern-too-large', `More than ${DEEPEST} qualifiers.`, at);
      if (isSimple && this.version === '2.1' && seen.has(text))
        throw new PatternFault('pattern-invalid', `A second ${text} for the same observation: one is allowed.`, at);
      seen.add(text);
    }
  }

  private seconds(): number {
    const token = this.reader.take('a number of seconds', 'int', 'float');
    const seconds = Number(token.text);
    if (!(seconds > 0))
      throw new PatternFault('pattern-invalid', 'WITHIN takes a number of seconds above zero.', token.at, token.text);
    this.reader.expect('SECONDS');
    return seconds;
  }

  private times(): number {
    const token = this.reader.take('a whole number', 'int');
    const times = Number(token.text);
    if (!(times > 0))
      throw new PatternFault('pattern-invalid', 'REPEATS takes a whole number above zero.', token.at, token.text);
    this.reader.expect('TIMES');
    return times;
  }

  private interval(): { from: number; to: number } {
    const from = this.moment();
    this.reader.expect('STOP');
    return { from, to: this.moment() };
  }

  /** 2.0 has moments as plain strings too. */
  private moment(): number {
    const kinds = this.version === '2.0' ? (['timestamp', 'string'] as const) : (['timestamp'] as const);
    const token = this.reader.take("a moment, t'…'", ...kinds);
    if (!isMoment(token.text)) throw new PatternFault('pattern-invalid', NO_MOMENT, token.at, token.text);
    return readMoment(token.text);
  }

  private observation(): PatternNode {
    if (this.reader.accept('(')) return this.nested(() => this.followedBy());
    if (!this.reader.accept('[')) throw this.reader.fault('a `[`, with which an observation begins,');
    // Its number is that of its place in the text: comparisons hold no observations.
    const test = this.comparisons();
    this.reader.expect(']');
    const observation: Observation = { kind: 'observation', index: this.observations.length, test };
    this.observations.push(observation);
    return observation;
  }

  private nested<Node>(read: () => Node): Node {
    if (++this.depth > DEEPEST)
      throw new PatternFault('pattern-too-large', `Parentheses ${DEEPEST} deep are the limit.`, this.reader.peek().at);
    const node = read();
    this.reader.expect(')');
    this.depth--;
    return node;
  }

  private comparisons(): ComparisonNode {
    const either = [this.allOf()];
    while (this.reader.accept('OR')) either.push(this.allOf());
    return joined('or', either);
  }

  private allOf(): ComparisonNode {
    const all = [this.comparison()];
    while (this.reader.accept('AND')) all.push(this.comparison());
    return joined('and', all);
  }

  private comparison(): ComparisonNode {
    if (this.reader.accept('(')) return this.nested(() => this.comparisons());
    const isNot = this.reader.accept('NOT');
    if (isNot && !this.reader.is('EXISTS')) throw this.reader.fault('EXISTS');
    if (this.reader.accept('EXISTS')) {
      const path = readPath(this.reader);
      return { kind: 'comparison', path, operator: 'EXISTS', negated: isNot, values: [] };
    }
    const path = readPath(this.reader);
    const negated = this.reader.accept('NOT');
    const comparison = this.operator(path, negated);
    checkHash(comparison);
    return comparison;
  }

  private operator(path: Comparison['path'], negated: boolean): Comparison {
    const { reader } = this;
    const made = (operator: Comparison['operator'], values: Comparison['values']): Comparison => ({
      kind: 'comparison',
      path,
      operator,
      negated,
      values,
    });
    if (reader.accept('=') || reader.accept('==')) return made('=', [reader.literal(true)]);
    if (reader.accept('!=') || reader.accept('<>')) return made('!=', [reader.literal(true)]);
    const order = ORDER_OPERATORS.find((sign) => reader.accept(sign));
    if (order !== undefined) return made(order, [reader.literal(false)]);
    const word = TEXT_OPERATORS.find((keyword) => reader.accept(keyword));
    if (word !== undefined) return made(word, [readLiteral(reader.take('a string', 'string'))]);
    if (reader.accept('IN')) return made('IN', reader.set());
    throw reader.fault('an operator');
  }
}

function joined(kind: 'and' | 'or', parts: readonly ComparisonNode[]): ComparisonNode {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind, parts };
}
