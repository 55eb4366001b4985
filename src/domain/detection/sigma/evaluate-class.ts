/** Questions of rules over the rows of one class in a segment: a mask with a byte per row, or that all or none of them pass. */
import type { ColumnView } from './column-view';
import type { FieldQuestion, KeywordQuestion, Question } from './compile-expression';
import type { ClassRows, SegmentViews } from './segment-rows';
import { foldCase } from './text-pattern';
import type { NumberedTest } from './value-finder';

export type Mask = 'all' | 'none' | Uint8Array;

/** Which values of a column any of the tests passes, by code; `null`: none. */
export type FlagValues = (view: ColumnView, question: number, tests: readonly NumberedTest[]) => Uint8Array | null;

export interface ClassEvaluator {
  evaluate(question: Question): Mask;
}

/** @param keywordViews all columns in which words of the record may stand */
export function makeClassEvaluator(
  { found, rows }: ClassRows,
  segmentRows: number,
  views: SegmentViews,
  keywordViews: () => readonly ColumnView[],
  flagValues: FlagValues,
): ClassEvaluator {
  const { profile } = found;
  const isWhole = rows.length === segmentRows;
  const gathered = new Map<ColumnView, Uint8Array | Uint16Array>();
  const known = new Map<number, Mask>();

  function codesOf(view: ColumnView): Uint8Array | Uint16Array {
    if (isWhole) return view.codes;
    const before = gathered.get(view);
    if (before !== undefined) return before;
    const { codes } = view;
    const mine = new Uint16Array(rows.length);
    for (let at = 0; at < rows.length; at++) mine[at] = codes[rows[at] ?? 0] ?? 0;
    gathered.set(view, mine);
    return mine;
  }

  function evaluate(question: Question): Mask {
    switch (question.kind) {
      case 'all':
        return join(question.of, 'none', intersect);
      case 'any':
        return join(question.of, 'all', unite);
      case 'not':
        return negate(evaluate(question.of));
      default: {
        const before = known.get(question.number);
        if (before !== undefined) return before;
        const mask = question.kind === 'field' ? askField(question) : askKeyword(question);
        known.set(question.number, mask);
        return mask;
      }
    }
  }

  function join(of: readonly Question[], enough: 'all' | 'none', both: (one: Mask, other: Mask) => Mask): Mask {
    let mask: Mask = enough === 'none' ? 'all' : 'none';
    for (const part of of) {
      mask = both(mask, evaluate(part));
      if (mask === enough) return mask;
    }
    return mask;
  }

  function askField({ number, field, tests, asksAbsent, asksPresent, same }: FieldQuestion): Mask {
    const { views: held, isEach } = views.ofField(field, profile);
    if (held.length === 0) return asksAbsent ? 'all' : 'none';
    const flags = held.map((view) => (tests.length === 0 ? null : flagValues(view, number, tests)));
    if (!asksAbsent && !asksPresent && same.length === 0) {
      if (flags.every((each) => each === null)) return 'none';
      const [only] = held;
      const [flag] = flags;
      if (held.length === 1 && only !== undefined && flag != null) return maskOf(codesOf(only), flag);
    }
    const codes = held.map(codesOf);
    const others = same.map((test) => ({ test, ask: makeComparison(test.field, test.at, test.cased) }));
    return fill((at) => {
      let isThere = false;
      for (let each = 0; each < codes.length; each++) {
        const code = codes[each]?.[at] ?? 0;
        if (code === 0) continue;
        isThere = true;
        if (asksPresent || flags[each]?.[code] === 1) return 1;
        const view = held[each];
        if (view !== undefined && others.some(({ ask }) => ask(view, code, at))) return 1;
        if (!isEach) return 0;
      }
      return !isThere && asksAbsent ? 1 : 0;
    });
  }

  /** Whether a value is what another field of the same record has. */
  function makeComparison(field: string, place: 'whole' | 'start' | 'end' | 'within', cased: boolean) {
    const { views: held } = views.ofField(field, profile);
    const codes = held.map(codesOf);
    const remembered = new Map<string, boolean>();
    return (view: ColumnView, code: number, at: number): boolean => {
      const which = codes.findIndex((each) => (each[at] ?? 0) !== 0);
      const other = held[which];
      if (other === undefined) return false;
      const otherCode = codes[which]?.[at] ?? 0;
      const key = `${view.name}\n${code}\n${which}\n${otherCode}`;
      const before = remembered.get(key);
      if (before !== undefined) return before;
      const fold = cased ? (text: string) => text : foldCase;
      const [text, wanted] = [fold(view.textOf(code)), fold(other.textOf(otherCode))];
      const passes =
        place === 'whole'
          ? text === wanted
          : place === 'start'
            ? text.startsWith(wanted)
            : place === 'end'
              ? text.endsWith(wanted)
              : text.includes(wanted);
      remembered.set(key, passes);
      return passes;
    };
  }

  function askKeyword({ number, tests }: KeywordQuestion): Mask {
    let mask: Mask = 'none';
    for (const view of keywordViews()) {
      const flags = flagValues(view, number, tests);
      if (flags !== null) mask = unite(mask, maskOf(codesOf(view), flags));
      if (mask === 'all') return mask;
    }
    return mask;
  }

  function maskOf(codes: Uint8Array | Uint16Array, flags: Uint8Array): Mask {
    const mask = new Uint8Array(rows.length);
    let passed = 0;
    for (let at = 0; at < mask.length; at++) passed += mask[at] = flags[codes[at] ?? 0] ?? 0;
    return settled(mask, passed);
  }

  function fill(ask: (at: number) => 0 | 1): Mask {
    const mask = new Uint8Array(rows.length);
    let passed = 0;
    for (let at = 0; at < mask.length; at++) passed += mask[at] = ask(at);
    return settled(mask, passed);
  }

  return { evaluate };
}

function settled(mask: Uint8Array, passed: number): Mask {
  return passed === 0 ? 'none' : passed === mask.length ? 'all' : mask;
}

function intersect(one: Mask, other: Mask): Mask {
  if (one === 'none' || other === 'none') return 'none';
  if (one === 'all') return other;
  if (other === 'all') return one;
  return combine(one, other, (a, b) => a & b);
}

function unite(one: Mask, other: Mask): Mask {
  if (one === 'all' || other === 'all') return 'all';
  if (one === 'none') return other;
  if (other === 'none') return one;
  return combine(one, other, (a, b) => a | b);
}

function combine(one: Uint8Array, other: Uint8Array, both: (a: number, b: number) => number): Mask {
  const mask = new Uint8Array(one.length);
  let passed = 0;
  for (let at = 0; at < mask.length; at++) passed += mask[at] = both(one[at] ?? 0, other[at] ?? 0);
  return settled(mask, passed);
}

function negate(mask: Mask): Mask {
  if (mask === 'all') return 'none';
  if (mask === 'none') return 'all';
  const other = new Uint8Array(mask.length);
  for (let at = 0; at < other.length; at++) other[at] = 1 - (mask[at] ?? 0);
  return other;
}

/** Rows that pass, in their order. */
export function rowsOfMask(mask: Mask, rows: Uint16Array): Uint16Array {
  if (mask === 'none') return new Uint16Array(0);
  if (mask === 'all') return rows;
  let passed = 0;
  for (let at = 0; at < mask.length; at++) passed += mask[at] ?? 0;
  const found = new Uint16Array(passed);
  for (let at = 0, next = 0; at < mask.length; at++) if (mask[at] === 1) found[next++] = rows[at] ?? 0;
  return found;
}
