import { type Accessor, createSignal } from 'solid-js';
import type { ImportChoices, ImportPreview, ImportProgress } from '../../workers/contract/imports';
import type { Issue } from '../domain/result';
import type { ImportReceipt } from '../store/import-receipt';
import type { WorkspaceName } from '../store/workspace-database';
import { CancelledError, callback } from './worker-client';
import { importWorker } from './workers';

/** One file on its way in. Files that were dropped together queue up behind each other. */
export type ImportItem =
  | {
      readonly stage: 'reading' | 'writing';
      readonly file: File;
      readonly progress: ImportProgress;
      readonly startedAt: number;
    }
  | {
      readonly stage: 'preview';
      readonly file: File;
      readonly preview: ImportPreview;
      /** What the preview was read with. */
      readonly choices: ImportChoices;
      /** The file is being read again, as decided since; the preview is of before. */
      readonly rereading: Rereading | null;
      /** What was decided last and why the file cannot be read like that; the preview is of before. */
      readonly refusal: { readonly choices: ImportChoices; readonly issues: readonly Issue[] } | null;
    }
  | { readonly stage: 'refused'; readonly file: File; readonly issues: readonly Issue[] }
  | {
      readonly stage: 'done';
      readonly file: File;
      readonly receipt: ImportReceipt;
      /** What its preview showed. */
      readonly preview: ImportPreview | null;
    }
  /** Pasted cells, of which nobody knows yet whether the first line holds their headers. */
  | { readonly stage: 'pasted'; readonly file: File; readonly text: string };

export interface Rereading {
  readonly choices: ImportChoices;
  readonly progress: ImportProgress;
  readonly startedAt: number;
}

type PreviewItem = Extract<ImportItem, { readonly stage: 'preview' }>;

export interface ImportSession {
  /** In the order the files came; a dismissed file is gone. */
  readonly items: Accessor<readonly ImportItem[]>;
  /** The file that is being read or written now; the others wait for it. */
  readonly current: Accessor<File | null>;
  /** @param choices what is known of them beforehand */
  add(files: Iterable<File>, choices?: ImportChoices): void;
  /** A file is about to be chosen: what will read it starts meanwhile. */
  prepare(): void;
  /** Takes pasted text in as a file that waits for an answer: `dismiss` it, or `add` what it became. */
  ask(file: File, text: string): void;
  /** Reads a file again as the analyst decided; its preview stays until the next one takes its place. */
  choose(file: File, choices: ImportChoices): void;
  /** Gives a reading with other choices up, or one that was refused: the preview counts as it is. */
  keep(file: File): void;
  /** Writes what its preview shows. */
  commit(file: File): Promise<void>;
  /** Stops reading or writing; a commit is one transaction, so a stopped one has written nothing into the workspace. */
  cancel(file: File): void;
  dismiss(file: File): void;
}

/**
 * @param target where imports go: never into the demonstration
 * @param onImported after each commit, with what was shown before it
 */
