import type { Accessor } from 'solid-js';
import { decide, undecide } from '../domain/threats/edit-reports';
import type { HuntSheet } from '../domain/threats/hunt-sheet';
import type { TechniqueDecision, ThreatReport } from '../domain/threats/threat-report';
import { threatsWorker } from './workers';
import type { Workspace } from './workspace';

/** What is kept about threats, and its undoable steps; each resolves to whether it was saved. */
export interface ThreatState {
  /** False until the database has answered for the first time; until then the lists are empty. */
  readonly isKnown: Accessor<boolean>;
  readonly reports: Accessor<readonly ThreatReport[]>;
  readonly huntSheets: Accessor<readonly HuntSheet[]>;
  /** A step over the report as it is then; nothing happens when it is gone. */
  changeReport(label: string, id: string, step: (report: ThreatReport) => ThreatReport): Promise<boolean>;
  decide(label: string, reportId: string, decisions: readonly Omit<TechniqueDecision, 'at'>[]): Promise<boolean>;
  undecide(label: string, reportId: string, techniques: ReadonlySet<string>): Promise<boolean>;
  /** With what was read of them, and their hunt sheets. */
  removeReports(label: string, ids: ReadonlySet<string>): Promise<boolean>;
  /** A step over the sheet as it is then; a new one begins from `empty`. */
  changeHuntSheet(label: string, empty: HuntSheet, step: (sheet: HuntSheet) => HuntSheet): Promise<boolean>;
}

export function makeThreatState({
  threats,
  changeThreats,
  name,
}: Pick<Workspace, 'threats' | 'changeThreats' | 'name'>): ThreatState {
  const changeReport: ThreatState['changeReport'] = (label, id, step) =>
    changeThreats(label, (kept) => ({
      ...kept,
      threatReports: kept.threatReports.map((report) => (report.id === id ? step(report) : report)),
    }));
  return {
    isKnown: () => threats() !== undefined,
    reports: () => threats()?.threatReports ?? [],
    huntSheets: () => threats()?.huntSheets ?? [],
    changeReport,
    decide(label, reportId, decisions) {
      const at = new Date().toISOString();
      return changeReport(label, reportId, (report) =>
        decide(
          report,
          decisions.map((decision) => ({ ...decision, at })),
        ),
      );
    },
    undecide: (label, reportId, techniques) => changeReport(label, reportId, (report) => undecide(report, techniques)),
    removeReports: (label, ids) =>
      threatsWorker
        .run((api) => api.removeReports(name(), [...ids], label, new Date().toISOString()))
        .then(
          () => true,
          () => false,
        ),
    changeHuntSheet: (label, empty, step) =>
      changeThreats(label, (kept) => {
        const sheet = kept.huntSheets.find(({ id }) => id === empty.id);
        const changed = step(sheet ?? empty);
        return changed === sheet
          ? kept
          : { ...kept, huntSheets: [...kept.huntSheets.filter(({ id }) => id !== empty.id), changed] };
      }),
  };
}
