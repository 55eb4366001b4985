import type { ListedWeight, WeightList } from '../planning/weight-profile';
import { mapSame } from './record-references';
import type { Moves, ReferenceKind } from './technique-references';

/** Lists of weights: what became one technique weighs as the heaviest of those it was. */
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
    const weightLists = mapSame(content.weightLists, (list) => {
      const weights = rewriteWeights(list, moves);
      return weights === list.weights ? list : { ...list, weights };
    });
    return weightLists === content.weightLists ? content : { ...content, weightLists };
  },
};

function rewriteWeights(list: WeightList, moves: Moves): readonly ListedWeight[] {
  const where = nameList(list);
  let isChanged = false;
  const kept = new Map<string, ListedWeight>();
  for (const listed of list.weights) {
    const settled = moves.settle('technique', listed.technique, list.domain);
    if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${listed.technique}: ${settled.words}` });
    if (settled.to === 'nothing' || settled.to === 'other') isChanged = true;
    if (settled.to === 'nothing') {
      moves.tell({ kind: 'dropped', where, what: listed.technique });
      continue;
    }
    const technique = settled.to === 'other' ? settled.id : listed.technique;
    if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${listed.technique} → ${technique}` });
    const moved = technique === listed.technique ? listed : { ...listed, technique };
    const other = kept.get(technique);
    if (other !== undefined) moves.tell({ kind: 'merged', where, what: `two weights of ${technique}` });
    kept.set(technique, other !== undefined && other.weight >= moved.weight ? other : moved);
  }
  return isChanged ? [...kept.values()] : list.weights;
}

function nameList({ name }: WeightList): string {
  return `weights “${name}”`;
}
