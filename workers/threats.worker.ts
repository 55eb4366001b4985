import type { ThreatsWorker } from './contract/threats';
import { expose } from './expose';
import { comparisonAnswers } from './threats/comparison-answers';
import { exportAnswers } from './threats/export-answers';
import { huntAnswers } from './threats/hunt-answers';
import { listAnswers } from './threats/list-answers';
import { queryAnswers } from './threats/query-answers';
import { readingAnswers } from './threats/reading-answers';
import { verdictAnswers } from './threats/verdict-answers';

const worker: ThreatsWorker = {
  ...listAnswers,
  ...readingAnswers,
  ...verdictAnswers,
  ...huntAnswers,
  ...queryAnswers,
  ...comparisonAnswers,
  ...exportAnswers,
};

expose(worker);
