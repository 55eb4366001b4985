import { expose } from './expose';
import { makeRulePart } from './history/rule-part';

expose(makeRulePart());
