import { settingsOfLens } from '../../src/domain/coverage/settings';
import { EMPTY_PLAN } from '../../src/domain/planning/plan';
import { computePlanReport } from '../../src/domain/planning/plan-report';
import { composeReportPage } from '../../src/domain/planning/report-page';
import { success } from '../../src/domain/result';
import type { PlanReportWorker } from '../contract/plan-report';
import { openDatabase } from '../databases';
import { prepareQuestion } from '../question';
import { answerWeights, weighTechniques } from './weights';

export const planReportAnswers: PlanReportWorker = {
  async composePlanReport(asked, { chosen, measure, isProven, bound, at, tlp }) {
    const settings = settingsOfLens({ ...asked.settings, lens: 'analytics', statuses: ['deployed'] });
    const request = { ...asked, settings };
    const question = await prepareQuestion(request);
    if (!question.ok) return question;
    const { index, inventory, sensors } = question.value;
    const [plan = EMPTY_PLAN] = await openDatabase(request.workspace).plans.toArray();
    const { weights } = await weighTechniques(question.value, request);
    const words = await answerWeights(request);
    const report = computePlanReport({ index, inventory, sensors, settings, weights, plan, chosen, measure });
    const { domain, release } = index.catalog;
    const isDemonstration = request.workspace === 'demonstration';
    const page = composeReportPage(report, {
      plan,
      measure,
      isProven,
      bound,
      attack: { domain, release, techniques: index.catalog.techniques.length },
      settings,
      groups: question.value.estate.groups.map(({ group }) => group.name),
      weights: words.ok ? words.value.words : '',
      at,
      tlp,
      isDemonstration,
    });
    const { writePlanReportMarkdown } = await import('../../src/formats/plan-report-markdown');
    const stem = `${isDemonstration ? 'vedette-demonstration' : 'vedette'}-plan-${domain}-${release}-${at.slice(0, 10)}`;
    return success({ page, markdown: writePlanReportMarkdown(page), stem });
  },

  async writeFrontierCsv(points, plan, before) {
    const { writeFrontierCsv } = await import('../../src/formats/frontier-csv');
    return writeFrontierCsv(points, plan, before);
  },
};
