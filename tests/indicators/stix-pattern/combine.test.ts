import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from '../../../src/domain/indicators/stix-pattern/binding-tree';
import { compilePattern } from '../../../src/domain/indicators/stix-pattern/compile-pattern';

type Found = readonly (readonly Match<string>[])[];

/** A pattern over observations A, B, C …: each `[A]` stands for one that events fit as the test says. */
function compile(pattern: string) {
  const compiled = compilePattern(pattern.replace(/\[[A-Z]\]/g, (name) => `[process:pid = ${name.charCodeAt(1)}]`));
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message);
  return compiled.value;
}

/** `A: 1 2 5` as matches of one observation, named by their second. */
function at(...seconds: readonly (number | string)[]): readonly Match<string>[] {
  return seconds.map((second) => ({ time: typeof second === 'number' ? second * 1000 : null, ref: `${second}` }));
}

function refs(pattern: string, ...found: Found): readonly string[] {
  const { refs: all, undecided } = compile(pattern).combine(found);
  expect(undecided).toBe(0);
  return [...all].sort((a, b) => Number(a) - Number(b));
}

describe('observations together', () => {
  it('AND takes different records', () => {
    expect(refs('[A] AND [B]', at(1, 2), at(3))).toEqual(['1', '2', '3']);
    expect(refs('[A] AND [B]', at(1), at(1))).toEqual([]);
    expect(refs('[A] AND [B]', at(1, 2), at(1))).toEqual(['1', '2']);
    expect(refs('[A] AND [B]', at(1), at())).toEqual([]);
    expect(refs('[A] AND [B]', at('x'), at('y', 3))).toHaveLength(3);
  });

  it('OR takes either', () => {
    expect(refs('[A] OR [B]', at(1), at(2))).toEqual(['1', '2']);
    expect(refs('[A] OR [B] AND [C]', at(1), at(2), at())).toEqual(['1']);
  });

  it('FOLLOWEDBY asks for the same time or later', () => {
    expect(refs('[A] FOLLOWEDBY [B]', at(1, 5, 9), at(0, 5.5, 6))).toEqual(['1', '5', '5.5', '6']);
    expect(refs('[A] FOLLOWEDBY [B]', at(7), at(6))).toEqual([]);
    expect(refs('[A] FOLLOWEDBY [B]', [{ time: 4, ref: '1' }], [{ time: 4, ref: '2' }])).toEqual(['1', '2']);
    expect(refs('[A] FOLLOWEDBY [B]', [{ time: 4, ref: '1' }], [{ time: 4, ref: '1' }])).toEqual([]);
    expect(refs('[A] FOLLOWEDBY [B]', at('x'), at(6))).toEqual([]);
    // All of the right after the latest of the left.
    expect(refs('([A] AND [B]) FOLLOWEDBY [C]', at(1), at(5), at(3, 8))).toEqual(['1', '5', '8']);
    expect(refs('[A] FOLLOWEDBY [B] FOLLOWEDBY [C]', at(1, 4), at(2, 6), at(0, 3, 5))).toEqual(['1', '2', '3', '5']);
  });

  it('WITHIN holds all records in a span, its ends included', () => {
    expect(refs('([A] AND [B]) WITHIN 5 SECONDS', at(1, 20), at(6, 14.9, 26))).toEqual(['1', '6']);
    expect(refs('([A] AND [B] AND [C]) WITHIN 5 SECONDS', at(0, 10), at(4, 13), at(6, 15))).toEqual(['10', '13', '15']);
    expect(refs('[A] AND [B] WITHIN 1 SECONDS', at(1), at(600))).toEqual(['1', '600']);
    expect(refs('([A] FOLLOWEDBY [B]) WITHIN 2 SECONDS', at(3), at(2, 5, 5.5))).toEqual(['3', '5']);
  });

  it('REPEATS asks for different records', () => {
    expect(refs('[A] REPEATS 3 TIMES', at(1, 2))).toEqual([]);
    expect(refs('[A] REPEATS 3 TIMES', at(1, 2, 3, 4))).toEqual(['1', '2', '3', '4']);
    expect(refs('[A] REPEATS 3 TIMES WITHIN 10 SECONDS', at(1, 2, 11, 13, 30, 31))).toEqual(['1', '2', '11']);
    expect(refs('([A] FOLLOWEDBY [B]) REPEATS 2 TIMES', at(1, 2), at(3, 4))).toEqual(['1', '2', '3', '4']);
    expect(refs('([A] FOLLOWEDBY [B]) REPEATS 2 TIMES', at(1, 3), at(2))).toEqual([]);
    expect(refs('([A] OR [B]) REPEATS 2 TIMES', at(1), at(1))).toEqual([]);
    expect(refs('([A] OR [B]) REPEATS 2 TIMES', at(1), at(1, 2))).toEqual(['1', '2']);
    expect(refs('([A] OR [B] WITHIN 1 SECONDS) REPEATS 2 TIMES', at(1), at(1))).toEqual([]);
    expect(refs('([A] REPEATS 5 TIMES) REPEATS 2 TIMES', at(1, 2, 3, 4, 5, 6, 7, 8, 9))).toEqual([]);
  });

  it('START belongs to it, STOP does not', () => {
    const stop = "START t'1970-01-01T00:00:02Z' STOP t'1970-01-01T00:00:05Z'";
    expect(refs(`[A] ${stop}`, at(1, 2, 4, 5, 'x'))).toEqual(['2', '4']);
    expect(refs(`([A] AND [B]) ${stop}`, at(1, 3), at(4, 5))).toEqual(['3', '4']);
    expect(refs("[A] START t'1970-01-01T00:00:05Z' STOP t'1970-01-01T00:00:02Z'", at(1, 3, 6))).toEqual([]);
    expect(refs(`[A] REPEATS 2 TIMES ${stop}`, at(1, 4, 6))).toEqual([]);
  });

  it('says what it could not decide instead of guessing', () => {
    const many = at(...Array.from({ length: 300 }, (_, second) => second));
    const { refs: none, undecided } = compile('[A] REPEATS 250 TIMES AND [B]').combine([many, many]);
    expect([none.length, undecided]).toEqual([0, 300]);
  });

  it('stays fast where many records fit', () => {
    const count = 50_000;
    const matches = (step: number) =>
      Array.from({ length: count }, (_, position) => ({ time: position * 10 + step, ref: position * 3 + step }));
    const pattern = '(([A] FOLLOWEDBY [B]) WITHIN 1 SECONDS AND [C] REPEATS 5 TIMES) WITHIN 60 SECONDS';
    const found = compile(pattern).combine([matches(0), matches(1), matches(2)]);
    expect([found.refs.length, found.undecided]).toEqual([3 * count, 0]);
    const shared = compile('[A] AND [B]').combine([matches(0), matches(0)]);
    expect([shared.refs.length, shared.undecided]).toEqual([count, 0]);
  }, 30_000);
});

