import type { Objective } from '../../src/domain/planning/plan';
import type { BestPlanWorker } from './best-plan';
import type { CoverageRequest } from './coverage';
import type { NextBestWorker } from './next-best';
import type { PlanReportWorker } from './plan-report';
import type { ScenariosWorker } from './scenarios';

/** What the planning screen asks: always through the Analytics lens, for the deployments in service. */
export interface PlanningRequest extends CoverageRequest {
  readonly objective: Objective;
}

export interface PlanningWorker extends ScenariosWorker, NextBestWorker, BestPlanWorker, PlanReportWorker {}
