import {
  type Accessor,
  batch,
  createComputed,
  createMemo,
  createResource,
  createSignal,
  on,
  type Resource,
} from 'solid-js';
import type { CatalogEntry, CoverageAnswer, CoverageRequest } from '../../workers/contract/coverage';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { TechniqueExplanation } from '../domain/coverage/explain';
import { type CoverageSettings, DEFAULT_SETTINGS, FACT_SOURCES, LENSES, PRECISIONS } from '../domain/coverage/settings';
import type { TechniqueStatement } from '../domain/dettect/statements';
import type { Result } from '../domain/result';
import type { Sensor } from '../domain/sensors/sensor';
import type { SensorGrounds } from '../domain/sensors/sensor-grounds';
import { firstScreenStands } from './offline';
import { createPreference, oneOf } from './preferences';
import { createToday } from './today';
import { CancelledError } from './worker-client';
import { coverageWorker } from './workers';
import type { Workspace } from './workspace';

export const DEFAULT_CATALOG = 'enterprise-attack@19.1';

export interface CoverageState {
  readonly catalogs: Resource<readonly CatalogEntry[]>;
  readonly catalogId: Accessor<string>;
  chooseCatalog(id: string): void;
  /** After a release was imported, perhaps once more, removed or put back. */
  refreshCatalogs(): void;
  /** The chosen release that was not on this device any more, so that the default took its place. */
  readonly lostCatalog: Accessor<string | null>;
  dismissLostCatalog(): void;
  readonly facts: Accessor<CatalogFacts | undefined>;
  readonly sensors: Resource<readonly Sensor[]>;
  findGrounds(sensorId: string): Promise<SensorGrounds | null>;
  readonly settings: Accessor<CoverageSettings>;
  changeSettings(change: Partial<CoverageSettings>): void;
  readonly request: Accessor<CoverageRequest>;
  /** The latest answer; stays while the next one is being computed. */
  readonly answer: Accessor<CoverageAnswer | undefined>;
  readonly isComputing: Accessor<boolean>;
  /** What went wrong with the catalog or the computation; `null` while all is well. */
  readonly problem: Accessor<string | null>;
  explain(techniqueId: string): Promise<Result<TechniqueExplanation>>;
  listStatements(techniqueId: string): Promise<Result<readonly TechniqueStatement[]>>;
}

export function createCoverageState(workspace: Workspace): CoverageState {
  const [catalogId, setCatalogId] = createPreference('catalog', DEFAULT_CATALOG, (stored) =>
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
  const [catalogFacts, setCatalogFacts] = createSignal<CatalogFacts>();
  // A filter lasts as long as what it filters: another workspace, a removed group or another release ends it.
  const groupIds = createKept(
    () => rest().groupIds,
    () => workspace.inventory()?.groups.map(({ id }) => id) ?? [],
  );
  const platforms = createKept(
    () => rest().platforms,
    () => catalogFacts()?.platforms ?? [],
  );
  const today = createToday();
  const settings = createMemo<CoverageSettings>(() => ({
    ...rest(),
    lens: lens(),
    minimumPrecision: minimumPrecision(),
    facts: facts(),
    asOf: today(),
    groupIds: groupIds(),
    platforms: platforms(),
  }));
  // The same id may stand for other facts after an import: what is asked is asked again.
  const [catalogVersion, setCatalogVersion] = createSignal(0);
  const request = createMemo<CoverageRequest>(
    on([workspace.name, catalogId, settings, catalogVersion], ([name, id, chosen]) => ({
      workspace: name,
      catalogId: id,
      settings: chosen,
    })),
  );

  const [catalogs, { refetch }] = createResource(() => coverageWorker.run((api) => api.listCatalogs()));
  const [sensors] = createResource(() => coverageWorker.run((api) => api.listSensors()));
  const [answer, setAnswer] = createSignal<CoverageAnswer>();
  const [isComputing, setComputing] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [lostCatalog, setLostCatalog] = createSignal<string | null>(null);

  function chooseCatalog(id: string): void {
    setLostCatalog(null);
    setCatalogId(id);
  }

  /** Removed in another tab, or cleared by the browser: without a release nothing can be answered. */
  function replaceLost(id: string): void {
    batch(() => {
      chooseCatalog(DEFAULT_CATALOG);
      setLostCatalog(id);
    });
    void refetch();
  }

  // Computed at once, not after the first render as effects are: the worker starts while the page is being drawn.
  createComputed(
    on([catalogId, catalogVersion], ([id, version]) => {
      void ask(
        () => coverageWorker.run((api) => api.describeCatalog(id)),
        () => id === catalogId() && version === catalogVersion(),
        (described) => setCatalogFacts(described),
      );
    }),
  );

  // What DeTT&CT says rests on its kept files as well.
  const documentsOfLens = () => (lens() === 'dettect' ? workspace.documentsSeen() : undefined);
  // The latest request wins: an answer to an older one is dropped.
  let latest = 0;
  createComputed(
    on([request, workspace.inventory, documentsOfLens], ([asked, inventory], before) => {
      // The worker reads for itself: that the page has read too, for the first time, changes nothing.
      const isFirstReading =
        before !== undefined &&
        before[0] === asked &&
        (before[1] === undefined || (before[1] === inventory && before[2] === undefined));
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
      const isLost = !result.ok && result.issues.some(({ code }) => code === 'catalog-missing');
      if (isLost && catalogId() !== DEFAULT_CATALOG) return replaceLost(catalogId());
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
    refreshCatalogs() {
      setCatalogVersion((version) => version + 1);
      void refetch();
    },
    lostCatalog,
    dismissLostCatalog: () => setLostCatalog(null),
    facts: catalogFacts,
    sensors,
    findGrounds: (sensorId) => coverageWorker.run((api) => api.findGrounds(sensorId)),
    settings,
    changeSettings(change) {
      // One change, one computation.
      batch(() => {
        if (change.lens !== undefined) setLens(change.lens);
        if (change.minimumPrecision !== undefined) setPrecision(change.minimumPrecision);
        if (change.facts !== undefined) setFacts(change.facts);
        setRest((current) => ({ ...current, ...change }));
      });
    },
    request,
    answer,
    isComputing,
    problem,
    listStatements: (techniqueId) => coverageWorker.run((api) => api.listStatements(request(), techniqueId)),
    explain: (techniqueId) => coverageWorker.run((api) => api.explain(request(), techniqueId)),
  };
}

/** Of what was chosen, what there is; `null`, all, when that is nothing. The same list while nothing changes. */
function createKept(
  chosen: Accessor<readonly string[] | null>,
  present: Accessor<readonly string[]>,
): Accessor<readonly string[] | null> {
  return createMemo<readonly string[] | null>((before) => {
    const wanted = chosen();
    // Nothing to look for: what is there may change without asking anything again.
    if (wanted === null) return null;
    const known = new Set(present());
    const kept = wanted.filter((value) => known.has(value));
    if (kept.length === 0) return null;
    return before?.join('\n') === kept.join('\n') ? before : kept;
  }, null);
}
