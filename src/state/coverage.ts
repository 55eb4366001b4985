import { type Accessor, createComputed, createMemo, createResource, createSignal, on, type Resource } from 'solid-js';
import type { CatalogEntry, CoverageAnswer, CoverageRequest } from '../../workers/contract';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { TechniqueExplanation } from '../domain/coverage/explain';
import { type CoverageSettings, DEFAULT_SETTINGS, FACT_SOURCES, LENSES, PRECISIONS } from '../domain/coverage/settings';
import type { Result } from '../domain/result';
import type { Sensor } from '../domain/sensors/sensor';
import { firstScreenStands } from './offline';
import { createPreference, oneOf } from './preferences';
import { CancelledError } from './worker-client';
import { coverageWorker } from './workers';
import type { Workspace } from './workspace';

export const DEFAULT_CATALOG = 'enterprise-attack@19.1';

export interface CoverageState {
  readonly catalogs: Resource<readonly CatalogEntry[]>;
  readonly catalogId: Accessor<string>;
  chooseCatalog(id: string): void;
  /** After an import brought another release. */
  refreshCatalogs(): void;
  readonly facts: Accessor<CatalogFacts | undefined>;
  readonly sensors: Resource<readonly Sensor[]>;
  readonly settings: Accessor<CoverageSettings>;
  changeSettings(change: Partial<CoverageSettings>): void;
  readonly request: Accessor<CoverageRequest>;
  /** The latest answer; stays while the next one is being computed. */
  readonly answer: Accessor<CoverageAnswer | undefined>;
  readonly isComputing: Accessor<boolean>;
  /** What went wrong with the catalog or the computation; `null` while all is well. */
  readonly problem: Accessor<string | null>;
  explain(techniqueId: string): Promise<Result<TechniqueExplanation>>;
}

export function createCoverageState(workspace: Workspace): CoverageState {
  const [catalogId, chooseCatalog] = createPreference('catalog', DEFAULT_CATALOG, (stored) =>
    typeof stored === 'string' ? stored : null,
  );
  const [lens, setLens] = createPreference('lens', DEFAULT_SETTINGS.lens, oneOf(LENSES));
  const [minimumPrecision, setPrecision] = createPreference(
    'precision',
    DEFAULT_SETTINGS.minimumPrecision,
    oneOf(PRECISIONS),
  );
  const [facts, setFacts] = createPreference('facts', DEFAULT_SETTINGS.facts, oneOf(FACT_SOURCES));
  const [rest, setRest] = createSignal<Omit<CoverageSettings, 'lens' | 'minimumPrecision' | 'facts'>>(DEFAULT_SETTINGS);
  const settings = createMemo<CoverageSettings>(() => ({
    ...rest(),
    lens: lens(),
    minimumPrecision: minimumPrecision(),
    facts: facts(),
    asOf: new Date().toISOString().slice(0, 10),
  }));
  const request = createMemo<CoverageRequest>(() => ({
    workspace: workspace.name(),
    catalogId: catalogId(),
    settings: settings(),
  }));

  const [catalogs, { refetch }] = createResource(() => coverageWorker.run((api) => api.listCatalogs()));
  const [sensors] = createResource(() => coverageWorker.run((api) => api.listSensors()));
  const [catalogFacts, setCatalogFacts] = createSignal<CatalogFacts>();
  const [answer, setAnswer] = createSignal<CoverageAnswer>();
  const [isComputing, setComputing] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);

  // Computed at once, not after the first render as effects are: the worker starts while the page is being drawn.
  createComputed(() => {
    const id = catalogId();
    void ask(
      () => coverageWorker.run((api) => api.describeCatalog(id)),
      () => id === catalogId(),
      (described) => setCatalogFacts(described),
    );
  });

  // The latest request wins: an answer to an older one is dropped.
  let latest = 0;
  createComputed(
    on([request, workspace.inventory], ([asked], before) => {
      // The worker reads the inventory itself: that the page has read it too, for the first time, changes nothing.
      const isFirstReading = before !== undefined && before[0] === asked && before[1] === undefined;
      if (isFirstReading) return;
      const turn = ++latest;
      setComputing(true);
      void ask(
        () => coverageWorker.run((api) => api.compute(asked)),
        () => turn === latest,
        (computed) => setAnswer(computed),
      ).finally(() => {
        firstScreenStands();
        if (turn === latest) setComputing(false);
      });
    }),
  );

  async function ask<Value>(
    question: () => Promise<Result<Value>>,
    isCurrent: () => boolean,
    accept: (value: Value) => void,
  ): Promise<void> {
    try {
      const result = await question();
      if (!isCurrent()) return;
      setProblem(result.ok ? null : (result.issues[0]?.message ?? 'The answer could not be computed.'));
      if (result.ok) accept(result.value);
    } catch (error) {
      if (!(error instanceof CancelledError) && isCurrent()) setProblem(String(error));
    }
  }

  return {
    catalogs,
    catalogId,
    chooseCatalog,
    refreshCatalogs: () => void refetch(),
    facts: catalogFacts,
    sensors,
    settings,
    changeSettings(change) {
      if (change.lens !== undefined) setLens(change.lens);
      if (change.minimumPrecision !== undefined) setPrecision(change.minimumPrecision);
      if (change.facts !== undefined) setFacts(change.facts);
      setRest((current) => ({ ...current, ...change }));
    },
    request,
    answer,
    isComputing,
    problem,
    explain: (techniqueId) => coverageWorker.run((api) => api.explain(request(), techniqueId)),
  };
}
