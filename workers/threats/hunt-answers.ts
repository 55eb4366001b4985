import { settingsOfPlanning } from '../../src/domain/planning/outcome';
import { PLAN_ID } from '../../src/domain/planning/plan';
import { type Result, success } from '../../src/domain/result';
import type { HuntPlan } from '../../src/domain/threats/hunt-plan';
import { planHunt as computeHunt } from '../../src/domain/threats/plan-hunt';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import type { CoverageRequest } from '../contract/coverage';
import type { ThreatRef, ThreatsWorker } from '../contract/threats';
import { keepLastAnswers } from '../last-answers';
import { prepareThreats } from './threat-question';

/** Long enough for every real group; the answer says when it was not. */
const SEARCH_MS = 2000;

export const huntAnswers: Pick<ThreatsWorker, 'planHunt'> = {
  async planHunt(request, ref) {
    const hunt = await prepareHunt(request, ref);
    if (!hunt.ok) return hunt;
    return success(hunt.value === null ? null : { ref, plan: hunt.value.plan });
  },
};

/** Plan, queries and sheet are asked for one by one, and again with every tick: they belong to one and the same hunt, proven or not. */
const hunts = keepLastAnswers<HuntPlan>(20);

export interface PreparedHunt {
  readonly threat: ThreatSteps;
  readonly plan: HuntPlan;
}

/** Where to look is asked of what is in service, through the Analytics lens, as planning does. `null`: the threat is gone. */
export async function prepareHunt(request: CoverageRequest, ref: ThreatRef): Promise<Result<PreparedHunt | null>> {
  const settings = settingsOfPlanning(request.settings);
  const prepared = await prepareThreats({ ...request, settings });
  if (!prepared.ok) return prepared;
  const { question, db, resolve } = prepared.value;
  const [threat, kept] = await Promise.all([resolve(ref), db.plans.get(PLAN_ID)]);
  if (threat === null) return success(null);
  const { index, inventory, sensors, estate } = question;
  const options = kept?.options ?? [];
  const plan = hunts.find(ref, [question, JSON.stringify(options), JSON.stringify(threat)], () => {
    const ground = { index, inventory, sensors, estate, settings, options };
    const end = performance.now() + SEARCH_MS;
    return computeHunt(ground, threat, () => performance.now() > end);
  });
  return success({ threat, plan });
}
