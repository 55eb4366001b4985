import { success } from '../../src/domain/result';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import type { ThreatsWorker } from '../contract/threats';
import { prepareThreats } from './threat-question';

export const verdictAnswers: Pick<ThreatsWorker, 'computeVerdict'> = {
  async computeVerdict(request, ref) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { ground, resolve } = prepared.value;
    const threat = await resolve(ref);
    if (threat === null) return success(null);
    const { kind, name } = threat;
    return success({ ref, kind, name, verdict: computeVerdict(ground, threat) });
  },
};
