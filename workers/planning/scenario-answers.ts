import type { ScenariosWorker } from '../contract/scenarios';

export const scenarioAnswers: ScenariosWorker = {};
