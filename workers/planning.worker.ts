import type { PlanningWorker } from './contract/planning';
import { expose } from './expose';
import { bestPlanAnswers } from './planning/best-plan-answers';
import { nextBestAnswers } from './planning/next-best-answers';
import { planReportAnswers } from './planning/plan-report-answers';
import { scenarioAnswers } from './planning/scenario-answers';

const worker: PlanningWorker = { ...scenarioAnswers, ...nextBestAnswers, ...bestPlanAnswers, ...planReportAnswers };

expose(worker);
