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
    }
  | { readonly stage: 'refused'; readonly file: File; readonly issues: readonly Issue[] }
  | { readonly stage: 'done'; readonly file: File; readonly receipt: ImportReceipt };

export interface ImportSession {
  /** In the order the files came; a dismissed file is gone. */
  readonly items: Accessor<readonly ImportItem[]>;
  /** The file that is being read or written now; the others wait for it. */
  readonly current: Accessor<File | null>;
  add(files: Iterable<File>): void;
  /** Reads a file again as the analyst decided; its preview follows. */
  choose(file: File, choices: ImportChoices): void;
  /** Writes what its preview shows. */
  commit(file: File): Promise<void>;
  /** Stops reading or writing; a commit is one transaction, so a stopped one has written nothing. */
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
  const isPresent = (file: File) => items().some((item) => item.file === file);
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
        ? { stage: 'preview', file, preview: result.value, choices }
        : { stage: 'refused', file, issues: result.issues };
    });
  }

  return {
    items,
    current,
    add(files) {
      for (const file of files) {
        put({
          stage: 'reading',
          file,
          progress: { bytesRead: 0, bytesTotal: file.size },
          startedAt: performance.now(),
        });
        queue = queue.then(() => inspect(file, {}));
      }
    },
    choose(file, choices) {
      queue = queue.then(() => inspect(file, choices));
    },
    async commit(file) {
      const item = items().find((each) => each.file === file);
      const choices = item?.stage === 'preview' ? item.choices : {};
      const preview = item?.stage === 'preview' ? item.preview : null;
      put({ stage: 'writing', file, progress: { bytesRead: 0, bytesTotal: file.size }, startedAt: performance.now() });
      queue = queue.then(() =>
        work(file, 'writing', async (onProgress) => {
          const result = await importWorker.run((api) =>
            api.commitImport(file, target(), choices, new Date().toISOString(), onProgress),
          );
          if (!result.ok) return { stage: 'refused', file, issues: result.issues };
          onImported(result.value, preview);
          return { stage: 'done', file, receipt: result.value };
        }),
      );
      await queue;
    },
    cancel(file) {
      drop(file);
      // Stopping the worker for a file that waits would stop the work on another.
      if (current() === file) importWorker.cancel();
    },
    dismiss: drop,
  };
}

function describeCrash(error: unknown): Issue {
  return {
    code: 'reader-broke',
    severity: 'error',
    place: { kind: 'file' },
    message: `Reading this file failed in a way we did not foresee: ${String(error)}`,
    done: 'Nothing was written.',
  };
}
