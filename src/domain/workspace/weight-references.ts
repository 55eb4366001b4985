import type { ListedWeight, WeightList } from '../planning/weight-profile';
import { listTechniques, moveTechniques, type NamedTechniques } from './move-techniques';
import { mapSame } from './record-references';
import type { ReferenceKind } from './reference-kind';

/** Lists of weights of the user's own. */
export const WEIGHT_REFERENCES: ReferenceKind = {
  id: 'weights',
  name: 'lists of weights',
  list: ({ weightLists }) =>
    weightLists.flatMap((list) => listTechniques(list.weights, WEIGHTS.idOf, nameList(list), list.domain)),
  rewrite(content, moves) {
    const weightLists = mapSame(content.weightLists, (list) => {
      const weights = moveTechniques(list.weights, WEIGHTS, nameList(list), list.domain, moves);
      return weights === list.weights ? list : { ...list, weights };
    });
    return weightLists === content.weightLists ? content : { ...content, weightLists };
  },
};

/** Two entries that become one weigh as the heavier of them: a merger makes nothing matter more. */
const WEIGHTS: NamedTechniques<ListedWeight> = {
  idOf: ({ technique }) => technique,
  withId: (entry, technique) => ({ ...entry, technique }),
  keyOf: ({ technique }) => technique,
  outdoes: (entry, before) => entry.weight > before.weight,
  two: 'two weights',
};

function nameList({ name }: WeightList): string {
  return `list of weights “${name}”`;
}
