import { type Accessor, createEffect, createResource, createSignal, on, type Resource } from 'solid-js';
import type {
  ImportedRelease,
  ReleasesWorker,
  UpgradeOutlook,
  UpgradeReport,
  UpgradeTargets,
} from '../../workers/contract/releases';
import type { TechniqueReading } from '../domain/attack/prose';
import type { ChangeKind, ReleaseDiff } from '../domain/attack/release-diff';
import type { ScoreRule } from '../domain/workspace/reference-kind';
import type { UpgradeDecisions } from '../domain/workspace/upgrade';
import type { AppState } from './app-state';
import { saveFile } from './save-file';
import { makeWorkerClient } from './worker-client';

export const releasesWorker = makeWorkerClient<ReleasesWorker>(
  () => new Worker(new URL('../../workers/releases.worker.ts', import.meta.url), { type: 'module', name: 'releases' }),
);

/** Reading a resource that failed throws. */
function catalogsOf({ catalogs }: AppState['coverage']) {
  return catalogs.error === undefined ? catalogs.latest : undefined;
}

/** What was imported of ATT&CK releases; asked for again after each import and removal. `undefined` until it is known. */
export function createImportedReleases({
  coverage,
}: Pick<AppState, 'coverage'>): Accessor<readonly ImportedRelease[] | undefined> {
  const [imported, setImported] = createSignal<readonly ImportedRelease[]>();
  createEffect(
    on(
      () => catalogsOf(coverage),
      async () => {
        // Without an answer the list of releases stands as it is: it says less, and nothing wrong.
        const known = await releasesWorker.run((api) => api.listImported()).catch(() => undefined);
        if (known !== undefined) setImported(known);
      },
    ),
  );
  return imported;
}

/** What ATT&CK says about a technique; `null` where no official bundle of the release was imported. */
export function createTechniqueReading(
  { coverage }: Pick<AppState, 'coverage'>,
  techniqueId: Accessor<string>,
): Resource<TechniqueReading | null> {
  const [reading] = createResource(
    // The list of releases is a new one after each import.
    () => ({ catalogId: coverage.catalogId(), id: techniqueId(), releases: catalogsOf(coverage) }),
    ({ catalogId, id }) => releasesWorker.run((api) => api.readTechnique(catalogId, id)),
  );
  return reading;
}

export interface DiffState {
  readonly diff: Accessor<ReleaseDiff | undefined>;
  readonly problem: Accessor<string | null>;
  /** @returns a sentence about what went wrong, or `null` */
  save(file: 'table' | 'layer', kinds: readonly ChangeKind[] | null): Promise<string | null>;
}

export function createReleaseDiff(fromId: Accessor<string>, toId: Accessor<string>): DiffState {
  const [diff, setDiff] = createSignal<ReleaseDiff>();
  const [problem, setProblem] = createSignal<string | null>(null);
  createEffect(
    on([fromId, toId], async ([from, to]) => {
      setDiff(undefined);
      setProblem(null);
      const isCurrent = () => from === fromId() && to === toId();
      try {
        const result = await releasesWorker.run((api) => api.diff(from, to));
        if (!isCurrent()) return;
        if (result.ok) setDiff(result.value);
        else setProblem(result.issues[0]?.message ?? 'The releases could not be compared.');
      } catch (error) {
        if (isCurrent()) setProblem(String(error));
      }
    }),
  );
  return {
    diff,
    problem,
    async save(file, kinds) {
      const at = new Date().toISOString();
      const result = await releasesWorker.run((api) => api.exportDiff(fromId(), toId(), file, kinds, at));
      if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
      saveFile(result.value);
      return null;
    },
  };
}

export interface UpgradeState {
  /** Of the workspace as it is now; computed anew when that changes. */
  readonly outlook: Accessor<UpgradeOutlook | undefined>;
  readonly problem: Accessor<string | null>;
  readonly targets: Accessor<UpgradeTargets>;
  chooseTarget(targets: UpgradeTargets): void;
  /** What was done last, until something else is. */
  readonly report: Accessor<UpgradeReport | null>;
  readonly isWorking: Accessor<boolean>;
  apply(decisions: UpgradeDecisions, scoreRule: ScoreRule): Promise<void>;
  forgetReport(): void;
}

export function createUpgrade({ workspace, coverage }: Pick<AppState, 'workspace' | 'coverage'>): UpgradeState {
  const [outlook, setOutlook] = createSignal<UpgradeOutlook>();
  const [problem, setProblem] = createSignal<string | null>(null);
  const [targets, setTargets] = createSignal<UpgradeTargets>({});
  const [report, setReport] = createSignal<UpgradeReport | null>(null);
  const [isWorking, setWorking] = createSignal(false);
  let latest = 0;

  createEffect(
    on(
      // Every change to the content, undo and redo among them, makes a new history: the worker reads what there is.
      [workspace.name, targets, workspace.history, () => catalogsOf(coverage)],
      async ([name, chosen]) => {
        const turn = ++latest;
        try {
          const result = await releasesWorker.run((api) => api.planUpgrade(name, chosen));
          if (turn !== latest) return;
          setProblem(result.ok ? null : (result.issues[0]?.message ?? 'The upgrade could not be planned.'));
          if (result.ok) setOutlook(result.value);
        } catch (error) {
          if (turn === latest) setProblem(String(error));
        }
      },
    ),
  );

  return {
    outlook,
    problem,
    targets,
    chooseTarget: (chosen) => setTargets((current) => ({ ...current, ...chosen })),
    report,
    isWorking,
    async apply(decisions, scoreRule) {
      setWorking(true);
      try {
        const at = new Date().toISOString();
        const result = await releasesWorker.run((api) =>
          api.applyUpgrade(workspace.name(), targets(), decisions, scoreRule, at),
        );
        if (result.ok) setReport(result.value);
        else setProblem(result.issues[0]?.message ?? 'The upgrade could not be made.');
      } catch (error) {
        setProblem(`Nothing was changed. ${String(error)}`);
      } finally {
        setWorking(false);
      }
    },
    forgetReport: () => setReport(null),
  };
}
