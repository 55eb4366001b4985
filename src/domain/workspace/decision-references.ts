import type { TechniqueDecision, ThreatReport } from '../threats/threat-report';
import { listTechniques, moveTechniques, type NamedTechniques } from './move-techniques';
import { mapSame } from './record-references';
import type { ReferenceKind } from './reference-kind';

/** What was decided about the techniques of reports. What a report itself writes stays as it is written. */
export const DECISION_REFERENCES: ReferenceKind = {
  id: 'decisions',
  name: 'decisions about reports',
  list: ({ threatReports }) =>
    threatReports.flatMap((report) => listTechniques(report.decisions, DECISIONS.idOf, nameReport(report), null)),
  rewrite(content, moves) {
    const threatReports = mapSame(content.threatReports, (report) => {
      const decisions = moveTechniques(report.decisions, DECISIONS, nameReport(report), null, moves);
      return decisions === report.decisions ? report : { ...report, decisions };
    });
    return threatReports === content.threatReports ? content : { ...content, threatReports };
  },
};

/** Where two techniques become one, the acceptance of either stands: a step that was seen in a report is not lost. */
const DECISIONS: NamedTechniques<TechniqueDecision> = {
  idOf: ({ technique }) => technique,
  withId: (decision, technique) => ({ ...decision, technique }),
  keyOf: ({ technique }) => technique,
  outdoes: (_, before) => before.verdict !== 'accepted',
  two: 'two decisions',
};

function nameReport({ name }: ThreatReport): string {
  return `report “${name}”`;
}
