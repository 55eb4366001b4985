import { type Accessor, createEffect, createRoot, createSignal, on, onCleanup } from 'solid-js';
import type { FolderLook, InboxGround, InboxProgress } from '../../workers/contract/inbox';
import { formatBytes } from '../domain/format';
import { type Findings, NO_FINDINGS } from '../domain/inbox/findings';
import type { InboxPackage } from '../domain/inbox/package';
import { dismissPackage, findStep, retryPackage } from '../domain/inbox/playbook';
import { InboxDatabase } from '../store/inbox-database';
import { addArrivals, changePackage, forgetPackages, readFindings } from '../store/inbox-packages';
import { freeOf, isQuotaError, readStorageRoom } from '../store/storage-room';
import type { AppState } from './app-state';
import { inboxWorker } from './inbox-worker';
import { createLiveQuery } from './live-query';
import { suggestPersistence } from './persistence';
import { noteInbox } from './resume-inbox';
import { askForFolder, canWatchFolders, chooseFolder, leaveFolder, observeFolder } from './watched-folder';
import { CancelledError, callback } from './worker-client';

export type { FolderLook, InboxProgress };

type App = Pick<AppState, 'coverage' | 'workspace'>;

export interface Inbox {
  /** Newest first; `undefined` until the database has answered. */
  readonly packages: Accessor<readonly InboxPackage[] | undefined>;
  /** How many came in and are not known by their hash yet. */
  readonly arriving: Accessor<number>;
  readonly folder: Accessor<FolderLook>;
  readonly canWatchFolders: boolean;
  /** What is being done by this tab; `null`: nothing. */
  readonly progress: Accessor<InboxProgress | null>;
  /** What could not be done last; `null` while all is well. */
  readonly problem: Accessor<string | null>;
  dismissProblem(): void;
  takeIn(files: readonly File[]): Promise<void>;
  watchFolder(): Promise<void>;
  askAgain(): Promise<void>;
  leaveFolder(): Promise<void>;
  accept(id: string): Promise<void>;
  dismiss(id: string, reason: string): Promise<void>;
  retry(id: string): Promise<void>;
  /** Of decided ones: their notes go, and the same files would be gone through again. */
  forget(ids: readonly string[]): Promise<void>;
  /** Its very bytes, for the import; `null`: they are not kept here. */
  readFile(known: InboxPackage): Promise<File | null>;
}

/** Nothing tells of what another tab left when it was closed, nor, in most browsers, of a folder. */
const LOOK_EVERY_MS = 5000;
/** A file in the folder is taken once it has rested from one look to the next. */
const SETTLING_MS = 2000;
/** Where the browser tells of changes, this is for what it forgets to tell. */
const LOOK_SELDOM_MS = 60_000;

const db = new InboxDatabase();
let opened: Inbox | null = null;

/** One for the page: it works on while other screens are looked at. */
export function openInbox(app: App): Inbox {
  opened ??= createRoot(() => createInbox(app));
  return opened;
}

