import { failure, issue, WHOLE_FILE } from '../../src/domain/result';
import type { BestPlanWorker } from '../contract/best-plan';

const NOT_YET = failure(issue('error', 'not-yet', WHOLE_FILE, 'This is not computed yet.'));

export const bestPlanAnswers: BestPlanWorker = {
  findBestPlan: async () => NOT_YET,
  computeFrontier: async () => NOT_YET,
};
