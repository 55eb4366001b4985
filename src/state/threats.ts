import type { Accessor } from 'solid-js';
import type { ExportedFile } from '../../workers/contract/exports';
import type {
  Comparison,
  HuntAnswer,
  ListedReport,
  ListedThreat,
  PlaceQueries,
  ReportReading,
  ThreatExportContext,
  ThreatExportKind,
  ThreatRef,
  VerdictAnswer,
} from '../../workers/contract/threats';
import type { Result } from '../domain/result';
import type { ExportFact } from '../domain/threats/export-facts';
import type { QueryLanguage } from '../domain/threats/hunt-queries';
import { type AppState, EXPORT_TLP } from './app-state';
import { createLatest, type Latest } from './latest-answer';
import { saveFile } from './save-file';
import { threatsWorker } from './workers';

type App = Pick<AppState, 'coverage' | 'workspace'>;

/** For views, which do not know the workers. */
export type {
  Comparison,
  HuntAnswer,
  ListedReport,
  ListedThreat,
  PlaceQueries,
  ReportReading,
  ThreatRef,
  VerdictAnswer,
};

const always = () => true;

/** The user's layers, and the groups, campaigns and software of the release in force, each with how much of it can be seen. */
export function createThreatList(app: App): Latest<readonly ListedThreat[]> {
  return createLatest(app, app.coverage.request, always, (request) =>
    threatsWorker.run((api) => api.listThreats(request)),
  );
}

export function createReportList(app: App): Latest<readonly ListedReport[]> {
  return createLatest(app, app.coverage.request, always, (request) =>
    threatsWorker.run((api) => api.listReports(request)),
  );
}

/** @param withSuggestions asks the lexical model as well */
export function createReportReading(
  app: App,
  reportId: Accessor<string | null>,
  withSuggestions: Accessor<boolean>,
): Latest<ReportReading | null> {
  const question = () => {
    const id = reportId();
    return id === null ? null : { id, withSuggestions: withSuggestions() };
  };
  return createLatest(app, app.coverage.request, question, (request, asked) =>
    threatsWorker.run((api) => api.readReport(request, asked.id, asked.withSuggestions)),
  );
}

export function createVerdict(app: App, ref: Accessor<ThreatRef | null>): Latest<VerdictAnswer | null> {
  return createLatest(app, app.coverage.request, ref, (request, asked) =>
    threatsWorker.run((api) => api.computeVerdict(request, asked)),
  );
}

export function createHuntPlan(app: App, ref: Accessor<ThreatRef | null>): Latest<HuntAnswer | null> {
  return createLatest(app, app.coverage.request, ref, (request, asked) =>
    threatsWorker.run((api) => api.planHunt(request, asked)),
  );
}

/** Queries for the places of the hunt plan, in its order. */
export function createQueries(
  app: App,
  ref: Accessor<ThreatRef | null>,
  languages: Accessor<readonly QueryLanguage[]>,
): Latest<readonly PlaceQueries[]> {
  const question = () => {
    const asked = ref();
    return asked === null ? null : { ref: asked, languages: languages() };
  };
  return createLatest(app, app.coverage.request, question, (request, asked) =>
    threatsWorker.run((api) => api.writeQueries(request, asked.ref, asked.languages)),
  );
}

/** Date, release, lens, estate and marking, as they stand on what is exported. */
export function createHuntFacts(app: App, ref: Accessor<ThreatRef | null>): Latest<readonly ExportFact[]> {
  return createLatest(app, app.coverage.request, ref, (request, asked) =>
    threatsWorker.run((api) => api.describeHunt(request, asked, { at: new Date().toISOString(), tlp: EXPORT_TLP })),
  );
}

/** @param refs none: nothing is compared */
export function createComparison(app: App, refs: Accessor<readonly ThreatRef[]>): Latest<Comparison> {
  const question = () => (refs().length === 0 ? null : refs());
  return createLatest(app, app.coverage.request, question, (request, asked) =>
    threatsWorker.run((api) => api.compareThreats(request, asked)),
  );
}

/** @returns a sentence about what went wrong, or `null` */
export async function exportThreat(
  app: App,
  refs: readonly ThreatRef[],
  kind: ThreatExportKind,
  languages: readonly QueryLanguage[] = [],
): Promise<string | null> {
  const result = await writeThreat(app, refs, kind, languages);
  if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
  saveFile(result.value);
  return null;
}

/** An export that is not saved yet: to be copied. */
export function writeThreat(
  { coverage }: App,
  refs: readonly ThreatRef[],
  kind: ThreatExportKind,
  languages: readonly QueryLanguage[] = [],
): Promise<Result<ExportedFile>> {
  const context: ThreatExportContext = { at: new Date().toISOString(), tlp: EXPORT_TLP, languages };
  return threatsWorker.run((api) => api.exportThreat(coverage.request(), refs, kind, context));
}
