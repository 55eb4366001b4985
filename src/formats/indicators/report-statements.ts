/** Values that a threat report's text or fields gave, as statements: so that reports can be watched like any other source. */
import { type IndicatorStatement, makeStatement } from '../../domain/indicators/statement';
import { collectObservables } from '../../domain/threats/collect-observables';
import type { ReportContent, ThreatReport } from '../../domain/threats/threat-report';

export function statementsOfReport(
  report: Pick<ThreatReport, 'name' | 'fileName' | 'publisher'>,
  content: Pick<ReportContent, 'text' | 'sections' | 'observables'>,
): readonly IndicatorStatement[] {
  const name = report.name || report.fileName;
  const said = { saidBy: report.publisher, references: name === '' ? [] : [name] };
  return collectObservables(content).map(({ type, value, written, place, context }) =>
    makeStatement(type, value, written, place, { ...said, comment: context }),
  );
}
