import { success } from '../../src/domain/result';
import { makeEmptyContent } from '../../src/domain/threats/threat-report';
import { removeRecords } from '../../src/store/change-content';
import type { ReportReading, ThreatsWorker } from '../contract/threats';
import { openDatabase } from '../databases';
import { collectReport } from './report-facts';
import { findSuggestions } from './suggestions';
import { prepareThreats } from './threat-question';
import { parseReportRef } from './threat-refs';

export const readingAnswers: Pick<ThreatsWorker, 'readReport' | 'removeReports'> = {
  async readReport(request, reportId, withSuggestions) {
    const prepared = await prepareThreats(request);
    if (!prepared.ok) return prepared;
    const { db, ground, facts } = prepared.value;
    const [report, kept] = await Promise.all([db.threatReports.get(reportId), db.reportContents.get(reportId)]);
    if (report === undefined) return success(null);
    const content = kept ?? makeEmptyContent(reportId);
    const suggested = await findSuggestions(
      ground.index.catalog,
      content,
      facts.findMentions(content),
      withSuggestions,
    );
    const { evidence, unresolved } = collectReport(facts, report, content, null, suggested.suggestions);
    const { text, sections, subjects, observables, sightings } = content;
    const reading: ReportReading = {
      report,
      text,
      sections,
      evidence,
      unresolved,
      subjects,
      observables,
      sightings,
      suggestions: suggested.state,
    };
    return success(reading);
  },

  async removeReports(workspace, ids, label, at) {
    const db = openDatabase(workspace);
    const going = new Set(ids);
    const sheets = (await db.huntSheets.toCollection().primaryKeys()).filter((id) =>
      going.has(parseReportRef(id).reportId),
    );
    await removeRecords(db, { threatReports: ids, reportContents: ids, huntSheets: sheets }, label, at);
  },
};
