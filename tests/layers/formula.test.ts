import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormula, type Value } from '../../src/domain/layers/formula';

function evaluate(text: string, ...values: readonly Value[]): Value | undefined {
  const formula = parseFormula(text, values.length);
  if (!formula.ok) throw new Error(formula.issues[0]?.message);
  return formula.value.evaluate(values);
}

describe('parseFormula', () => {
  it.each<[string, readonly Value[], Value | undefined]>([
    ['a + b * 2', [1, 3], 7],
    ['(A + B) * 2', [1, 3], 8],
    ['a - b - c', [10, 3, 2], 5],
    ['a / b / c', [12, 3, 2], 2],
    ['-a ^ 2', [3], -9],
    ['2 ^ 3 ^ 2', [0], 512],
    ['- - a', [3], 3],
    ['a*-b', [3, 2], -6],
    ['100 − a × 2 ÷ 4', [8], 96],
    ['a >= 3 and b < 2', [3, 1], 1],
    ['a ≥ 3 && b < 2', [3, 2], 0],
    ['a == b or not a', [0, 1], 1],
    ['not (a > 1) || a = 5', [5], 1],
    ['min(a, b, c)', [3, 1, 2], 1],
    ['max(a, avg(b, c))', [1, 2, 4], 3],
    ['mean(a, b) + sum(a, b) + count(a, b)', [1, 3], 8],
    ['if(a > b, a, b)', [2, 5], 5],
    ['round(a / 3)', [5], 2],
    ['abs(a) + floor(1.9) + ceil(.1) + sqrt(9)', [-4], 9],
    ['1.5', [0], 1.5],
    ['a / b', [1, 0], undefined],
    ['sqrt(a)', [-1], undefined],
    ['a ^ a ^ a', [99], undefined],
  ])('gives for %s of %j %j', (text, values, answer) => {
    expect(evaluate(text, ...values)).toBe(answer);
  });

  it.each<[string, readonly Value[], Value | undefined]>([
    ['a + b', [1, null], null],
    ['a * 0', [null], null],
    ['a > 0', [null], null],
    ['sum(a, b)', [1, null], 1],
    ['min(a, b)', [5, null], 5],
    ['avg(a, b, c)', [1, null, 3], 2],
    ['max(a, b)', [null, null], null],
    ['count(a, b)', [null, 0], 1],
    ['scored(a) - scored(b)', [0, null], 1],
    ['a > 1 and b > 1', [0, null], 0],
    ['a > 1 and b > 1', [2, null], null],
    ['a > 1 or b > 1', [2, null], 1],
    ['not a', [null], null],
    ['if(a > 1, b, 7)', [null, 2], null],
    ['if(scored(a), a, 7)', [null], 7],
    ['-a', [null], null],
  ])('takes unscored for unscored: %s of %j is %j', (text, values, answer) => {
    expect(evaluate(text, ...values)).toBe(answer);
  });

  it.each([
    ['', 1, 'The formula ends where a value is needed.', 1],
    ['a +', 2, 'The formula ends where a value is needed.', 4],
    ['a b', 2, 'The formula could end before this.', 3],
    ['(a', 1, 'A “)” is missing here.', 3],
    ['a + c', 2, 'There is no layer c: the last one is b.', 5],
    ['foo(a)', 1, 'There is no function foo.', 1],
    ['constructor(a)', 1, 'There is no function constructor.', 1],
    ['if(a, b)', 2, 'if takes 3 values.', 1],
    ['a < b < c', 3, 'Two comparisons in a row: join them by “and”.', 7],
    ['a ; b', 2, 'This means nothing in a formula.', 3],
    ['a[0]', 1, 'This means nothing in a formula.', 2],
    ['and a', 1, 'A value is needed here', 1],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, 1, 'Nested deeper than 40 levels.', 42],
    ['a + '.repeat(200), 1, 'A formula has 500 characters at most.', 501],
  ])('refuses %j over %i layers at its place', (text, layers, message, column) => {
    const formula = parseFormula(text, layers);
    expect(formula.ok).toBe(false);
    expect(formula.issues[0]?.message).toContain(message);
    expect(formula.issues[0]?.place).toEqual({ kind: 'line', line: 1, column });
  });

  it('knows which layers it names', () => {
    const formula = parseFormula('c - a', 3);
    expect(formula.ok && formula.value.letters).toEqual([0, 2]);
  });

  it('agrees with the language on sums, products and signs', () => {
    const number = fc.integer({ min: -9, max: 9 });
    const expression = fc.letrec<{ readonly node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        number.map((value) => `(${value})`),
        fc.constantFrom('a', 'b'),
        fc.tuple(tie('node'), fc.constantFrom('+', '-', '*'), tie('node')).map(([l, o, r]) => `${l} ${o} ${r}`),
        tie('node').map((inner) => `(${inner})`),
      ),
    })).node;
    fc.assert(
      fc.property(expression, number, number, (text, a, b) => {
        if (text.length > 400) return;
        const oracle = new Function('a', 'b', `return ${text}`) as (a: number, b: number) => number;
        expect((evaluate(text, a, b) ?? NaN) + 0).toBe(oracle(a, b) + 0);
      }),
    );
  });

  it('settles whatever is typed', { timeout: 60_000 }, () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseFormula(text, 3).ok === 'boolean'));
    const pieces = fc.array(
      fc.constantFrom('a', 'b', '(', ')', '+', '-', '*', '/', '<', 'and', 'or', 'not', 'min', ',', '1', ' '),
    );
    fc.assert(fc.property(pieces, (words) => typeof parseFormula(words.join(''), 2).ok === 'boolean'));
  });
});
