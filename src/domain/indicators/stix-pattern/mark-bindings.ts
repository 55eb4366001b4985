import { type BindingNode, lowerBound, type RecordList, upperBound } from './binding-tree';

/**
 * Which records take part in a binding, if one record may stand for several observations. Exact then, in time that grows as
 * n log n: a binding is only ever asked for its span, and the shortest spans decide.
 */
export function markBindings(root: BindingNode, records: number): Uint8Array {
  const marks = new Uint8Array(records);
  mark(makeSpans(root), [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }], marks);
  return marks;
}

/** Windows in order: neither their starts nor their ends go back. */
interface Window {
  readonly from: number;
  readonly to: number;
}

/** None is `Infinity` for ends and `-Infinity` for starts. */
interface Spans {
  readonly node: BindingNode;
  readonly parts: readonly Spans[];
  /** The earliest end of a binding that does not start before. */
  readonly endAfter: (start: number) => number;
  /** The latest start of a binding that does not end after. */
  readonly startBefore: (end: number) => number;
}

const [NEVER, NOT_YET] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

function makeSpans(node: BindingNode): Spans {
  switch (node.kind) {
    case 'list':
      return { node, parts: [], ...spansOfMany(node, 1) };
    case 'many':
      return { node, parts: [], ...spansOfMany(node.list, node.count) };
    case 'and':
    case 'or': {
      const parts = node.parts.map(makeSpans);
      const [ofEnds, ofStarts] = node.kind === 'and' ? [Math.max, Math.min] : [Math.min, Math.max];
      return {
        node,
        parts,
        endAfter: (start) => parts.map((part) => part.endAfter(start)).reduce((a, b) => ofEnds(a, b)),
        startBefore: (end) => parts.map((part) => part.startBefore(end)).reduce((a, b) => ofStarts(a, b)),
      };
    }
    case 'followed-by': {
      const parts = node.parts.map(makeSpans);
      return {
        node,
        parts,
        endAfter: (start) => chainEnds(parts, start),
        startBefore: (end) => chainStarts(parts, end),
      };
    }
    case 'repeats': {
      // One of them at least: that is all that spans say.
      const part = makeSpans(node.part);
      return { node, parts: [part], endAfter: part.endAfter, startBefore: part.startBefore };
    }
    case 'between': {
      const part = makeSpans(node.part);
      const { from, to } = node;
      return {
        node,
        parts: [part],
        endAfter: (start) => {
          const end = part.endAfter(Math.max(start, from));
          return end <= to ? end : NEVER;
        },
        startBefore: (end) => {
          const start = part.startBefore(Math.min(end, to));
          return start >= from ? start : NOT_YET;
        },
      };
    }
    case 'within': {
      const part = makeSpans(node.part);
      const { length, moments } = node;
      const starts = moments.filter((moment) => part.endAfter(moment) - moment <= length);
      const ends = moments.filter((moment) => moment - part.startBefore(moment) <= length);
      return {
        node,
        parts: [part],
        endAfter: (start) => {
          const first = starts[lowerBound(starts, start)];
          return first === undefined ? NEVER : part.endAfter(first);
        },
        startBefore: (end) => {
          const last = ends[upperBound(ends, end) - 1];
          return last === undefined ? NOT_YET : part.startBefore(last);
        },
      };
    }
  }
}

function spansOfMany({ times }: RecordList, count: number) {
  return {
    endAfter: (start: number) => times[lowerBound(times, start) + count - 1] ?? NEVER,
    startBefore: (end: number) => times[upperBound(times, end) - count] ?? NOT_YET,
  };
}

function chainEnds(parts: readonly Spans[], start: number): number {
  return parts.reduce((end, part) => (end === NEVER ? NEVER : part.endAfter(end)), start);
}

function chainStarts(parts: readonly Spans[], end: number): number {
  return parts.reduceRight((start, part) => (start === NOT_YET ? NOT_YET : part.startBefore(start)), end);
}

function mark(spans: Spans, windows: readonly Window[], marks: Uint8Array): void {
  const { node, parts } = spans;
  if (windows.length === 0) return;
  switch (node.kind) {
    case 'list':
      markList(node, windows, marks);
      return;
    case 'many':
      markList(node.list, possible(spans, windows), marks);
      return;
    case 'and': {
      const kept = possible(spans, windows);
      for (const part of parts) mark(part, kept, marks);
      return;
    }
    case 'or':
    case 'repeats':
      for (const part of parts) mark(part, windows, marks);
      return;
    case 'followed-by':
      for (const [at, part] of parts.entries()) mark(part, between(parts, at, windows), marks);
      return;
    case 'between':
      for (const part of parts) mark(part, tidy(windows.map((window) => intersect(window, node))), marks);
      return;
    case 'within':
      for (const part of parts) mark(part, slide(node.moments, node.length, windows), marks);
      return;
  }
}

function possible({ endAfter }: Spans, windows: readonly Window[]): readonly Window[] {
  return windows.filter(({ from, to }) => {
    const end = endAfter(from);
    return end !== NEVER && end <= to;
  });
}

/** What is left for one part, when those before it end as early and those after it start as late as they can. */
function between(parts: readonly Spans[], at: number, windows: readonly Window[]): readonly Window[] {
  return tidy(
    windows.map(({ from, to }) => {
      const end = at === 0 ? from : chainEnds(parts.slice(0, at), from);
      const start = at === parts.length - 1 ? to : chainStarts(parts.slice(at + 1), to);
      return { from: end, to: end === NEVER && at > 0 ? NOT_YET : start };
    }),
  );
}

function intersect(a: Window, b: Window): Window {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

function slide(moments: Float64Array, length: number, windows: readonly Window[]): readonly Window[] {
  const all: Window[] = [];
  let at = 0;
  for (const from of moments) {
    while (at + 1 < windows.length && (windows[at + 1]?.from ?? NEVER) <= from) at++;
    const outer = windows[at];
    if (outer === undefined || outer.from > from || outer.to < from) continue;
    all.push({ from, to: Math.min(from + length, outer.to) });
  }
  return tidy(all);
}

/** Without empty windows and without those that lie in another. */
function tidy(windows: readonly Window[]): readonly Window[] {
  const kept: Window[] = [];
  for (const window of windows) {
    if (!(window.from <= window.to)) continue;
    const last = kept.at(-1);
    if (last !== undefined && window.to <= last.to) continue;
    if (last !== undefined && last.from === window.from) kept.pop();
    kept.push(window);
  }
  return kept;
}

function markList({ ids, times }: RecordList, windows: readonly Window[], marks: Uint8Array): void {
  let next = 0;
  for (const { from, to } of windows) {
    next = Math.max(next, lowerBound(times, from));
    for (; next < times.length && (times[next] ?? NEVER) <= to; next++) marks[ids[next] ?? 0] = 1;
  }
}
