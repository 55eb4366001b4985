import type { HistoryWorker } from '../contract/history';
import type { RuleWorker } from '../contract/rules';
import { exportAnswers } from './export-answers';
import { keptAnswers } from './kept-answers';
import { lookUpAnswers } from './look-up-answers';
import { matchAnswers } from './match-answers';
import { recordAnswers } from './record-answers';
import { ruleAnswers } from './rule-answers';
import { searchAnswers } from './search-answers';
import { statementAnswers } from './statement-answers';
import { watchAnswers } from './watch-answers';

export const historyAnswers = {
  ...keptAnswers,
  ...lookUpAnswers,
  ...matchAnswers,
  ...recordAnswers,
  ...ruleAnswers,
  ...searchAnswers,
  ...statementAnswers,
  ...watchAnswers,
  ...exportAnswers,
} satisfies HistoryWorker & RuleWorker;
