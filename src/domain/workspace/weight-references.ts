import type { ListedWeight, WeightList } from '../planning/weight-profile';
import { mapSame } from './record-references';
import type { Moves, ReferenceKind } from './reference-kind';

/** Lists of weights of the user's own. */
export const WEIGHT_REFERENCES: ReferenceKind = {
  id: 'weights',
  name: 'lists of weights',
  list: ({ weightLists }) =>
    weightLists.flatMap((list) =>
      list.weights.map(({ technique }) => ({
        kind: 'technique' as const,
        id: technique,
        domain: list.domain,
        movesFrom: null,
        where: nameList(list),
        isNoted: false,
      })),
    ),
  rewrite(content, moves) {
    const weightLists = mapSame(content.weightLists, (list) => rewriteList(list, moves));
    return weightLists === content.weightLists ? content : { ...content, weightLists };
  },
};

/** Two entries that become one weigh as the heavier of them: a merger makes nothing matter more. */
function rewriteList(list: WeightList, moves: Moves): WeightList {
  let isChanged = false;
  const kept = new Map<string, ListedWeight>();
  for (const entry of list.weights) {
    const { technique } = entry;
    const where = nameList(list);
    const settled = moves.settle('technique', technique, list.domain);
    if (settled.to === 'other' || settled.to === 'nothing') isChanged = true;
    if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${technique} → ${settled.id}` });
    if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${technique}: ${settled.words}` });
    if (settled.to === 'nothing') {
      moves.tell({ kind: 'dropped', where, what: technique });
      continue;
    }
    const moved = settled.to === 'other' ? { ...entry, technique: settled.id } : entry;
    const other = kept.get(moved.technique);
    if (other !== undefined) moves.tell({ kind: 'merged', where, what: `two weights of ${moved.technique}` });
    if (other === undefined || moved.weight > other.weight) kept.set(moved.technique, moved);
    if (other !== undefined) isChanged = true;
  }
  return isChanged ? { ...list, weights: [...kept.values()] } : list;
}

function nameList({ name }: WeightList): string {
  return `list of weights “${name}”`;
}
