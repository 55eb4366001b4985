import type { HistoryWorker } from '../contract/history';
import { makeExportAnswers } from './export-answers';
import { keptAnswers } from './kept-answers';
import { lookUpAnswers } from './look-up-answers';
import { matchAnswers } from './match-answers';
import { recordAnswers } from './record-answers';
import { searchAnswers } from './search-answers';
import { statementAnswers } from './statement-answers';
import { watchAnswers } from './watch-answers';

const answers = {
  ...keptAnswers,
  ...lookUpAnswers,
  ...searchAnswers,
  ...watchAnswers,

  ...matchAnswers,
  ...recordAnswers,
  ...statementAnswers,
} satisfies Partial<HistoryWorker>;
const { readMatches }: Partial<HistoryWorker> = answers;

export const historyAnswers = {
  ...answers,
  ...makeExportAnswers(readMatches ?? (() => Promise.reject(new Error('Records that matched cannot be read yet.')))),
} satisfies Partial<HistoryWorker>;
