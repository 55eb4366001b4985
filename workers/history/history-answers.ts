import type { HistoryWorker } from '../contract/history';
import { makeExportAnswers } from './export-answers';
import { keptAnswers } from './kept-answers';
import { matchAnswers } from './match-answers';
import { recordAnswers } from './record-answers';
import { statementAnswers } from './statement-answers';

const answers = {
  ...keptAnswers,
  ...matchAnswers, ...recordAnswers,
  ...statementAnswers,
} satisfies Partial<HistoryWorker>;
const { readMatches }: Partial<HistoryWorker> = answers;

export const historyAnswers = {
  ...answers,
  ...makeExportAnswers(readMatches ?? (() => Promise.reject(new Error('Records that matched cannot be read yet.')))),
} satisfies Partial<HistoryWorker>;
