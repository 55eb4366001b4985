import { makeWeightListOfLayer, putWeightList } from '../../src/domain/planning/make-weight-list';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { change } from '../../src/store/change-content';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { KeptWeightList } from '../contract/next-best';
import { openDatabase } from '../databases';

/** A list has its layer's id: made again, it takes the place of the one that was made before. */
export async function keepLayerAsWeights(
  workspace: WorkspaceName,
  layerId: string,
  at: string,
): Promise<Result<KeptWeightList>> {
  const db = openDatabase(workspace);
  const layer = await db.layers.get(layerId);
  if (layer === undefined) return refuse('layer-gone', 'The layer is no longer there.');
  const { list, leftOut } = makeWeightListOfLayer(layer, `layer:${layer.id}`);
  if (!list.weights.some(({ weight }) => weight > 0)) {
    return refuse('weights-none', `No technique of “${layer.name}” has a score above 0.`);
  }
  await change(
    db,
    `Weigh by “${layer.name}”`,
    {
      of: 'planning',
      run: (kept) => ({ ...kept, weightLists: putWeightList(kept.weightLists, list) }),
    },
    at,
  );
  return success({ listId: list.id, leftOut });
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done: 'Nothing was changed.' }));
}
