import { expose } from './expose';
import { makeSearchPart } from './history/search-part';

expose(makeSearchPart());