/** All bindings, by trying everything: small, plain and slow. */
interface Binding {
  readonly refs: readonly string[];
  readonly times: readonly (number | null)[];
}

type Shape =
  | { readonly kind: 'one'; readonly index: number }
  | { readonly kind: 'AND' | 'OR' | 'FOLLOWEDBY'; readonly parts: readonly [Shape, Shape] }
  | { readonly kind: 'WITHIN' | 'REPEATS'; readonly size: number; readonly part: Shape }
  | { readonly kind: 'START'; readonly from: number; readonly to: number; readonly part: Shape };

function bindings(shape: Shape, found: Found): readonly Binding[] {
  if (shape.kind === 'one') return (found[shape.index] ?? []).map(({ ref, time }) => ({ refs: [ref], times: [time] }));
  if ('parts' in shape) {
    const [left, right] = shape.parts.map((part) => bindings(part, found)) as [Binding[], Binding[]];
    if (shape.kind === 'OR') return [...left, ...right];
    return join(left, right, (a, b) => shape.kind === 'AND' || isAfter(a.times, b.times));
  }
  const parts = bindings(shape.part, found);
  switch (shape.kind) {
    case 'WITHIN':
      return parts.filter(({ times }) => {
        const known = times.filter((time) => time !== null);
        return known.length === times.length && Math.max(...known) - Math.min(...known) <= shape.size * 1000;
      });
    case 'START':
      return parts.filter(({ times }) =>
        times.every((time) => time !== null && time >= shape.from * 1000 && time < shape.to * 1000),
      );
    case 'REPEATS': {
      let all = parts;
      for (let count = 1; count < shape.size; count++) all = join(all, parts, () => true);
      return all;
    }
  }
}