function createInbox({ coverage, workspace }: App): Inbox {
  const [problem, setProblem] = createSignal<string | null>(null);
  const [progress, setProgress] = createSignal<InboxProgress | null>(null);
  const [folder, setFolder] = createSignal<FolderLook>({ state: 'none' });
  const fail = (error: unknown) =>
    setProblem(
      isQuotaError(error)
        ? 'This device has no room for more. Decide on packages, or drop the oldest records of a history.'
        : error instanceof Error
          ? error.message
          : String(error),
    );
  const show = (told: InboxProgress) => setProgress(told.words === '' ? null : told);
  const packages = createLiveQuery(
    () => db,
    async (inbox) => (await inbox.packages.orderBy('arrivedAt').toArray()).reverse(),
    fail,
  );
  const arriving = createLiveQuery(
    () => db,
    (inbox) => inbox.arrivals.count(),
    fail,
  );

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // Whoever stopped the worker has said so.
      if (!(error instanceof CancelledError)) fail(error);
    }
  }

  /** A filter of the screen is none of the estate. */
  function ground(): InboxGround {
    return { catalogId: coverage.catalogId(), settings: { ...coverage.settings(), groupIds: null, platforms: null } };
  }

  let working: Promise<void> | null = null;
  function work(): Promise<void> {
    // Asked for while it is under way, the worker itself goes on with what has come since.
    const run = attempt(() => inboxWorker.run((api) => api.workInbox(ground(), callback(show)))).finally(() => {
      if (working !== run) return;
      working = null;
      setProgress(null);
    });
    working = run;
    return run;
  }

  const isLeft = () =>
    (arriving() ?? 0) > 0 ||
    (packages() ?? []).some((each) => findStep(each) !== null || each.standing.kind === 'accepting');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopObserving: (() => void) | null = null;
  let isOver = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    await attempt(async () => {
      const hasFolder = (await db.folders.count()) > 0;
      const seen: FolderLook = hasFolder ? await inboxWorker.run((api) => api.lookIntoFolder()) : { state: 'none' };
      setFolder(seen);
      if (seen.state === 'watching') stopObserving ??= await observeFolder(db, () => lookAfter(SETTLING_MS));
    });
    if (isLeft() && working === null) void work();
    const seen = folder();
    const isSettling = seen.state === 'watching' && seen.waiting > 0;
    lookAfter(isSettling ? SETTLING_MS : stopObserving === null ? LOOK_EVERY_MS : LOOK_SELDOM_MS);
  }
  function lookAfter(ms: number): void {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void look(), ms);
  }
  function forgetObserver(): void {
    stopObserving?.();
    stopObserving = null;
  }
  // What an earlier visit left is known once the database has answered.
  createEffect(on([packages, arriving], () => isLeft() && working === null && void work()));
  // Somebody took one through the import instead: then it is settled.
  createEffect(
    on([packages, workspace.receipts], ([kept, receipts]) => {
      const imported = new Map(receipts.map(({ sha256, at, takenBack }) => [sha256, takenBack ? '' : at]));
      const isSettled = ({ id, arrivedAt, standing }: InboxPackage) =>
        (standing.kind === 'finished' || standing.kind === 'unreadable') && (imported.get(id) ?? '') > arrivedAt;
      if (working === null && (kept ?? []).some(isSettled)) void work();
    }),
  );
  void look();
  onCleanup(() => {
    isOver = true;
    clearTimeout(timer);
    forgetObserver();
  });

  return {
    packages,
    arriving: () => arriving() ?? 0,
    folder,
    canWatchFolders,
    progress,
    problem,
    dismissProblem: () => setProblem(null),
    takeIn: (files) =>
      attempt(async () => {
        await refuseWithoutRoom(files);
        await addArrivals(db, files, new Date().toISOString());
        noteInbox();
        suggestPersistence();
      }),
    watchFolder: () =>
      attempt(async () => {
        if (!(await chooseFolder(db))) return;
        noteInbox();
        forgetObserver();
        await look();
      }),
    askAgain: () =>
      attempt(async () => {
        if (!(await askForFolder(db))) throw new Error('The browser was not allowed to look into the folder.');
        await look();
      }),
    leaveFolder: () =>
      attempt(async () => {
        forgetObserver();
        await leaveFolder(db);
        await look();
      }),
    accept: (id) =>
      attempt(async () => {
        const result = await inboxWorker.run((api) => api.acceptPackage(id, new Date().toISOString(), callback(show)));
        setProgress(null);
        if (!result.ok) {
          setProblem(result.issues[0]?.message ?? 'It could not be imported.');
          return;
        }
        workspace.openOwn();
        coverage.refreshCatalogs();
      }),
    dismiss: (id, reason) => change(id, (known) => dismissPackage(known, reason, new Date().toISOString())),
    retry: (id) => change(id, retryPackage),
    forget: (ids) => attempt(() => forgetPackages(db, ids)),
    async readFile({ content, fileName, fileDate }) {
      const kept = await db.contents.get(content);
      return kept === undefined ? null : new File([kept.blob], fileName, { lastModified: Date.parse(fileDate) });
    },
  };

  function change(id: string, become: (known: InboxPackage) => InboxPackage | null): Promise<void> {
    return attempt(async () => {
      if ((await changePackage(db, id, become)) === null)
        throw new Error('It was decided meanwhile, in another tab perhaps.');
    });
  }
}

/** What was found out about one package, as it grows. */
export function createFindings(id: Accessor<string>, inbox: Pick<Inbox, 'packages'>): Accessor<Findings> {
  const [findings, setFindings] = createSignal<Findings>(NO_FINDINGS);
  let latest = 0;
  const stepsOf = (wanted: string) => inbox.packages()?.find((each) => each.id === wanted)?.steps.length;
  createEffect(
    on([id, () => stepsOf(id())], ([wanted]) => {
      const turn = ++latest;
      void readFindings(db, wanted).then((found) => {
        if (turn === latest) setFindings(found);
      });
    }),
  );
  return findings;
}

/** Before bytes are written that do not fit: the browser would only say so at the end. */
async function refuseWithoutRoom(files: readonly File[]): Promise<void> {
  const needed = files.reduce((sum, { size }) => sum + size, 0);
  const free = freeOf(await readStorageRoom());
  if (free !== null && needed > free)
    throw new Error(
      `These files take ${formatBytes(needed)}, and this device has room for ${formatBytes(free)}. None of them was taken in.`,
    );
}
