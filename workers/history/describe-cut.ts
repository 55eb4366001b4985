import { type Issue, issue, WHOLE_FILE } from '../../src/domain/result';
import { UnfoldsTooFar } from '../file-source';

export const KEPT_BEFORE_CUT = 'What stood before it was read and is kept; the history says that it is not complete.';

/**
 * What is wrong with a file from some place on: what stood before it was read, and is kept.
 * @returns `null`: it is no fault of the file
 */
export function describeCut(error: unknown): Issue | null {
  const done = KEPT_BEFORE_CUT;
  if (error instanceof UnfoldsTooFar)
    return issue('error', 'archive-unfolds-too-far', WHOLE_FILE, error.message, { done });
  if (isDamagedGzip(error))
    return issue('error', 'gzip-damaged', WHOLE_FILE, 'The gzip archive is damaged or cut off.', { done });
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

/** Browsers throw a `TypeError`, Node an error of zlib's. */
function isDamagedGzip(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (
    (error instanceof TypeError && /decompress|gzip|compressed|junk/i.test(error.message)) ||
    (typeof code === 'string' && code.startsWith('Z_'))
  );
}
