import { NOT_APPLICABLE, stateName } from '../../src/domain/coverage/state';
import { type Result, success } from '../../src/domain/result';
import { compareThreats } from '../../src/domain/threats/compare-threats';
import { makeFigureCounter } from '../../src/domain/threats/count-figures';
import type { ThreatExportFacts } from '../../src/domain/threats/export-facts';
import { writeComparisonCsv } from '../../src/formats/comparison-csv';
import type { ExportedFile } from '../contract/exports';
import type { Comparison, ThreatRef, ThreatsWorker } from '../contract/threats';
import { prepareThreats, type ThreatQuestion } from './threat-question';

export const comparisonAnswers: Pick<ThreatsWorker, 'compareThreats'> = {
  async compareThreats(request, refs) {
    const prepared = await prepareThreats(request);
    return prepared.ok ? success(await compare(prepared.value, refs)) : prepared;
  },
};

export async function exportComparison(
  question: ThreatQuestion,
  refs: readonly ThreatRef[],
  facts: ThreatExportFacts,
): Promise<Result<ExportedFile>> {
  const text = writeComparisonCsv(await compare(question, refs), facts);
  const prefix = facts.isDemonstration ? 'vedette-demonstration' : 'vedette';
  return success({ name: `${prefix}-threats-compared-${facts.at.slice(0, 10)}.csv`, mediaType: 'text/csv', text });
}

/** Threats that are gone are left out. */
async function compare({ ground, facts, resolve }: ThreatQuestion, refs: readonly ThreatRef[]): Promise<Comparison> {
  const { index, coverage } = ground;
  const resolved = await Promise.all([...new Set(refs)].map(async (ref) => ({ ref, threat: await resolve(ref) })));
  const found = resolved.flatMap(({ ref, threat }) => (threat === null ? [] : [{ ref, threat }]));
  const count = makeFigureCounter(index, coverage.states);
  const compared = compareThreats(
    found.map(({ threat }) => threat),
    index.catalog,
    facts.threats,
    (technique) => stateName(coverage.states[technique] ?? NOT_APPLICABLE),
  );
  return {
    ...compared,
    threats: found.map(({ ref, threat }) => ({
      ref,
      kind: threat.kind,
      name: threat.name,
      figures: count(threat),
      elsewhere: threat.unresolved.filter(({ reason }) => reason === 'other-domain').length,
    })),
  };
}
