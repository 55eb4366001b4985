/**
 * Formulas over layers, as the Navigator has them: a layer per letter, + - * / ^ and parentheses, comparisons, and, or,
 * not, and a few functions. A value may be missing (unscored): an operator with a missing operand gives nothing, a
 * function like `sum` leaves it out. Comparisons give 1 or 0.
 */
import { failure, issue, type Result, success } from '../result';

/** `null`: unscored. */
export type Value = number | null;

export interface Formula {
  /** Positions of the layers it names: 0 for `a`. */
  readonly letters: readonly number[];
  /** `undefined` as an answer: there is no such number, as for a division by 0. */
  evaluate(values: readonly Value[]): Value | undefined;
}

type Evaluate = (values: readonly Value[]) => Value;

interface Token {
  readonly text: string;
  /** From 0. */
  readonly at: number;
}

export const LONGEST_FORMULA = 500;
/** Of parentheses and signs: more is no formula of a person. */
const DEEPEST = 40;

/** Thrown while parsing only, and caught in the same file. */
class FormulaError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const TOKEN = /\s*(?:(\d+(?:\.\d*)?|\.\d+)|([a-z]+)|(<=|>=|==|!=|&&|\|\||[-+*/^()<>=,!≤≥≠×÷−]))/iy;
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['=', '=='],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['×', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['!', 'not'],
]);

const FUNCTIONS: Readonly<
  Record<string, { readonly least: number; readonly most: number; run(values: readonly Value[]): Value }>
> = {
  min: over((values) => values.reduce((a, b) => Math.min(a, b))),
  max: over((values) => values.reduce((a, b) => Math.max(a, b))),
  sum: over((values) => values.reduce((a, b) => a + b)),
  avg: over((values) => values.reduce((a, b) => a + b) / values.length),
  mean: over((values) => values.reduce((a, b) => a + b) / values.length),
  count: { least: 1, most: Infinity, run: (values) => values.filter((value) => value !== null).length },
  abs: one(Math.abs),
  round: one(Math.round),
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  sqrt: one(Math.sqrt),
  if: {
    least: 3,
    most: 3,
    run: ([condition = null, yes = null, no = null]) => (condition === null ? null : condition !== 0 ? yes : no),
  },
  scored: { least: 1, most: 1, run: ([value = null]) => (value === null ? 0 : 1) },
};

/** @param layers how many there are: letters beyond the last are refused */
export function parseFormula(text: string, layers: number): Result<Formula> {
  try {
    if (text.length > LONGEST_FORMULA)
      throw new FormulaError(`A formula has ${LONGEST_FORMULA} characters at most.`, LONGEST_FORMULA);
    const letters = new Set<number>();
    const root = parse(split(text), text.length, layers, letters);
    return success({
      letters: [...letters].sort((a, b) => a - b),
      evaluate(values) {
        const value = root(values);
        return value !== null && !Number.isFinite(value) ? undefined : value;
      },
    });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const place = { kind: 'line', line: 1, column: error.at + 1 } as const;
    const found = text.slice(error.at, error.at + 20);
    return failure(issue('error', 'formula-malformed', place, error.message, found === '' ? {} : { found }));
  }
}

function split(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (match === null)
      throw new FormulaError(
        'This means nothing in a formula.',
        from + (/^\s*/.exec(trimmed.slice(from))?.[0].length ?? 0),
      );
    const token = match[1] ?? match[2] ?? match[3] ?? '';
    tokens.push({ text: SPELLINGS.get(token) ?? token.toLowerCase(), at: TOKEN.lastIndex - token.length });
  }
  return tokens;
}

