import { settingsOfPlanning } from '../../src/domain/planning/outcome';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { composeHuntSheet } from '../../src/domain/threats/compose-hunt-sheet';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { listExportFacts, readExportFacts, type ThreatExportFacts } from '../../src/domain/threats/export-facts';
import { writeQueriesOfPlace } from '../../src/domain/threats/queries/queries-of-place';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import { raiseTlp, readTlp } from '../../src/domain/threats/tlp';
import type { VerdictSubject } from '../../src/domain/threats/verdict-table';
import { writeHuntSheetMarkdown } from '../../src/formats/hunt-sheet-markdown';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { writeStixReport } from '../../src/formats/stix/stix-report-write';
import { writeVerdictCsv } from '../../src/formats/verdict-csv';
import { composeVerdictLayer } from '../../src/formats/verdict-layer';
import { writeVerdictMarkdown } from '../../src/formats/verdict-markdown';
import type { ExportedFile } from '../contract/exports';
import type { ThreatExportContext, ThreatExportKind, ThreatRef, ThreatsWorker } from '../contract/threats';
import { computeSubject } from '../exports';
import { nameFile } from '../name-file';
import { exportComparison } from './comparison-answers';
import { prepareHunt } from './hunt-answers';
import { prepareThreats, type ThreatQuestion } from './threat-question';
import { parseReportRef } from './threat-refs';

export const exportAnswers: Pick<ThreatsWorker, 'exportThreat' | 'describeHunt'> = {
  async describeHunt(request, ref, context) {
    const prepared = await prepareThreats({ ...request, settings: settingsOfPlanning(request.settings) });
    if (!prepared.ok) return prepared;
    return success(listExportFacts(await readFacts(prepared.value, [ref], context)));
  },
  async exportThreat(request, refs, kind, context) {
    // Where to look is asked through another lens than the verdict may be, and says so.
    const isHunt = kind === 'hunt-sheet-markdown';
    const settings = isHunt ? settingsOfPlanning(request.settings) : request.settings;
    const prepared = await prepareThreats({ ...request, settings });
    if (!prepared.ok) return prepared;
    const facts = await readFacts(prepared.value, refs, context);
    if (kind === 'comparison-csv') return exportComparison(prepared.value, refs, facts);
    const [ref = ''] = refs;
    const threat = await prepared.value.resolve(ref);
    if (threat === null) {
      return failure(issue('error', 'threat-gone', WHOLE_FILE, 'This threat is not here any more.'));
    }
    return write(kind, prepared.value, ref, threat, facts, context);
  },
};

async function readFacts(
  threats: ThreatQuestion,
  refs: readonly ThreatRef[],
  { at, tlp: chosen }: Pick<ThreatExportContext, 'at' | 'tlp'>,
): Promise<ThreatExportFacts> {
  const tlp = await markAs(threats, refs, chosen);
  return readExportFacts(await computeSubject(threats.question, { at, tlp, shown: null }));
}

async function write(
  kind: Exclude<ThreatExportKind, 'comparison-csv'>,
  question: ThreatQuestion,
  ref: ThreatRef,
  threat: ThreatSteps,
  facts: ThreatExportFacts,
  context: ThreatExportContext,
): Promise<Result<ExportedFile>> {
  const { ground, request, db } = question;
  const { catalog } = ground.index;
  const prefix = facts.isDemonstration ? 'vedette-demonstration' : 'vedette';
  const stem = `${prefix}-${nameFile(threat.name, 'threat')}-${context.at.slice(0, 10)}`;
  const compose = (): VerdictSubject => ({ name: threat.name, ref, verdict: computeVerdict(ground, threat), facts });
  switch (kind) {
    case 'verdict-markdown':
      return success({ name: `${stem}.md`, mediaType: 'text/markdown', text: writeVerdictMarkdown(compose()) });
    case 'verdict-csv':
      return success({ name: `${stem}.csv`, mediaType: 'text/csv', text: writeVerdictCsv(compose()) });
    case 'verdict-layer': {
      const tactics = new Map(catalog.tactics.map(({ id, shortName }) => [id as string, shortName]));
      const text = writeNavigatorLayer(composeVerdictLayer(compose(), tactics));
      return success({ name: `${stem}-layer.json`, mediaType: 'application/json', text });
    }
    case 'threat-stix': {
      if (!threat.steps.some(({ isAccepted }) => isAccepted)) return nothingAccepted();
      const report = await db.threatReports.get(parseReportRef(ref).reportId);
      const names = new Map(catalog.techniques.map(({ id, name }) => [id, name]));
      const text = writeStixReport(threat, {
        at: context.at,
        domain: catalog.domain,
        tlp: readTlp(facts.tlp),
        publisher: '',
        published: report?.published ?? null,
        description: report?.notes ?? '',
        nameOf: (id) => names.get(id) ?? id,
      });
      return success({ name: `${stem}-stix.json`, mediaType: 'application/json', text });
    }
    case 'hunt-sheet-markdown': {
      const [hunt, sheet] = await Promise.all([prepareHunt(request, ref), db.huntSheets.get(ref)]);
      if (!hunt.ok) return hunt;
      if (hunt.value === null)
        return failure(issue('error', 'threat-gone', WHOLE_FILE, 'This threat is not here any more.'));
      const { plan } = hunt.value;
      const queries = plan.places.flatMap((place) => writeQueriesOfPlace(place, context.languages));
      const page = composeHuntSheet(threat.name, plan, sheet ?? null, queries);
      const text = writeHuntSheetMarkdown(page, facts);
      return success({ name: `${stem}-hunt.md`, mediaType: 'text/markdown', text });
    }
  }
}

/** Who hands a report on in STIX answers for what is in it. */
function nothingAccepted(): Result<never> {
  const message =
    'No technique of this threat is accepted yet: the bundle would hold none. Read the report, and accept what is in it.';
  return failure(issue('error', 'nothing-accepted', WHOLE_FILE, message));
}

async function markAs({ db }: ThreatQuestion, refs: readonly ThreatRef[], chosen: string): Promise<string> {
  const reports = await db.threatReports.bulkGet(refs.map((ref) => parseReportRef(ref).reportId));
  return raiseTlp(
    chosen,
    reports.map((report) => report?.marking ?? null),
  );
}
