import { EMPTY_PLAN, PLAN_ID, type Plan } from '../../src/domain/planning/plan';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import { type Issue, type Result, success } from '../../src/domain/result';
import type { PlanningRequest } from '../contract/planning';
import { openDatabase } from '../databases';
import { prepareQuestion } from '../question';
import { weighTechniques } from './weights';

export interface PlanningQuestion {
  readonly base: PlanningBase;
  readonly weights: Float64Array;
  readonly issues: readonly Issue[];
  readonly plan: Plan;
}

/** Planning looks through the Analytics lens, at what is in service, whatever the coverage screen shows. */
export async function preparePlanning(request: PlanningRequest): Promise<Result<PlanningQuestion>> {
  const settings = { ...request.settings, lens: 'analytics', statuses: ['deployed'] } as const;
  const [question, plan] = await Promise.all([
    prepareQuestion({ ...request, settings }),
    openDatabase(request.workspace).plans.get(PLAN_ID),
  ]);
  if (!question.ok) return question;
  const { index, inventory, sensors } = question.value;
  const { weights, issues } = await weighTechniques({ index }, request);
  return success({ base: { index, inventory, sensors, settings }, weights, issues, plan: plan ?? EMPTY_PLAN });
}
