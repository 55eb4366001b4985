import type { HistoryWorker } from '../contract/history';
import { keptAnswers } from './kept-answers';

export const historyAnswers: Partial<HistoryWorker> = { ...keptAnswers };
