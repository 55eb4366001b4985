import { expose } from './expose';
import { historyAnswers } from './history/history-answers';

expose(historyAnswers);
