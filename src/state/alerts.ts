import { type Accessor, createMemo, createResource, createSignal, onCleanup } from 'solid-js';
import type { BehaviourWorker, DetectionProgress, SignalRecords } from '../../workers/contract/behaviour';
import type { Alert, AlertVerdict } from '../domain/detection/alerts/alert';
import type { DetectionRequest, DetectionRun } from '../domain/detection/detection-run';
import { HistoryDatabase, type StoredSignal, type StoredVerdict } from '../store/history-database';
import type { WorkspaceName } from '../store/workspace-database';
import type { AppState } from './app-state';
import { createLiveQuery } from './live-query';
import { CancelledError, callback, makeWorkerClient } from './worker-client';

/** For views, which do not know the store. */
export type { SignalRecords, StoredSignal };

type App = Pick<AppState, 'workspace'>;

const behaviourWorker = makeWorkerClient<BehaviourWorker>(
  () =>
    new Worker(new URL('../../workers/behaviour.worker.ts', import.meta.url), { type: 'module', name: 'behaviour' }),
);

/** The run that goes on, or went last; it goes on while other screens are looked at. */
export interface RunningDetection {
  readonly workspace: WorkspaceName;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly progress: DetectionProgress | null;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly problem: string | null;
}

const [running, setRunning] = createSignal<RunningDetection | null>(null);

export const runningDetection: Accessor<RunningDetection | null> = running;

/** Does nothing while one is under way. */
export async function startDetection(workspace: WorkspaceName, request: DetectionRequest): Promise<void> {
  if (running()?.state === 'running') return;
  const mine: RunningDetection = {
    workspace,
    state: 'running',
    progress: null,
    startedAt: performance.now(),
    problem: null,
  };
  setRunning(mine);
  const update = (change: Partial<RunningDetection>) =>
    setRunning((current) => (current?.startedAt === mine.startedAt ? { ...current, ...change } : current));
  try {
    const tell = callback((progress: DetectionProgress) => {
      if (running()?.state === 'running') update({ progress });
    });
    const result = await behaviourWorker.run((api) =>
      api.runDetection(workspace, request, new Date().toISOString(), tell),
    );
    if (result.ok) update({ state: 'done' });
    else if (result.issues[0]?.code === 'detection-stopped') update({ state: 'stopped' });
    else update({ state: 'failed', problem: result.issues[0]?.message ?? 'It could not be run.' });
  } catch (error) {
    if (error instanceof CancelledError) update({ state: 'stopped' });
    else update({ state: 'failed', problem: String(error) });
  }
}

/** Putting millions of flows in order takes seconds in which no message comes in: then the worker itself is ended. */
const PATIENCE_MS = 1000;

export function stopDetection(): void {
  const mine = running();
  behaviourWorker.run((api) => api.stopDetection()).catch(() => undefined);
  setTimeout(() => {
    if (running()?.state === 'running' && running()?.startedAt === mine?.startedAt) behaviourWorker.cancel();
  }, PATIENCE_MS);
}

export interface AlertState {
  /** The surest first; `undefined` until the database has answered, as the others. */
  readonly alerts: Accessor<readonly Alert[] | undefined>;
  /** The surest first: of the last run. */
  readonly signals: Accessor<readonly StoredSignal[] | undefined>;
  /** The latest; `null`: there was none. */
  readonly run: Accessor<DetectionRun | null | undefined>;
  /** The latest first. */
  readonly verdicts: Accessor<readonly StoredVerdict[] | undefined>;
  readonly problem: Accessor<string | null>;
  dismissProblem(): void;
  /** Each resolves to whether it was done; `problem` tells why not. */
  decide(verdict: AlertVerdict): Promise<boolean>;
  undecide(alert: string): Promise<boolean>;
}

export function createAlertState({ workspace }: App): AlertState {
  const database = createMemo<HistoryDatabase>((previous) => {
    previous?.close();
    return new HistoryDatabase(workspace.name());
  });
  onCleanup(() => database().close());
  const [problem, setProblem] = createSignal<string | null>(null);
  const fail = (error: unknown) => setProblem(error instanceof Error ? error.message : String(error));
  const isDone = async (work: (api: BehaviourWorker) => Promise<void>) => {
    try {
      await behaviourWorker.run(work);
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  };
  return {
    alerts: createLiveQuery(
      database,
      async (db) => (await db.alerts.toArray()).sort((one, other) => other.confidence - one.confidence),
      fail,
    ),
    signals: createLiveQuery(
      database,
      async (db) => (await db.signals.toArray()).sort((one, other) => other.score - one.score),
      fail,
    ),
    run: createLiveQuery(database, async (db) => (await db.detectionRuns.orderBy('at').last()) ?? null, fail),
    verdicts: createLiveQuery(
      database,
      async (db) => (await db.verdicts.toArray()).sort((one, other) => other.at.localeCompare(one.at)),
      fail,
    ),
    problem,
    dismissProblem: () => setProblem(null),
    decide: (verdict) => isDone((api) => api.decide(workspace.name(), verdict)),
    undecide: (alert) => isDone((api) => api.undecide(workspace.name(), alert)),
  };
}

/** The records that a signal rests on. @param signal `null`: none is asked for */
export function createSignalRecords({ workspace }: App, signal: Accessor<string | null>) {
  const asked = () => {
    const id = signal();
    return id === null ? null : { name: workspace.name(), id };
  };
  const [records] = createResource(asked, ({ name, id }) =>
    behaviourWorker.run((api) => api.readSignalRecords(name, id)),
  );
  return {
    answer: (): SignalRecords | undefined => (records.error === undefined ? records.latest : undefined),
    problem: (): string | null => (records.error === undefined ? null : String(records.error)),
  };
}
