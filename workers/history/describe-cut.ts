import { type Issue, issue, WHOLE_FILE } from '../../src/domain/result';
import { DamagedContent, describeDamage } from '../../src/formats/gunzip';
import { DamagedMember } from '../../src/formats/log-archive';
import { UnfoldsTooFar } from '../file-source';

export const KEPT_BEFORE_CUT = 'What stood before it was read and is kept; the history says that it is not complete.';

/**
 * What is wrong with a file from some place on.
 * @param done what became of what stood before it
 * @returns `null`: it is no fault of the file
 */
export function describeCut(error: unknown, done = KEPT_BEFORE_CUT): Issue | null {
  if (error instanceof UnfoldsTooFar)
    return issue('error', 'archive-unfolds-too-far', WHOLE_FILE, error.message, { done });
  if (error instanceof DamagedMember) return issue('error', error.code, WHOLE_FILE, error.message, { done });
  if (error instanceof DamagedContent)
    return issue('error', 'gzip-damaged', WHOLE_FILE, describeDamage(error), { done });
  if (error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError'))
    return issue(
      'error',
      'file-unreadable',
      WHOLE_FILE,
      'The browser may not read this file any more: it was moved, changed or removed.',
      { done },
    );
  return null;
}
