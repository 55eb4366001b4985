import type { PatternNode } from './pattern-ast';

/** A record that fits an observation. `ref` is compared by `===`: the same record, the same ref. */
export interface Match<Ref> {
  /** ms since 1970; `null`: not known. */
  readonly time: number | null;
  readonly ref: Ref;
}

/** Records in order of time, each once: numbers of records, and their times. */
export interface RecordList {
  readonly kind: 'list';
  readonly ids: Uint32Array;
  readonly times: Float64Array;
}

/**
 * A pattern over the records that fit its observations. What can only ever be one record is a list, whatever the pattern makes
 * of it; `many` are several records of one list.
 */
export type BindingNode =
  | RecordList
  | { readonly kind: 'many'; readonly list: RecordList; readonly count: number }
  | { readonly kind: 'or'; readonly parts: readonly BindingNode[] }
  | { readonly kind: 'and' | 'followed-by'; readonly parts: readonly BindingNode[] }
  /** Both moments belong to it. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number; readonly part: BindingNode }
  | { readonly kind: 'within'; readonly length: number; readonly part: BindingNode; readonly moments: Float64Array }
  | { readonly kind: 'repeats'; readonly count: number; readonly part: BindingNode };

export interface BindingTree<Ref> {
  readonly root: BindingNode;
  readonly refs: readonly Ref[];
}

/** Records without a time take part only where the pattern asks for none. */
export function buildTree<Ref>(pattern: PatternNode, matches: readonly (readonly Match<Ref>[])[]): BindingTree<Ref> {
  const numbers = new Map<Ref, number>();
  const refs: Ref[] = [];
  const numberOf = (ref: Ref): number => {
    const known = numbers.get(ref);
    if (known !== undefined) return known;
    numbers.set(ref, refs.length);
    return refs.push(ref) - 1;
  };
  const read = (index: number, isTimed: boolean): RecordList => {
    const found = (matches[index] ?? []).flatMap(({ time, ref }) =>
      isTimed ? (time === null ? [] : [{ id: numberOf(ref), time }]) : [{ id: numberOf(ref), time: 0 }],
    );
    return makeList(found);
  };
  const build = (node: PatternNode, isTimed: boolean): BindingNode => {
    switch (node.kind) {
      case 'observation':
        return read(node.index, isTimed);
      case 'or':
        return joinLists(
          node.parts.map((part) => build(part, isTimed)),
          isTimed,
        );
      case 'and':
        return { kind: 'and', parts: node.parts.map((part) => build(part, isTimed)) };
      case 'followed-by':
        return { kind: 'followed-by', parts: node.parts.map((part) => build(part, true)) };
      case 'within':
        return within(build(node.part, true), node.seconds * 1000);
      case 'repeats':
        return repeat(build(node.part, isTimed), node.times);
      case 'start-stop':
        return clip(build(node.part, true), node.from, node.to);
    }
  };
  return { root: build(pattern, false), refs };
}

function makeList(records: { readonly id: number; readonly time: number }[]): RecordList {
  records.sort((a, b) => a.time - b.time || a.id - b.id);
  const once = records.filter(
    ({ id, time }, at) => at === 0 || id !== records[at - 1]?.id || time !== records[at - 1]?.time,
  );
  return {
    kind: 'list',
    ids: Uint32Array.from(once, ({ id }) => id),
    times: Float64Array.from(once, ({ time }) => time),
  };
}

/** Where nothing asks for times, a record has one and the same in all lists, or it would be in the joint list twice. */
function joinLists(parts: readonly BindingNode[], isTimed: boolean): BindingNode {
  const lists = parts.filter((part) => part.kind === 'list');
  if (lists.length < parts.length) return { kind: 'or', parts };
  return makeList(
    lists.flatMap(({ ids, times }) => [...ids].map((id, at) => ({ id, time: isTimed ? (times[at] ?? 0) : 0 }))),
  );
}

function within(part: BindingNode, length: number): BindingNode {
  return part.kind === 'list' ? part : { kind: 'within', length, part, moments: momentsOf(part) };
}

function repeat(part: BindingNode, count: number): BindingNode {
  if (count === 1) return part;
  if (part.kind === 'list') return { kind: 'many', list: part, count };
  if (part.kind === 'many') return { ...part, count: part.count * count };
  return { kind: 'repeats', count, part };
}

/** @param end does not belong to it */
function clip(part: BindingNode, start: number, end: number): BindingNode {
  if (part.kind === 'list') {
    const [low, high] = [lowerBound(part.times, start), lowerBound(part.times, end)];
    const stop = Math.max(low, high);
    return { kind: 'list', ids: part.ids.subarray(low, stop), times: part.times.subarray(low, stop) };
  }
  if (part.kind === 'many') {
    const list = clip(part.list, start, end);
    return list.kind === 'list' ? { ...part, list } : part;
  }
  const moments = momentsOf(part);
  const last = lowerBound(moments, end) - 1;
  return { kind: 'between', from: start, to: moments[last] ?? Number.NEGATIVE_INFINITY, part };
}

/** Times of all records below, each once, in order. */
function momentsOf(node: BindingNode): Float64Array {
  const times: number[] = [];
  const collect = (part: BindingNode): void => {
    if (part.kind === 'list') for (const time of part.times) times.push(time);
    else if (part.kind === 'many') collect(part.list);
    else if ('parts' in part) part.parts.forEach(collect);
    else collect(part.part);
  };
  collect(node);
  return Float64Array.from(new Set(times)).sort();
}

/** The first place whose value is not below `value`. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place whose value is above `value`. */
export function upperBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