function join(
  left: readonly Binding[],
  right: readonly Binding[],
  fits: (a: Binding, b: Binding) => boolean,
): readonly Binding[] {
  return left.flatMap((a) =>
    right
      .filter((b) => fits(a, b) && !a.refs.some((ref) => b.refs.includes(ref)))
      .map((b) => ({ refs: [...a.refs, ...b.refs], times: [...a.times, ...b.times] })),
  );
}

function isAfter(left: Binding['times'], right: Binding['times']): boolean {
  return left.every((a) => right.every((b) => a !== null && b !== null && a <= b));
}

function write(shape: Shape): string {
  switch (shape.kind) {
    case 'one':
      return `[${'ABC'[shape.index]}]`;
    case 'WITHIN':
      return `(${write(shape.part)}) WITHIN ${shape.size} SECONDS`;
    case 'REPEATS':
      return `(${write(shape.part)}) REPEATS ${shape.size} TIMES`;
    case 'START': {
      const [from, to] = [shape.from, shape.to].map((second) => `t'1970-01-01T00:00:0${second}Z'`);
      return `(${write(shape.part)}) START ${from} STOP ${to}`;
    }
    default:
      return `(${shape.parts.map(write).join(` ${shape.kind} `)})`;
  }
}

/** Each `[A]` of the text is an observation of its own, so matches are given in that order. */
function inOrder(shape: Shape, found: Found): Found {
  if (shape.kind === 'one') return [found[shape.index] ?? []];
  if ('parts' in shape) return shape.parts.flatMap((part) => inOrder(part, found));
  return inOrder(shape.part, found);
}

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('one' as const), index: fc.nat(2) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('AND' as const, 'OR' as const, 'FOLLOWEDBY' as const),
        parts: fc.tuple(tie('shape'), tie('shape')),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('WITHIN' as const, 'REPEATS' as const),
        size: fc.integer({ min: 1, max: 3 }),
        part: tie('shape'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('START' as const), from: fc.nat(4), to: fc.nat(9), part: tie('shape') }),
    },
  ),
}));

/** Seven records at times that often coincide, one without; each fits some of three observations. */
const records = fc.array(
  fc.record({ time: fc.option(fc.nat(6), { freq: 8 }), fits: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()) }),
  { maxLength: 7 },
);

function countOnes(one: Shape): number {
  if (one.kind === 'one') return 1;
  if ('parts' in one) return one.parts.reduce((sum, part) => sum + countOnes(part), 0);
  return countOnes(one.part) * (one.kind === 'REPEATS' ? one.size : 1);
}

describe('what combines', () => {
  it('is what trying everything finds', () => {
    fc.assert(
      fc.property(shape, records, (pattern, all) => {
        fc.pre(countOnes(pattern) <= 5);
        const found = [0, 1, 2].map((index) =>
          all.flatMap(({ time, fits }, position) =>
            fits[index] ? [{ time: time === null ? null : time * 1000, ref: `${position}` }] : [],
          ),
        );
        const expected = new Set(bindings(pattern, found).flatMap(({ refs: one }) => one));
        const text = write(pattern);
        const combined = compile(text).combine(inOrder(pattern, found));
        expect(combined.undecided).toBe(0);
        expect([...combined.refs].sort(), text).toEqual([...expected].sort());
      }),
      { numRuns: 4000 },
    );
  }, 60_000);
});
