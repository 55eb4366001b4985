import { type BindingNode, lowerBound, type RecordList } from './binding-tree';

/** Records and places that are tried for one record, and for all of them. */
const STEPS_PER_RECORD = 20_000;
const STEPS = 20_000_000;
/** More records in one binding are not searched for. */
const LARGEST_BINDING = 200;

/** Whether a record might stand for two observations of one binding, or a binding is to be repeated as a whole. */
export function needsSearch(root: BindingNode, records: number): boolean {
  const seen = new Uint32Array(records);
  let stamp = 0;
  const isShared = (parts: readonly BindingNode[]): boolean => {
    const first = stamp + 1;
    for (const part of parts) {
      const own = ++stamp;
      let shared = false;
      eachList(part, ({ ids }) => {
        for (const id of ids) {
          const before = seen[id] ?? 0;
          if (before >= first && before !== own) shared = true;
          seen[id] = own;
        }
      });
      if (shared) return true;
    }
    return false;
  };
  const check = (node: BindingNode): boolean => {
    if (node.kind === 'list' || node.kind === 'many') return false;
    if (node.kind === 'repeats') return true;
    if (!('parts' in node)) return check(node.part);
    return (node.kind !== 'or' && isShared(node.parts)) || node.parts.some(check);
  };
  return check(root);
}

function eachList(node: BindingNode, visit: (list: RecordList) => void): void {
  if (node.kind === 'list') visit(node);
  else if (node.kind === 'many') visit(node.list);
  else if ('parts' in node) for (const part of node.parts) eachList(part, visit);
  else eachList(node.part, visit);
}

/**
 * Looks for a binding of different records for each record that is marked, and takes the mark off where there is none.
 * @returns how many could not be decided within bounds; their marks are off too
 */
export function searchBindings(root: BindingNode, marks: Uint8Array): number {
  const search = new BindingSearch(root, marks.length);
  const isTooLarge = sizeOf(root) > LARGEST_BINDING;
  const decided = new Uint8Array(marks.length);
  let undecided = 0;
  for (let id = 0; id < marks.length; id++) {
    if (marks[id] === 0 || decided[id] === 1) continue;
    const found = isTooLarge ? 'undecided' : search.find(id);
    if (typeof found !== 'string') for (const one of found) decided[one] = 1;
    else if (found === 'undecided') undecided++;
  }
  marks.set(decided);
  return undecided;
}

/** Records in the largest binding. */
function sizeOf(node: BindingNode): number {
  if (node.kind === 'list') return 1;
  if (node.kind === 'many') return node.count;
  if (!('parts' in node)) return sizeOf(node.part) * (node.kind === 'repeats' ? node.count : 1);
  const sizes = node.parts.map(sizeOf);
  return node.kind === 'or' ? Math.max(...sizes) : sizes.reduce((a, b) => a + b, 0);
}

/** What to do with a binding's span; `true`: it is taken. */
type Then = (start: number, end: number) => boolean;

class BindingSearch {
  private readonly used: Uint8Array;
  private readonly taken: number[] = [];
  private left = 0;
  private leftOfAll = STEPS;
  /** The list that must take `record`, the nodes that lead to it, and the record's time. */
  private place: RecordList | null = null;
  private way: ReadonlySet<BindingNode> = new Set();
  private record = 0;
  private time = 0;
  private readonly places: readonly Place[];

  constructor(
    private readonly root: BindingNode,
    records: number,
  ) {
    this.used = new Uint8Array(records);
    this.places = listPlaces(root, []);
  }

  /** @returns the records of a binding with `record` in it */
  find(record: number): readonly number[] | 'none' | 'undecided' {
    const budget = Math.min(STEPS_PER_RECORD, this.leftOfAll);
    this.left = budget;
    let isFound = false;
    for (const { list, way, positions } of this.places) {
      const position = positions.get(record) ?? 0;
      if (position === 0) continue;
      this.place = list;
      this.way = way;
      this.record = record;
      this.time = list.times[position - 1] ?? 0;
      this.used[record] = 1;
      isFound = this.run(this.root, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true, () => true);
      if (isFound || this.left <= 0) break;
    }
    const found = this.taken.splice(0);
    for (const id of found) this.used[id] = 0;
    this.used[record] = 0;
    this.leftOfAll -= budget - this.left;
    if (isFound) return found;
    return this.left > 0 ? 'none' : 'undecided';
  }

