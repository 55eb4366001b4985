import type { Coverage } from '../../src/domain/coverage/coverage';
import type { Totals } from '../../src/domain/coverage/totals';
import type { Scenario } from '../../src/domain/planning/scenario';
import type { ExplainedChange, ScenarioFigures } from '../../src/domain/planning/scenario-result';
import type { Result } from '../../src/domain/result';
import type { ExportContext, ExportedFile } from './exports';
import type { PlanningRequest } from './planning';

/** What scenarios lead to. They are sent along; the inventory they change is read from the workspace. */
export interface ScenariosWorker {
  computeScenario(request: PlanningRequest, scenario: Pick<Scenario, 'changes'>): Promise<Result<ScenarioAnswer>>;
  /** Figures alone, in the order asked. */
  compareScenarios(
    request: PlanningRequest,
    scenarios: readonly Pick<Scenario, 'id' | 'changes'>[],
  ): Promise<Result<readonly ComparedScenario[]>>;
  exportScenario(
    request: PlanningRequest,
    scenario: Scenario,
    kind: ScenarioExport,
    context: Pick<ExportContext, 'at' | 'tlp'>,
  ): Promise<Result<ExportedFile>>;
}

export interface ScenarioAnswer {
  readonly catalogId: string;
  readonly figures: ScenarioFigures;
  /** In the order of the catalog. */
  readonly changes: readonly ExplainedChange[];
  readonly before: ScenarioSide;
  readonly after: ScenarioSide;
}

export interface ScenarioSide {
  readonly coverage: Coverage;
  /** In the order of the catalog's tactics. */
  readonly tacticTotals: readonly Totals[];
}

export interface ComparedScenario {
  readonly id: string;
  readonly figures: ScenarioFigures;
}

export type ScenarioExport = 'layer-before' | 'layer-after' | 'layer-difference' | 'changes-table';
