import { success } from '../../src/domain/result';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { NamedThreat, ThreatRef, ThreatsWorker } from '../contract/threats';
import type { ReleaseFacts } from './report-facts';
import { readReportSteps } from './report-steps';
import { prepareThreats } from './threat-question';
import { parseReportRef } from './threat-refs';

export const verdictAnswers: Pick<ThreatsWorker, 'computeVerdict'> = {
  async computeVerdict(request, ref) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { ground, resolve, db, facts } = prepared.value;
    const threat = await resolve(ref);
    if (threat === null) return success(null);
    const { kind, name } = threat;
    const named = kind === 'report' ? await findNamed(db, facts, ref) : [];
    return success({ ref, kind, name, named, verdict: computeVerdict(ground, threat) });
  },
};

async function findNamed(db: WorkspaceDatabase, facts: ReleaseFacts, ref: ThreatRef): Promise<readonly NamedThreat[]> {
  const { reportId, part } = parseReportRef(ref);
  const report = await db.threatReports.get(reportId);
  if (report === undefined) return [];
  const [found] = await readReportSteps(db, facts, [{ ref, report, part }]);
  return found?.named ?? [];
}
