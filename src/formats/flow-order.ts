/** In which order the steps of a flow stand: what leads to a step stands before it. */

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
}

/**
 * Positions of nodes among each other, from 0, of all that have a predecessor or a successor; nodes that do not depend on
 * each other stand by their distance from a start, then as in the file. A circle is broken where its first node stands.
 */
export function orderFlow(
  nodes: readonly string[],
  edges: readonly FlowEdge[],
  starts: readonly string[],
): ReadonlyMap<string, number> {
  const placeOf = new Map(nodes.map((id, at) => [id, at]));
  const next = new Map<string, Set<string>>(nodes.map((id) => [id, new Set()]));
  const waits = new Map<string, number>(nodes.map((id) => [id, 0]));
  for (const { from, to } of edges) {
    const after = next.get(from);
    if (after === undefined || !placeOf.has(to) || from === to || after.has(to)) continue;
    after.add(to);
    waits.set(to, (waits.get(to) ?? 0) + 1);
  }
  const linked = nodes.filter((id) => (next.get(id)?.size ?? 0) > 0 || (waits.get(id) ?? 0) > 0);
  const depth = new Map<string, number>();
  const order = new Map<string, number>();
  const isStart = new Set(starts);
  const startAt = new Map(starts.map((id, at) => [id, at]));
  const rankOf = (id: string): readonly number[] => [
    depth.get(id) ?? 0,
    isStart.has(id) ? (startAt.get(id) ?? 0) : starts.length,
    placeOf.get(id) ?? 0,
  ];
  const ready = linked.filter((id) => waits.get(id) === 0);
  // In the order of the file, for the first of a circle.
  const rest = linked.values();
  while (order.size < linked.length) {
    if (ready.length === 0) {
      const first = takeFirst(rest, (id) => !order.has(id));
      if (first === undefined) break;
      ready.push(first);
    }
    const at = indexOfLeast(ready, rankOf);
    const [id] = ready.splice(at, 1);
    if (id === undefined || order.has(id)) continue;
    order.set(id, order.size);
    for (const after of next.get(id) ?? []) {
      if (order.has(after)) continue;
      depth.set(after, Math.max(depth.get(after) ?? 0, (depth.get(id) ?? 0) + 1));
      const left = (waits.get(after) ?? 0) - 1;
      waits.set(after, left);
      if (left === 0) ready.push(after);
    }
  }
  return order;
}

/** What can be reached, the starts among it. */
export function reachFrom(starts: readonly string[], edges: readonly FlowEdge[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Set(starts);
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next.get(id) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

function takeFirst(items: IterableIterator<string>, fits: (item: string) => boolean): string | undefined {
  for (let item = items.next(); item.done !== true; item = items.next()) {
    if (fits(item.value)) return item.value;
  }
  return undefined;
}

function indexOfLeast(items: readonly string[], rankOf: (item: string) => readonly number[]): number {
  let best = 0;
  for (let at = 1; at < items.length; at++) {
    if (isBefore(rankOf(items[at] ?? ''), rankOf(items[best] ?? ''))) best = at;
  }
  return best;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? 0;
    if (one !== other) return one < other;
  }
  return false;
}
