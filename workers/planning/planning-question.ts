import { settingsOfPlanning } from '../../src/domain/planning/outcome';
import { EMPTY_PLAN, PLAN_ID, type Plan } from '../../src/domain/planning/plan';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import { type Issue, type Result, success } from '../../src/domain/result';
import { findUsualCurrency } from '../../src/domain/sensors/inventory-summary';
import type { PlanningRequest } from '../contract/planning';
import { openDatabase } from '../databases';
import { prepareQuestion, type Question } from '../question';
import { weighTechniques } from './weights';

export interface PlanningQuestion {
  readonly base: PlanningBase;
  readonly estate: Question['estate'];
  readonly weights: Float64Array;
  readonly issues: readonly Issue[];
  /** With the objective that is asked for. */
  readonly plan: Plan;
}

/** Planning looks through the Analytics lens, at what is in service, whatever the coverage screen shows. */
export async function preparePlanning(request: PlanningRequest): Promise<Result<PlanningQuestion>> {
  const settings = settingsOfPlanning(request.settings);
  const { objective } = request;
  const [question, kept] = await Promise.all([
    prepareQuestion({ ...request, settings }),
    openDatabase(request.workspace).plans.get(PLAN_ID),
  ]);
  if (!question.ok) return question;
  const { index, inventory, sensors, estate } = question.value;
  const { weights, issues } = await weighTechniques({ index }, request);
  const plan = { ...EMPTY_PLAN, currency: findUsualCurrency(inventory), ...kept, objective };
  return success({ base: { index, inventory, sensors, settings }, estate, weights, issues, plan });
}
