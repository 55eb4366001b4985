import { createContext, type JSX, useContext } from 'solid-js';
import type { ExportChoices, ExportKind } from '../../workers/contract/exports';
import { type CoverageState, createCoverageState } from './coverage';
import { createDemonstration, type Demonstration } from './demonstration';
import { createImportSession, type ImportSession } from './import-session';
import { suggestPersistence } from './persistence';
import { restoreChoices } from './restore-choices';
import { createRoute, type Route } from './route';
import { saveFile } from './save-file';
import { coverageWorker } from './workers';
import { createWorkspace, type Workspace } from './workspace';

/** What exports are marked with until a marking can be chosen. */
export const EXPORT_TLP = 'TLP:AMBER';

/** Everything the screens share, made once. */
export interface AppState {
  readonly route: () => Route;
  readonly workspace: Workspace;
  readonly demonstration: Demonstration;
  readonly coverage: CoverageState;
  readonly imports: ImportSession;
  /**
   * Writes an export and hands it to the browser as a download.
   * @param shown positions of the techniques to include; `null`: all
   * @param choices what only some exports ask for
   * @param tell what the file could not say of what is shown, once it is written
   * @returns a sentence about what went wrong, or `null`
   */
  exportFile(
    kind: ExportKind,
    shown: readonly number[] | null,
    choices?: ExportChoices,
    tell?: (remark: string) => void,
  ): Promise<string | null>;
}

const AppContext = createContext<AppState>();

export function AppStateProvider(props: { readonly children: JSX.Element }): JSX.Element {
  return <AppContext.Provider value={createAppState()}>{props.children}</AppContext.Provider>;
}

export function useApp(): AppState {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('useApp needs an AppStateProvider around it');
  return app;
}

function createAppState(): AppState {
  const workspace = createWorkspace();
  const coverage = createCoverageState(workspace);
  const imports = createImportSession(
    () => 'own',
    (receipt, preview) => {
      if (receipt.change !== null || receipt.counts.kept > 0) suggestPersistence();
      const kind = preview?.detail.kind ?? '';
      // Of these nothing is content, and there is nothing to undo.
      if (receipt.change !== null || ['history', 'indicators', 'warninglists'].includes(kind)) workspace.openOwn();
      else coverage.refreshCatalogs();
      if (preview?.detail.kind === 'workspace') {
        coverage.refreshCatalogs();
        restoreChoices(coverage, preview.detail.preferences);
      }
    },
  );
  return {
    route: createRoute(),
    workspace,
    demonstration: createDemonstration(workspace),
    coverage,
    imports,
    async exportFile(kind, shown, choices = {}, tell) {
      const context = { at: new Date().toISOString(), tlp: EXPORT_TLP, shown, ...choices };
      const result = await coverageWorker.run((api) => api.exportFile(coverage.request(), kind, context));
      if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
      saveFile(result.value);
      if (result.issues.length > 0)
        tell?.(`${result.value.name} was written. ${result.issues.map(({ message }) => message).join(' ')}`);
      return null;
    },
  };
}
