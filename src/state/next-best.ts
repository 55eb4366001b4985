import type {
  NextBestAnswer,
  PairsAnswer,
  RedundancyAnswer,
  ScopeAnswer,
  ThreatList,
} from '../../workers/contract/next-best';
import type { PlanningRequest } from '../../workers/contract/planning';
import type { Grain } from '../domain/planning/next-candidates';
import { type AppState, EXPORT_TLP } from './app-state';
import type { Latest } from './latest-answer';
import { createPlanningAnswer } from './planning-answer';
import { saveFile } from './save-file';
import { planningWorker } from './workers';

type App = Pick<AppState, 'coverage' | 'workspace'>;

export type NextRow = NextBestAnswer['rows'][number];
export type PairRow = PairsAnswer['pairs'][number];
export type WhatCouldGo = RedundancyAnswer;
export type GoingRow = RedundancyAnswer['deployments'][number];
export type ListedThreat = ThreatList['threats'][number];

const always = () => true;

/** Whether there is anything to plan for: of another domain, nothing may apply to the estate. */
export function createPlanScope(app: App): Latest<ScopeAnswer> {
  return createPlanningAnswer(app, always, (request) => planningWorker.run((api) => api.findScope(request)));
}

/** What each single addition would bring, at every grain. */
export function createNextRanking(app: App): Latest<NextBestAnswer> {
  return createPlanningAnswer(app, always, (request) => planningWorker.run((api) => api.rankNext(request)));
}

export function createPairRanking(app: App): Latest<PairsAnswer> {
  return createPlanningAnswer(app, always, (request) => planningWorker.run((api) => api.rankPairs(request)));
}

export function createRedundancy(app: App): Latest<RedundancyAnswer> {
  return createPlanningAnswer(app, always, (request) => planningWorker.run((api) => api.findRedundancy(request)));
}

/** @returns a sentence about what went wrong, or `null` */
export async function exportNext(request: PlanningRequest, grain: Grain): Promise<string | null> {
  const context = { at: new Date().toISOString(), tlp: EXPORT_TLP };
  const result = await planningWorker.run((api) => api.exportNext(request, grain, context));
  if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
  saveFile(result.value);
  return null;
}
