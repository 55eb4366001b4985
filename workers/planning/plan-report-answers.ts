import { listUsableOptions } from '../../src/domain/best-plan/usable-options';
import { computePlanReport } from '../../src/domain/planning/plan-report';
import { composeReportPage } from '../../src/domain/planning/report-page';
import { success } from '../../src/domain/result';
import type { PlanReportWorker } from '../contract/plan-report';
import { preparePlanning } from './planning-question';
import { answerWeights } from './weights';

export const planReportAnswers: PlanReportWorker = {
  async composePlanReport(request, { chosen, measure, isProven, isContradictory, leftOut, bound, at, tlp }) {
    const question = await preparePlanning(request);
    if (!question.ok) return question;
    const { base, estate, plan, weights } = question.value;
    const { index, settings } = base;
    const words = await answerWeights(request);
    const report = computePlanReport({ ...base, weights, plan, chosen, measure });
    const { domain, release } = index.catalog;
    const isDemonstration = request.workspace === 'demonstration';
    const page = composeReportPage(report, {
      plan,
      measure,
      isProven,
      isContradictory,
      leftOut:
        leftOut ?? listUsableOptions(plan, base.inventory, [...base.sensors.values()], plan.objective.bound).leftOut,
      bound,
      attack: { domain, release, techniques: index.catalog.techniques.length },
      settings,
      groups: estate.groups.map(({ group }) => group.name),
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
