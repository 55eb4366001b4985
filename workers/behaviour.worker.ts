import { expose } from './expose';
import { behaviourAnswers } from './history/behaviour-answers';

expose(behaviourAnswers);
