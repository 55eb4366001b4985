import type { HistoryWorker } from '../contract/history';
import { keptAnswers } from './kept-answers';
import { recordAnswers } from './record-answers';
import { statementAnswers } from './statement-answers';

export const historyAnswers = {
  ...keptAnswers,
  ...recordAnswers,
  ...statementAnswers,
} satisfies Partial<HistoryWorker>;
