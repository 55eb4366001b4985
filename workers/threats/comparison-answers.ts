import { failure, issue, type Result, WHOLE_FILE } from '../../src/domain/result';
import type { ThreatExportFacts } from '../../src/domain/threats/export-facts';
import type { ExportedFile } from '../contract/exports';
import type { ThreatRef, ThreatsWorker } from '../contract/threats';
import type { ThreatQuestion } from './threat-question';

export const comparisonAnswers: Pick<ThreatsWorker, 'compareThreats'> = {
  async compareThreats() {
    return failure(issue('error', 'not-yet', WHOLE_FILE, 'Not yet.'));
  },
};

export async function exportComparison(
  _question: ThreatQuestion,
  _refs: readonly ThreatRef[],
  _facts: ThreatExportFacts,
): Promise<Result<ExportedFile>> {
  return failure(issue('error', 'not-yet', WHOLE_FILE, 'Not yet.'));
}
