import { failure, issue, WHOLE_FILE } from '../../src/domain/result';
import type { Reader } from './reading';

/** Stands in until reports have a reading of their own. */
export const readStix: Reader = async () =>
  failure(
    issue('error', 'format-not-imported', WHOLE_FILE, 'STIX reports are read, and cannot be stored yet.', {
      done: 'Nothing was read.',
    }),
  );