export function createImportSession(
  target: Accessor<WorkspaceName>,
  onImported: (receipt: ImportReceipt, preview: ImportPreview | null) => void,
): ImportSession {
  const [items, setItems] = createSignal<readonly ImportItem[]>([]);
  const [current, setCurrent] = createSignal<File | null>(null);
  const put = (item: ImportItem) =>
    setItems((current) => {
      const isKnown = current.some(({ file }) => file === item.file);
      return isKnown ? current.map((other) => (other.file === item.file ? item : other)) : [...current, item];
    });
  const drop = (file: File) => setItems((current) => current.filter((item) => item.file !== file));
  const find = (file: File) => items().find((item) => item.file === file);
  const isPresent = (file: File) => find(file) !== undefined;
  const findPreview = (file: File): PreviewItem | undefined => {
    const item = find(file);
    return item?.stage === 'preview' ? item : undefined;
  };
  let queue: Promise<void> = Promise.resolve();

  async function work(
    file: File,
    stage: 'reading' | 'writing',
    step: (onProgress: (progress: ImportProgress) => void) => Promise<ImportItem>,
  ): Promise<void> {
    // Cancelled while it was waiting.
    if (!isPresent(file)) return;
    const startedAt = performance.now();
    put({ stage, file, progress: { bytesRead: 0, bytesTotal: file.size }, startedAt });
    setCurrent(file);
    // Progress comes over a channel of its own, and may arrive after the answer.
    let isOver = false;
    const show = (progress: ImportProgress) => {
      if (!isOver && isPresent(file)) put({ stage, file, progress, startedAt });
    };
    try {
      const next = await step(callback(show));
      isOver = true;
      if (isPresent(file)) put(next);
    } catch (error) {
      isOver = true;
      if (error instanceof CancelledError) drop(file);
      // A reader may break after its file was cancelled: a file that is gone stays gone.
      else if (isPresent(file)) put({ stage: 'refused', file, issues: [describeCrash(error)] });
    } finally {
      setCurrent(null);
    }
  }

  async function inspect(file: File, choices: ImportChoices): Promise<void> {
    await work(file, 'reading', async (onProgress) => {
      const result = await importWorker.run((api) => api.inspectFile(file, target(), choices, onProgress));
      return result.ok
        ? { stage: 'preview', file, preview: result.value, choices, rereading: null, refusal: null }
        : { stage: 'refused', file, issues: result.issues };
    });
  }

  /** As `inspect`, in place: only the latest choices count, and until they are read the preview stays. */
  async function reread(file: File, choices: ImportChoices): Promise<void> {
    const isWanted = () => findPreview(file)?.rereading?.choices === choices;
    const update = (change: (item: PreviewItem) => PreviewItem) => {
      const item = findPreview(file);
      if (item !== undefined && isWanted()) put(change(item));
    };
    if (!isWanted()) return;
    setCurrent(file);
    const show = (progress: ImportProgress) =>
      update((item) => ({ ...item, rereading: item.rereading && { ...item.rereading, progress } }));
    try {
      const result = await importWorker.run((api) => api.inspectFile(file, target(), choices, callback(show)));
      update((item) =>
        result.ok
          ? { ...item, preview: result.value, choices, rereading: null, refusal: null }
          : { ...item, rereading: null, refusal: { choices, issues: result.issues } },
      );
    } catch (error) {
      // Cancelled: other choices follow, or those of before count again; whoever cancelled has said so.
      if (!(error instanceof CancelledError))
        update((item) => ({ ...item, rereading: null, refusal: { choices, issues: [describeCrash(error)] } }));
    } finally {
      setCurrent(null);
    }
  }

  return {
    items,
    current,
    add(files, choices = {}) {
      for (const file of files) {
        put({
          stage: 'reading',
          file,
          progress: { bytesRead: 0, bytesTotal: file.size },
          startedAt: performance.now(),
        });
        queue = queue.then(() => inspect(file, choices));
      }
    },
    ask(file, text) {
      put({ stage: 'pasted', file, text });
    },
    prepare: () => importWorker.start(),
    choose(file, choices) {
      const item = findPreview(file);
      if (item === undefined) return;
      const isUnderWay = item.rereading !== null && current() === file;
      put({
        ...item,
        rereading: { choices, progress: { bytesRead: 0, bytesTotal: file.size }, startedAt: performance.now() },
        refusal: null,
      });
      // Of a large file, what nobody waits for any more would keep the answer waiting.
      if (isUnderWay) importWorker.cancel();
      queue = queue.then(() => reread(file, choices));
    },
    keep(file) {
      const item = findPreview(file);
      if (item === undefined) return;
      const isUnderWay = item.rereading !== null && current() === file;
      put({ ...item, rereading: null, refusal: null });
      if (isUnderWay) importWorker.cancel();
    },
    async commit(file) {
      const item = findPreview(file);
      const [choices, preview] = [item?.choices ?? {}, item?.preview ?? null];
      put({ stage: 'writing', file, progress: { bytesRead: 0, bytesTotal: file.size }, startedAt: performance.now() });
      queue = queue.then(() =>
        work(file, 'writing', async (onProgress) => {
          const result = await importWorker.run((api) =>
            api.commitImport(file, target(), choices, new Date().toISOString(), onProgress),
          );
          if (!result.ok) return { stage: 'refused', file, issues: result.issues };
          onImported(result.value, preview);
          return { stage: 'done', file, receipt: result.value, preview };
        }),
      );
      await queue;
    },
    cancel(file) {
      drop(file);
      // Stopping the worker for a file that waits would stop the work on another.
      if (current() === file) importWorker.cancel();
    },
    dismiss: (file) => {
      const isUnderWay = findPreview(file)?.rereading != null && current() === file;
      drop(file);
      if (isUnderWay) importWorker.cancel();
    },
  };
}

function describeCrash(error: unknown): Issue {
  return {
    code: 'reader-broke',
    severity: 'error',
    place: { kind: 'file' },
    message: `Reading this file failed in a way we did not foresee: ${String(error)}`,
    done: 'Nothing was written into your workspace.',
  };
}
