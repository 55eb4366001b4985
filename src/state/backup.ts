import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { watch } from '../store/watch';
import { WorkspaceDatabase, type WorkspaceName } from '../store/workspace-database';
import { collectPreferences, createPreference } from './preferences';
import { saveFile } from './save-file';
import { workspaceWorker } from './workers';

/** When the last backup was handed to the browser, and what was the last change in it. */
interface BackupMark {
  /** ISO 8601. */
  readonly at: string;
  readonly sequence: number;
}

export interface BackupState {
  /** ISO 8601, of the latest change that can be undone; `null`: there is none; `undefined`: not known yet. */
  readonly changedAt: Accessor<string | null | undefined>;
  readonly last: Accessor<BackupMark | null>;
  /** Changes that are in no backup. */
  readonly changesSince: Accessor<number>;
  readonly isWorking: Accessor<boolean>;
  readonly problem: Accessor<string | null>;
  /** Collections of indicators that were too large for the last one. */
  readonly leftOut: Accessor<readonly string[]>;
  backUp(withReleases: boolean): Promise<void>;
}

export function createBackup(name: Accessor<WorkspaceName>): BackupState {
  const [marks, setMarks] = createPreference<Partial<Record<WorkspaceName, BackupMark>>>('last-backup', {}, readMarks);
  const [latest, setLatest] = createSignal<{ readonly sequence: number; readonly at: string } | null>();
  const [changesSince, setChangesSince] = createSignal(0);
  const [isWorking, setWorking] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [leftOut, setLeftOut] = createSignal<readonly string[]>([]);
  const last = () => marks()[name()] ?? null;

  createEffect(() => {
    const db = new WorkspaceDatabase(name());
    const after = last()?.sequence ?? 0;
    const stop = watch(
      async () => {
        const latest = await db.changes.orderBy('sequence').last();
        // Numbers begin anew when a workspace was deleted: then none of its changes is in that backup.
        const from = latest !== undefined && latest.sequence < after ? 0 : after;
        return { latest, since: await db.changes.where('sequence').above(from).count() };
      },
      ({ latest: change, since }) => {
        setLatest(change === undefined ? null : { sequence: change.sequence, at: change.at });
        setChangesSince(since);
      },
      // The inventory's own watch tells that the database cannot be read.
      () => setLatest(null),
    );
    onCleanup(() => {
      stop();
      db.close();
    });
  });

  return {
    changedAt: () => (latest() === null ? null : latest()?.at),
    last,
    changesSince,
    isWorking,
    problem,
    leftOut,
    async backUp(withReleases) {
      setWorking(true);
      setProblem(null);
      const at = new Date().toISOString();
      const workspace = name();
      // Before reading: what changes meanwhile may not be in it.
      const sequence = latest()?.sequence ?? 0;
      try {
        const file = await workspaceWorker.run((api) =>
          api.backUp(workspace, collectPreferences(), { at, withReleases }),
        );
        saveFile(file);
        setLeftOut(file.leftOut);
        setMarks({ ...marks(), [workspace]: { at, sequence } });
      } catch (error) {
        setProblem(String(error));
      } finally {
        setWorking(false);
      }
    },
  };
}

function readMarks(stored: unknown): Partial<Record<WorkspaceName, BackupMark>> | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const entries = Object.entries(stored).filter(([, mark]) => {
    const { at, sequence } = (mark ?? {}) as Partial<Record<string, unknown>>;
    return typeof at === 'string' && typeof sequence === 'number';
  });
  return Object.fromEntries(entries);
}
