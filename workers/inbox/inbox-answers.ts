import type { InboxPackage } from '../../src/domain/inbox/package';
import { findStep } from '../../src/domain/inbox/playbook';
import { failure, issue, WHOLE_FILE } from '../../src/domain/result';
import { InboxDatabase } from '../../src/store/inbox-database';
import { tryPackageLock } from '../../src/store/inbox-locks';
import type { InboxGround, InboxProgress, InboxWorker } from '../contract/inbox';
import { withDatabase } from '../databases';
import { acceptPackage, finishAccepting } from './accept-package';
import { runPlaybook } from './run-playbook';
import { settleImportedOnes, takeIn } from './take-in';
import { isFolderAsking, lookIntoFolder } from './watched-folder';

const withInbox = <Answer>(work: (db: InboxDatabase) => Promise<Answer>) => withDatabase(new InboxDatabase(), work);

/** Whoever asks while it is under way waits for the same work, and for what has come since. */
let underWay: Promise<void> | null = null;
let isAskedAgain = false;

export const inboxAnswers: InboxWorker = {
  lookIntoFolder: () => withInbox(lookIntoFolder),

  async workInbox(ground, tell) {
    const onProgress = makeCalm(tell);
    if (underWay !== null) {
      isAskedAgain = true;
      return underWay;
    }
    underWay = workUntilDone(ground, onProgress);
    try {
      await underWay;
    } finally {
      underWay = null;
    }
  },

  acceptPackage: (id, at, onProgress) =>
    withInbox(async (db) => {
      const accepted = await tryPackageLock(id, () => acceptPackage(db, id, at, makeCalm(onProgress)));
      return (
        accepted ??
        failure(
          issue('error', 'package-taken', WHOLE_FILE, 'Another tab is at this package just now.', {
            done: 'Nothing was imported by this one.',
          }),
        )
      );
    }),
};

/** A reader tells of every chunk: so many messages would keep the page busy drawing them. */
const EVERY_MS = 100;

function makeCalm(tell: (progress: InboxProgress) => void): (progress: InboxProgress) => void {
  let [said, saidAt] = ['', Number.NEGATIVE_INFINITY];
  return (progress) => {
    const about = `${progress.id} ${progress.words}`;
    if (about === said && performance.now() - saidAt < EVERY_MS) return;
    [said, saidAt] = [about, performance.now()];
    tell(progress);
  };
}

async function workUntilDone(ground: InboxGround, onProgress: (progress: InboxProgress) => void): Promise<void> {
  let broken: unknown = null;
  do {
    isAskedAgain = false;
    await withInbox(async (db) => {
      await takeIn(db, (fileName) => onProgress({ id: null, words: `Taking in ${fileName}`, share: null }));
      await settleImportedOnes(db);
      // Of another tab's work: it is asked for again later, should that tab be closed in the middle.
      const leftAlone = new Set<string>();
      // Until the browser has been asked they cannot be read, which is nothing that is wrong with them.
      const outOfReach = (await isFolderAsking(db)) ? 'in-folder' : null;
      for (;;) {
        const id = await findNext(db, leftAlone, outOfReach);
        if (id === null) break;
        try {
          const worked = await tryPackageLock(id, () => workOn(db, id, ground, onProgress).then(() => true));
          if (worked === null) leftAlone.add(id);
        } catch (error) {
          // A bug of ours in one package keeps no other waiting.
          broken ??= error;
          leftAlone.add(id);
        }
      }
    });
  } while (isAskedAgain);
  onProgress({ id: null, words: '', share: null });
  if (broken !== null) throw broken;
}

async function workOn(
  db: InboxDatabase,
  id: string,
  ground: InboxGround,
  onProgress: (progress: InboxProgress) => void,
): Promise<void> {
  const known = await db.packages.get(id);
  if (known === undefined) return;
  if (known.standing.kind === 'accepting') await finishAccepting(db, known, known.standing.at, onProgress);
  else await runPlaybook(db, id, ground, onProgress);
}

/** In the order they came: imports that were interrupted first, since somebody waits for them. */
async function findNext(
  db: InboxDatabase,
  except: ReadonlySet<string>,
  outOfReach: InboxPackage['bytes'] | null,
): Promise<string | null> {
  const packages = (await db.packages.orderBy('arrivedAt').toArray()).filter(
    ({ id, bytes }) => !except.has(id) && bytes !== outOfReach,
  );
  const interrupted = packages.find(({ standing }) => standing.kind === 'accepting');
  return (interrupted ?? packages.find((each) => findStep(each) !== null))?.id ?? null;
}
