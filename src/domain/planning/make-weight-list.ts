import { parseTechniqueId } from '../attack/identifiers';
import type { Layer } from '../layers/layer';
import type { ListedWeight, WeightList } from './weight-profile';

export interface MadeWeightList {
  readonly list: WeightList;
  /** Entries without a score, or with one below 0: they weigh nothing, and are not in the list. */
  readonly leftOut: number;
}

/** A layer's scores as weights. A technique that stands under several tactics weighs as the highest of its scores. */
export function makeWeightListOfLayer(layer: Layer, id: string): MadeWeightList {
  const weights = new Map<string, number>();
  let leftOut = 0;
  for (const { techniqueId, score } of layer.techniques) {
    const technique = parseTechniqueId(techniqueId) ?? techniqueId;
    if (typeof score !== 'number' || !Number.isFinite(score) || score < 0) leftOut++;
    else weights.set(technique, Math.max(weights.get(technique) ?? 0, score));
  }
  const listed = [...weights].map(([technique, weight]): ListedWeight => ({ technique, weight }));
  return { list: { id, name: layer.name, domain: layer.domain, weights: listed }, leftOut };
}

/** The lists with this one added, or in the place of the one with its id. */
export function putWeightList(lists: readonly WeightList[], list: WeightList): readonly WeightList[] {
  const at = lists.findIndex(({ id }) => id === list.id);
  return at < 0 ? [...lists, list] : lists.with(at, list);
}
