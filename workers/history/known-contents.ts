import type { History } from '../../src/domain/history/history';
import { type Issue, issue, type Place, WHOLE_FILE } from '../../src/domain/result';
import type { HistoryDatabase } from '../../src/store/history-database';
import { contentsOf } from '../../src/store/remove-segments';
import type { FileSource } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { describeCut } from './describe-cut';
import { type LogMember, visitLogs } from './log-members';
import type { KnownMember } from './read-logs';

/** Where else a content of a file is: in another history, or once more in the same archive. */
export interface KnownContent {
  /** As in `LogMember`. */
  readonly path: string;
  /** `null`: in this very archive. */
  readonly history: History | null;
  /** There, as in `History.members`. */
  readonly member: string;
}

interface KnownBeginning extends KnownContent {
  readonly history: History;
  readonly hash: string;
}

/** Contents of histories that begin as these do: only they can be the same. */
export async function findBeginnings(
  db: HistoryDatabase,
  members: Iterable<{ readonly path: string; readonly head: string }>,
): Promise<readonly KnownBeginning[]> {
  const found: KnownBeginning[] = [];
  for (const { path, head } of members)
    for (const { history: id, member, hash } of await db.contents.where('head').equals(head).toArray()) {
      const history = await db.histories.get(id);
      if (history !== undefined) found.push({ path, history, member, hash });
    }
  return found;
}

/**
 * Contents of a file that are in a history already, whatever it is packed in or called, or twice in the file itself. What begins
 * as another is read to its end for that; most files have none, and an archive is gone through once, a file not at all.
 * @param except histories whose place this file takes
 */
export async function findKnownContents(
  db: HistoryDatabase,
  source: FileSource,
  except: ReadonlySet<string>,
): Promise<readonly KnownContent[]> {
  const heads: { readonly path: string; readonly head: string }[] = [];
  await visitLogs(source, async ({ path, start }) => {
    heads.push({ path, head: await hashBytes(start) });
    return true;
  });
  const stored = (await findBeginnings(db, heads)).filter(
    ({ history, hash }) => hash !== '' && !except.has(history.id),
  );
  const wanted = new Set(stored.map(({ path }) => path));
  const firsts = new Map<string, string>();
  for (const { path, head } of heads) {
    const first = firsts.get(head);
    if (first === undefined) firsts.set(head, path);
    else wanted.add(first).add(path);
  }
  const found: KnownContent[] = [];
  if (wanted.size === 0) return found;
  const here = new Map<string, string>();
  let left = wanted.size;
  await visitLogs(source, async (member) => {
    if (!wanted.has(member.path)) return true;
    const hash = await hashWhole(member);
    left--;
    if (hash !== null) {
      for (const same of stored) if (same.path === member.path && same.hash === hash) found.push(same);
      const first = here.get(hash);
      if (first === undefined) here.set(hash, member.path);
      else found.push({ path: member.path, history: null, member: first });
    }
    return left > 0;
  });
  return found;
}

/** `null`: it is damaged, and what is here of it is another content. */
async function hashWhole({ stream, hash }: LogMember): Promise<string | null> {
  try {
    for await (const _ of stream());
  } catch (error) {
    if (describeCut(error) === null) throw error;
    return null;
  }
  return hash.finish();
}

/** What becomes of contents that are here already: a history all of which is in the file may give its place to it. */
export async function settleKnownContents(
  db: HistoryDatabase,
  source: FileSource,
  same: readonly Pick<History, 'id'>[],
  mayReplace: boolean,
): Promise<{ readonly replaced: ReadonlySet<string>; readonly known: ReadonlyMap<string, KnownMember> }> {
  const replaced = new Set(same.map(({ id }) => id));
  const found = await findKnownContents(db, source, replaced);
  if (mayReplace)
    for (const history of new Set(found.flatMap(({ history: at }) => (at === null ? [] : [at.id]))))
      if (await isAllIn(db, history, found)) replaced.add(history);
  const known = new Map<string, KnownMember>();
  for (const content of found)
    if (content.history === null || !replaced.has(content.history.id))
      known.set(content.path, {
        sameAs: content.history === null ? content.member : null,
        found: describeKnownContent(content),
      });
  return { replaced, known };
}

/** One that is not complete holds records of contents that it has not read to their end. */
async function isAllIn(db: HistoryDatabase, history: string, found: readonly KnownContent[]): Promise<boolean> {
  if ((await db.histories.get(history))?.complete !== true) return false;
  const here = new Set(found.filter((each) => each.history?.id === history).map(({ member }) => member));
  return (await contentsOf(db, history).toArray()).every(({ member }) => here.has(member));
}

function describeKnownContent({ path, history, member }: KnownContent): Issue {
  const place: Place = path === '' ? WHOLE_FILE : { kind: 'path', path };
  if (history === null)
    return issue('warning', 'content-known', place, `Its content is that of “${member}” in the same archive.`, {
      done: 'Left out: its records would count twice.',
    });
  const at = member === '' ? '' : `, as “${member}”`;
  return issue(
    'warning',
    'content-known',
    place,
    `Its content is in the history “${history.name}” (${history.fileName}) already${at}.`,
    { done: 'Left out: its records would count twice.' },
  );
}

/** Before it is read to its end. */
export function describeKnownBeginning({ path, history, member, hash }: KnownBeginning): Issue {
  const at = member === '' ? '' : `, as “${member}”`;
  return issue(
    'warning',
    'content-begins-alike',
    path === '' ? WHOLE_FILE : { kind: 'path', path },
    `It begins as what is in the history “${history.name}” (${history.fileName}) already${at}.`,
    {
      done:
        hash === ''
          ? 'There it is cut off. Remove that history, or the records that both have count twice.'
          : 'If it is the same to its end, it is left out, unless this file takes the place of that history.',
    },
  );
}
