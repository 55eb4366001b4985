import type { TechniqueDecision, ThreatReport } from '../threats/threat-report';
import { mapSame } from './record-references';
import type { Moves, ReferenceKind } from './reference-kind';

/** What was decided about the techniques of reports. What a report itself writes stays as it is written. */
export const DECISION_REFERENCES: ReferenceKind = {
  id: 'decisions',
  name: 'decisions about reports',
  list: ({ threatReports }) =>
    threatReports.flatMap((report) =>
      report.decisions.map(({ technique }) => ({
        kind: 'technique' as const,
        id: technique,
        domain: null,
        movesFrom: null,
        where: nameReport(report),
        isNoted: false,
      })),
    ),
  rewrite(content, moves) {
    const threatReports = mapSame(content.threatReports, (report) => rewriteReport(report, moves));
    return threatReports === content.threatReports ? content : { ...content, threatReports };
  },
};

/** Where two techniques become one, the acceptance of either stands: a step that was seen in a report is not lost. */
function rewriteReport(report: ThreatReport, moves: Moves): ThreatReport {
  let isChanged = false;
  const where = nameReport(report);
  const kept = new Map<string, TechniqueDecision>();
  for (const decision of report.decisions) {
    const { technique } = decision;
    const settled = moves.settle('technique', technique, null);
    if (settled.to === 'other' || settled.to === 'nothing') isChanged = true;
    if (settled.to === 'other') moves.tell({ kind: 'moved', where, what: `${technique} → ${settled.id}` });
    if (settled.to === 'note') moves.tell({ kind: 'kept', where, what: `${technique}: ${settled.words}` });
    if (settled.to === 'nothing') {
      moves.tell({ kind: 'dropped', where, what: technique });
      continue;
    }
    const moved = settled.to === 'other' ? { ...decision, technique: settled.id } : decision;
    const other = kept.get(moved.technique);
    if (other !== undefined) {
      isChanged = true;
      moves.tell({ kind: 'merged', where, what: `two decisions about ${moved.technique}` });
    }
    if (other?.verdict !== 'accepted') kept.set(moved.technique, moved);
  }
  return isChanged ? { ...report, decisions: [...kept.values()] } : report;
}

function nameReport({ name }: ThreatReport): string {
  return `report “${name}”`;
}