function parse(tokens: readonly Token[], end: number, layers: number, letters: Set<number>): Evaluate {
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next]?.text;
  const place = () => tokens[next]?.at ?? end;

  function accept(...texts: readonly string[]): string | null {
    const found = texts.find((text) => text === peek()) ?? null;
    if (found !== null) next++;
    return found;
  }

  function expect(text: string): void {
    if (accept(text) === null) throw new FormulaError(`A “${text}” is missing here.`, place());
  }

  /** Left to right, one level of operators above the next. */
  function chain(operators: readonly string[], inner: () => Evaluate): Evaluate {
    let left = inner();
    for (let operator = accept(...operators); operator !== null; operator = accept(...operators)) {
      const [first, second, apply] = [left, inner(), OPERATORS[operator] as (a: Value, b: Value) => Value];
      left = (values) => apply(first(values), second(values));
    }
    return left;
  }

  const either = (): Evaluate => chain(['or'], both);
  const both = (): Evaluate => chain(['and'], not);

  function not(): Evaluate {
    if (accept('not') === null) return comparison();
    const inner = deeper(not);
    return (values) => {
      const value = inner(values);
      return value === null ? null : Number(value === 0);
    };
  }

  function comparison(): Evaluate {
    const left = sum();
    const operator = accept('<', '<=', '>', '>=', '==', '!=');
    if (operator === null) return left;
    const [right, apply] = [sum(), OPERATORS[operator] as (a: Value, b: Value) => Value];
    if (['<', '<=', '>', '>=', '==', '!='].includes(peek() ?? '')) {
      throw new FormulaError('Two comparisons in a row: join them by “and”.', place());
    }
    return (values) => apply(left(values), right(values));
  }

  const sum = (): Evaluate => chain(['+', '-'], product);
  const product = (): Evaluate => chain(['*', '/'], sign);

  function sign(): Evaluate {
    const operator = accept('-', '+');
    if (operator === null) return power();
    const inner = deeper(sign);
    if (operator === '+') return inner;
    return (values) => {
      const value = inner(values);
      return value === null ? null : -value;
    };
  }

  function power(): Evaluate {
    const base = primary();
    if (accept('^') === null) return base;
    const exponent = deeper(sign);
    return (values) => arithmetic((a, b) => a ** b)(base(values), exponent(values));
  }

  function primary(): Evaluate {
    const token = tokens[next];
    if (token === undefined) throw new FormulaError('The formula ends where a value is needed.', end);
    next++;
    if (token.text === '(') {
      const inner = deeper(either);
      expect(')');
      return inner;
    }
    if (/^[\d.]/.test(token.text)) {
      const number = Number(token.text);
      return () => number;
    }
    if (/^[a-z]$/.test(token.text)) return letter(token);
    if (/^[a-z]+$/.test(token.text) && !['and', 'or', 'not'].includes(token.text)) return call(token);
    throw new FormulaError('A value is needed here: a number, a letter or a function.', token.at);
  }

  function letter({ text, at }: Token): Evaluate {
    const position = text.charCodeAt(0) - 97;
    if (position >= layers)
      throw new FormulaError(`There is no layer ${text}: the last one is ${String.fromCharCode(96 + layers)}.`, at);
    letters.add(position);
    return (values) => values[position] ?? null;
  }

  function call({ text, at }: Token): Evaluate {
    const known = Object.hasOwn(FUNCTIONS, text) ? FUNCTIONS[text] : undefined;
    if (known === undefined)
      throw new FormulaError(`There is no function ${text}. There are ${Object.keys(FUNCTIONS).join(', ')}.`, at);
    expect('(');
    const inner = [deeper(either)];
    while (accept(',') !== null) inner.push(deeper(either));
    expect(')');
    if (inner.length < known.least || inner.length > known.most) {
      throw new FormulaError(`${text} takes ${known.least === 1 ? 'one value' : `${known.least} values`}.`, at);
    }
    return (values) => known.run(inner.map((evaluate) => evaluate(values)));
  }

  function deeper(inner: () => Evaluate): Evaluate {
    if (++depth > DEEPEST) throw new FormulaError(`Nested deeper than ${DEEPEST} levels.`, place());
    const result = inner();
    depth--;
    return result;
  }

  const root = either();
  if (next < tokens.length) throw new FormulaError('The formula could end before this.', place());
  return root;
}

const arithmetic =
  (apply: (a: number, b: number) => number) =>
  (a: Value, b: Value): Value =>
    a === null || b === null ? null : apply(a, b);

const OPERATORS: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '<': arithmetic((a, b) => Number(a < b)),
  '<=': arithmetic((a, b) => Number(a <= b)),
  '>': arithmetic((a, b) => Number(a > b)),
  '>=': arithmetic((a, b) => Number(a >= b)),
  '==': arithmetic((a, b) => Number(a === b)),
  '!=': arithmetic((a, b) => Number(a !== b)),
  // One side can settle it, even where the other is unscored.
  and: (a, b) => (a === 0 || b === 0 ? 0 : a === null || b === null ? null : 1),
  or: (a, b) => ((a !== null && a !== 0) || (b !== null && b !== 0) ? 1 : a === null || b === null ? null : 0),
};

/** Over the scored ones; nothing where there are none. */
function over(reduce: (values: readonly number[]) => number) {
  return {
    least: 1,
    most: Infinity,
    run(values: readonly Value[]): Value {
      const scored = values.filter((value) => value !== null);
      return scored.length === 0 ? null : reduce(scored);
    },
  };
}

function one(apply: (value: number) => number) {
  return {
    least: 1,
    most: 1,
    run: ([value = null]: readonly Value[]): Value => (value === null ? null : apply(value)),
  };
}
