import { type TechniqueEvidence, waitsForDecision } from '../../src/domain/threats/evidence';
import type { TechniqueResolver } from '../../src/domain/threats/resolve-technique';
import { stepsOfReport } from '../../src/domain/threats/steps-of-report';
import {
  makeEmptyContent,
  type ReportContent,
  type ReportSubject,
  type TechniqueStatement,
  type ThreatReport,
} from '../../src/domain/threats/threat-report';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { NamedThreat, ThreatRef } from '../contract/threats';
import { keepLastAnswers } from '../last-answers';
import { readContentVersions } from './content-versions';
import { collectReport, type ReleaseFacts } from './report-facts';

/** What a list shows of a report, or of a part of one, and what is computed from it. */
export interface ReportSteps {
  readonly steps: ThreatSteps;
  /** Pieces of evidence that wait for a decision. */
  readonly undecided: number;
  readonly observables: number;
  readonly named: readonly NamedThreat[];
  /** Of the whole report. */
  readonly subjects: readonly (Pick<ReportSubject, 'kind' | 'name'> & { readonly techniques: number })[];
}

interface WantedSteps {
  readonly ref: ThreatRef;
  readonly report: ThreatReport;
  /** Position of a subject; `null`: the whole report. */
  readonly part: number | null;
}

const kept = keepLastAnswers<ReportSteps | null>(1000);

/** In the order asked for; `null`: it is gone. Contents are read only where something has changed. */
export async function readReportSteps(
  db: WorkspaceDatabase,
  facts: ReleaseFacts,
  wanted: readonly WantedSteps[],
): Promise<readonly (ReportSteps | null)[]> {
  const versionOf = await readContentVersions(db);
  const asked = wanted.map((each) => {
    const restsOn = [facts, JSON.stringify(each.report), versionOf(each.report.id)];
    return { ...each, restsOn, known: kept.get(each.ref, restsOn) };
  });
  const missing = new Set(asked.flatMap(({ known, report }) => (known === undefined ? report.id : [])));
  const contents = await db.reportContents.bulkGet([...missing]);
  const contentOf = new Map(contents.flatMap((content) => (content === undefined ? [] : [[content.id, content]])));
  return asked.map(({ ref, report, part, restsOn, known }) => {
    if (known !== undefined) return known;
    const content = contentOf.get(report.id) ?? makeEmptyContent(report.id);
    const steps = compute(facts, { ref, report, part }, content);
    kept.put(ref, restsOn, steps);
    return steps;
  });
}

function compute(facts: ReleaseFacts, { ref, report, part }: WantedSteps, content: ReportContent): ReportSteps | null {
  const subject = part === null ? null : content.subjects[part];
  if (subject === undefined) return null;
  const { evidence, unresolved } = collectReport(facts, report, content, part);
  return {
    steps: stepsOfReport(ref, subject === null ? report.name : subject.name, content.text, evidence, unresolved),
    undecided: evidence.filter(waitsForDecision).length,
    observables: content.observables.length,
    named: part === null ? listNamed(facts, evidence) : [],
    subjects: content.subjects.map(({ kind, name, statements }) => ({
      kind,
      name,
      techniques: countTechniques(
        statements.flatMap((at) => content.statements[at] ?? []),
        facts.evidence.resolve,
      ),
    })),
  };
}

/** In the order in which they are named. */
function listNamed(facts: ReleaseFacts, evidence: readonly TechniqueEvidence[]): readonly NamedThreat[] {
  const named = new Map<string, NamedThreat>();
  for (const { pieces } of evidence) {
    for (const piece of pieces) {
      if (piece.kind !== 'threat' || named.has(piece.threatId)) continue;
      const techniques = facts.readActor(piece.threatId)?.steps.length ?? 0;
      named.set(piece.threatId, { id: piece.threatId, name: piece.threatName, techniques });
    }
  }
  return [...named.values()];
}

/** Each once, however often it is stated. */
function countTechniques(statements: readonly TechniqueStatement[], resolve: TechniqueResolver): number {
  const resolved = statements.map(resolve);
  return new Set(resolved.flatMap((each) => (each.kind === 'technique' ? each.id : []))).size;
}
