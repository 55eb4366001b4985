import type { AttackDomain } from '../attack/identifiers';
import type { Moves } from './reference-kind';

/** How records of a list name techniques. */
export interface NamedTechniques<Item> {
  idOf(item: Item): string;
  withId(item: Item, id: string): Item;
  /** What no two records of a list may share. */
  keyOf(item: Item): string;
  /** Of two that become one, whether this one stays and the one before goes. */
  outdoes(item: Item, before: Item): boolean;
  /** "two weights". */
  readonly two: string;
}

/** Every id moved, each key once; the same list where nothing happens to it. */
export function moveTechniques<Item>(
  items: readonly Item[],
  { idOf, withId, keyOf, outdoes, two }: NamedTechniques<Item>,
  where: string,
  domain: AttackDomain | null,
  moves: Moves,
): readonly Item[] {
  let isChanged = false;
  const kept = new Map<string, Item>();
  for (const item of items) {
    const id = idOf(item);
    const settled = moves.settle('technique', id, domain);
    if (settled.to === 'other' || settled.to === 'nothing') isChanged = true;
    if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${id} → ${settled.id}` });
    if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${id}: ${settled.words}` });
    if (settled.to === 'nothing') {
      moves.tell({ kind: 'dropped', where, what: id });
      continue;
    }
    const moved = settled.to === 'other' ? withId(item, settled.id) : item;
    const before = kept.get(keyOf(moved));
    if (before !== undefined) {
      isChanged = true;
      moves.tell({ kind: 'merged', where, what: `${two} of ${keyOf(moved)}` });
    }
    if (before === undefined || outdoes(moved, before)) kept.set(keyOf(moved), moved);
  }
  return isChanged ? [...kept.values()] : items;
}

/** What an upgrade has to look at: one reference per record. */
export function listTechniques<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  where: string,
  domain: AttackDomain | null,
) {
  return items.map((item) => ({
    kind: 'technique' as const,
    id: idOf(item),
    domain,
    movesFrom: null,
    where,
    isNoted: false,
  }));
}
