import type { LeftOut } from '../../src/domain/planning/left-out';
import type { Measure, Plan } from '../../src/domain/planning/plan';
import type { ReportPage } from '../../src/domain/planning/report-page';
import type { Result } from '../../src/domain/result';
import type { FrontierPoint, PlanAnswer } from './best-plan';
import type { PlanningRequest } from './planning';

/** The report for the person who signs, and what else of a plan is taken away. */
export interface PlanReportWorker {
  composePlanReport(request: PlanningRequest, context: PlanReportContext): Promise<Result<WrittenReport>>;
  writeFrontierCsv(points: readonly FrontierPoint[], plan: Plan, before: number): Promise<string>;
}

/** What the search has found, and what the report is marked with. */
export interface PlanReportContext extends Pick<PlanAnswer, 'chosen' | 'isProven' | 'bound'> {
  readonly measure: Measure;
  readonly isContradictory: boolean;
  /** `null`: no search said. */
  readonly leftOut: readonly LeftOut[] | null;
  /** ISO 8601 date and time. */
  readonly at: string;
  readonly tlp: string;
}

export interface WrittenReport {
  readonly page: ReportPage;
  readonly markdown: string;
  /** Of the file, without its ending. */
  readonly stem: string;
}
