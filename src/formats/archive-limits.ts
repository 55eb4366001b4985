/** What archives of every kind are held to, and how they say so. */
import { excerpt, failure, type Issue, issue, type Place, type Result, WHOLE_FILE } from '../domain/result';

export interface ArchiveLimits {
  /** Unfolded, of all that is read together. */
  readonly bytes: number;
  readonly entries: number;
}

/** What of a limit is left. */
export interface Budget {
  /** `null` when there was enough; otherwise nothing is spent. */
  spend(path: string, bytes: number): Issue | null;
  /** For what unfolded beyond what was stated: lies use up the limit as well. */
  lose(bytes: number): void;
}

export function makeBudget(limit: number): Budget {
  let left = limit;
  return {
    spend(path, bytes) {
      if (bytes > left) {
        const allowed = `${Math.round(limit / 1024 / 1024).toLocaleString('en')} MiB`;
        return leftOut(
          'archive-unfolds-too-far',
          path,
          `With this file, what was read of the archive would unfold to more than ${allowed}.`,
        );
      }
      left -= bytes;
      return null;
    },
    lose(bytes) {
      left -= bytes;
    },
  };
}

/** Names in an archive are what anybody wrote: steps upwards, roots, drives and control characters are taken out. */
export function plainPath(name: string): string {
  const parts = name
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/^[a-z]:(?=[/\\])/i, '')
    .split(/[/\\]/);
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

export function placeOf(path: string): Place {
  return { kind: 'path', path: excerpt(path, 200) };
}

export function leftOut(code: string, path: string, message: string, found = ''): Issue {
  return issue('warning', code, placeOf(path), message, { ...(found === '' ? {} : { found }), done: 'Left out.' });
}

export function refuseArchive(code: string, message: string, found = ''): Result<never> {
  const detail = { ...(found === '' ? {} : { found: excerpt(found, 200) }), done: 'Nothing was read.' };
  return failure(issue('error', code, WHOLE_FILE, message, detail));
}

export function refuseCount({ entries }: ArchiveLimits): Result<never> {
  return refuseArchive(
    'archive-too-large',
    `An archive of more than ${entries.toLocaleString('en')} files is not read.`,
  );
}
