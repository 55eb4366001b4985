import { type Result, success } from '../../src/domain/result';
import { writeQueriesOfPlace } from '../../src/domain/threats/queries/queries-of-place';
import type { PlaceQueries, ThreatsWorker } from '../contract/threats';
import { prepareHunt } from './hunt-answers';

export const queryAnswers: Pick<ThreatsWorker, 'writeQueries'> = {
  async writeQueries(request, ref, languages): Promise<Result<readonly PlaceQueries[]>> {
    const hunt = await prepareHunt(request, ref);
    if (!hunt.ok) return hunt;
    const places = hunt.value?.plan.places ?? [];
    return success(places.flatMap((place) => writeQueriesOfPlace(place, languages)));
  },
};
