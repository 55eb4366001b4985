import type { HistoryWorker } from '../contract/history';
import { keptAnswers } from './kept-answers';
import { matchAnswers } from './match-answers';
import { recordAnswers } from './record-answers';
import { statementAnswers } from './statement-answers';

export const historyAnswers = {
  ...keptAnswers,
  ...matchAnswers, ...recordAnswers,
  ...statementAnswers,
} satisfies Partial<HistoryWorker>;
