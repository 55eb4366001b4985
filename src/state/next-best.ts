import type {
  NextBestAnswer,
  PairsAnswer,
  RedundancyAnswer,
  ScopeAnswer,
  ThreatList,
} from '../../workers/contract/next-best';
import type { AppState } from './app-state';
import type { Latest } from './latest-answer';
import { createPlanningAnswer } from './planning-answer';
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
