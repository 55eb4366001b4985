import type { Accessor } from 'solid-js';
import type { PlanningRequest } from '../../workers/contract/planning';
import type { ComparedScenario, ScenarioAnswer, ScenarioExport } from '../../workers/contract/scenarios';
import { applyChanges } from '../domain/planning/inventory-change';
import type { Scenario } from '../domain/planning/scenario';
import { type AppState, EXPORT_TLP } from './app-state';
import type { Latest } from './latest-answer';
import { createPlanningAnswer } from './planning-answer';
import { saveFile } from './save-file';
import { planningWorker } from './workers';

export type { ComparedScenario, ScenarioAnswer } from '../../workers/contract/scenarios';

type App = Pick<AppState, 'coverage' | 'workspace'>;

export function createScenarioAnswer(app: App, scenario: Accessor<Scenario>): Latest<ScenarioAnswer> {
  return createPlanningAnswer(app, scenario, (request, asked) =>
    planningWorker.run((api) => api.computeScenario(request, asked)),
  );
}

/** @param scenarios `null`: nothing to compare yet */
export function createComparison(
  app: App,
  scenarios: Accessor<readonly Scenario[] | null>,
): Latest<readonly ComparedScenario[]> {
  return createPlanningAnswer(app, scenarios, (request, asked) =>
    planningWorker.run((api) => api.compareScenarios(request, asked)),
  );
}

/** @returns a sentence about what went wrong, or `null` */
export async function exportScenario(
  request: PlanningRequest,
  scenario: Scenario,
  kind: ScenarioExport,
): Promise<string | null> {
  const context = { at: new Date().toISOString(), tlp: EXPORT_TLP };
  const result = await planningWorker.run((api) => api.exportScenario(request, scenario, kind, context));
  if (!result.ok) return result.issues[0]?.message ?? 'The export could not be written.';
  saveFile(result.value);
  return null;
}

/** One undoable step; what cannot be applied is left out, and was said before. */
export function applyScenario({ workspace }: App, { name, changes }: Scenario): Promise<boolean> {
  return workspace.change(`Apply “${name}”`, (inventory) => applyChanges(inventory, changes).inventory);
}