  /** @param isForced whether the place that must take the record is this node or below it */
  private run(node: BindingNode, from: number, to: number, isForced: boolean, then: Then): boolean {
    if (this.left-- <= 0) return false;
    switch (node.kind) {
      case 'list':
        return this.list(node, 1, 0, from, to, isForced, then);
      case 'many':
        return this.list(node.list, node.count, 0, from, to, isForced, then);
      case 'or':
        return node.parts.some(
          (part) => !(isForced && !this.way.has(part)) && this.run(part, from, to, isForced, then),
        );
      case 'and':
      case 'followed-by':
        return this.parts(node, 0, from, to, isForced, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, then);
      case 'between':
        return this.run(node.part, Math.max(from, node.from), Math.min(to, node.to), isForced, then);
      case 'within':
        return this.within(node, from, to, isForced, then);
      case 'repeats':
        return this.repeats(node, 0, from, to, isForced, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, then);
    }
  }

  private list(
    list: RecordList,
    count: number,
    after: number,
    from: number,
    to: number,
    isForced: boolean,
    then: Then,
  ): boolean {
    if (isForced && list === this.place) {
      if (this.time < from || this.time > to) return false;
      return this.take(this.record, () =>
        count === 1
          ? then(this.time, this.time)
          : this.choose(list, count - 1, after, from, to, (start, end) =>
              then(Math.min(start, this.time), Math.max(end, this.time)),
            ),
      );
    }
    return this.choose(list, count, after, from, to, then);
  }

  /** Several of a list, in its order: the same ones are not tried in another order. */
  private choose(list: RecordList, count: number, after: number, from: number, to: number, then: Then): boolean {
    for (let at = Math.max(after, lowerBound(list.times, from)); at < list.times.length; at++) {
      if (this.left-- <= 0) return false;
      const time = list.times[at] ?? 0;
      if (time > to) return false;
      const id = list.ids[at] ?? 0;
      if (this.used[id] === 1) continue;
      this.used[id] = 1;
      const isTaken = this.take(id, () =>
        count === 1
          ? then(time, time)
          : this.choose(list, count - 1, at + 1, from, to, (_, end) => then(time, Math.max(time, end))),
      );
      if (isTaken) return true;
      this.used[id] = 0;
    }
    return false;
  }

  private take(id: number, then: () => boolean): boolean {
    this.taken.push(id);
    if (then()) return true;
    this.taken.pop();
    return false;
  }

  private parts(
    node: { readonly kind: 'and' | 'followed-by'; readonly parts: readonly BindingNode[] },
    at: number,
    from: number,
    to: number,
    isForced: boolean,
    start: number,
    end: number,
    then: Then,
  ): boolean {
    const part = node.parts[at];
    if (part === undefined) return then(start, end);
    const low = node.kind === 'followed-by' ? Math.max(from, end) : from;
    return this.run(part, low, to, isForced && this.way.has(part), (first, last) =>
      this.parts(node, at + 1, from, to, isForced, Math.min(start, first), Math.max(end, last), then),
    );
  }

  private within(
    node: Extract<BindingNode, { readonly kind: 'within' }>,
    from: number,
    to: number,
    isForced: boolean,
    then: Then,
  ): boolean {
    const [low, high] = isForced ? [Math.max(from, this.time - node.length), Math.min(to, this.time)] : [from, to];
    for (let at = lowerBound(node.moments, low); at < node.moments.length; at++) {
      const moment = node.moments[at] ?? 0;
      if (moment > high || this.left <= 0) return false;
      if (this.run(node.part, moment, Math.min(to, moment + node.length), isForced, then)) return true;
    }
    return false;
  }

  /** The record may be in any of them, so it is in the first. */
  private repeats(
    node: Extract<BindingNode, { readonly kind: 'repeats' }>,
    at: number,
    from: number,
    to: number,
    isForced: boolean,
    start: number,
    end: number,
    then: Then,
  ): boolean {
    if (at === node.count) return then(start, end);
    return this.run(node.part, from, to, isForced && at === 0, (first, last) =>
      this.repeats(node, at + 1, from, to, isForced, Math.min(start, first), Math.max(end, last), then),
    );
  }
}

interface Place {
  readonly list: RecordList;
  /** Nodes from the root to the list, both included. */
  readonly way: ReadonlySet<BindingNode>;
  /** By number of a record: where in the list it stands, from 1. */
  readonly positions: ReadonlyMap<number, number>;
}

function listPlaces(node: BindingNode, above: readonly BindingNode[]): readonly Place[] {
  const way = [...above, node];
  if (node.kind === 'list' || node.kind === 'many') {
    const list = node.kind === 'list' ? node : node.list;
    const positions = new Map([...list.ids].map((id, at) => [id, at + 1]));
    return [{ list, way: new Set(way), positions }];
  }
  const parts = 'parts' in node ? node.parts : [node.part];
  return parts.flatMap((part) => listPlaces(part, way));
}
