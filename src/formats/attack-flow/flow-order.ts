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
  const startAt = new Map(starts.map((id, at) => [id, at]));
  const rankOf = (id: string) => startAt.get(id) ?? starts.length;
  const order = new Map<string, number>();
  const rest = linked.values();
  // What is ready when everything before it is placed is placed with the others of its distance.
  let ready = linked.filter((id) => waits.get(id) === 0);
  while (order.size < linked.length) {
    if (ready.length === 0) {
      const first = takeFirst(rest, (id) => !order.has(id));
      if (first === undefined) break;
      ready = [first];
    }
    const level = ready.sort((a, b) => rankOf(a) - rankOf(b) || (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
    ready = [];
    for (const id of level) order.set(id, order.size);
    for (const id of level) {
      for (const after of next.get(id) ?? []) {
        const left = (waits.get(after) ?? 0) - 1;
        waits.set(after, left);
        if (left === 0 && !order.has(after)) ready.push(after);
      }
    }
  }
  return order;
}

/** What can be reached, the starts among it. */
export function reachFrom(starts: readonly string[], edges: readonly FlowEdge[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const after = next.get(from);
    if (after === undefined) next.set(from, [to]);
    else after.push(to);
  }
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
