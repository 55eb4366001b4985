import { success } from '../../src/domain/result';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import type { ThreatsWorker } from '../contract/threats';
import { prepareThreats } from './threat-question';
import { readReport } from './threat-refs';

export const verdictAnswers: Pick<ThreatsWorker, 'computeVerdict'> = {
  async computeVerdict(request, ref) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { ground, resolve, db, facts } = prepared.value;
    const threat = await resolve(ref);
    if (threat === null) return success(null);
    const { kind, name } = threat;
    // The steps were read from the same answer, which is kept.
    const named = kind === 'report' ? ((await readReport(db, facts, ref))?.named ?? []) : [];
    return success({ ref, kind, name, named, verdict: computeVerdict(ground, threat) });
  },
};
