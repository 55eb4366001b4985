import { computeTacticTotals } from '../../src/domain/coverage/totals';
import { computeOutcome, computeSituation, type Outcome, settingsOfPlanning } from '../../src/domain/planning/outcome';
import type { Scenario } from '../../src/domain/planning/scenario';
import { computeScenarioFigures, explainOutcome } from '../../src/domain/planning/scenario-result';
import { type Result, success } from '../../src/domain/result';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { loadSensorLibrary } from '../catalogs';
import type { PlanningRequest } from '../contract/planning';
import type { ScenarioSide, ScenariosWorker } from '../contract/scenarios';
import { handOver } from '../expose';
import { prepareQuestion, type Question } from '../question';
import { weighTechniques } from './weights';

export const scenarioAnswers: ScenariosWorker = {
  async computeScenario(request, scenario) {
    const asked = await prepare(request);
    if (!asked.ok) return asked;
    const { question } = asked.value;
    const { index } = question;
    const outcome = runScenario(asked.value, scenario);
    const { weights, issues } = await weighTechniques(question, request);
    const sideOf = ({ coverage }: Outcome['before']): ScenarioSide => ({
      coverage,
      tacticTotals: computeTacticTotals(index, coverage),
    });
    const answer = {
      catalogId: request.catalogId,
      figures: computeScenarioFigures(index, outcome, scenario, request.objective, weights),
      changes: explainOutcome(index, outcome, question.request.settings),
      before: sideOf(outcome.before),
      after: sideOf(outcome.after),
    };
    // A scenario that changes nothing has one coverage on both sides.
    const buffers = [answer.before, answer.after].flatMap(({ coverage }) =>
      Object.values(coverage).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : [])),
    );
    return handOver(success(answer, issues), [...new Set(buffers)]);
  },

  async compareScenarios(request, scenarios) {
    const asked = await prepare(request);
    if (!asked.ok) return asked;
    const { question } = asked.value;
    const { weights, issues } = await weighTechniques(question, request);
    const compared = scenarios.map((scenario) => {
      const outcome = runScenario(asked.value, scenario);
      const figures = computeScenarioFigures(question.index, outcome, scenario, request.objective, weights);
      return { id: scenario.id, figures };
    });
    return success(compared, issues);
  },

  async exportScenario(request, scenario, kind, context) {
    const asked = await prepare(request);
    if (!asked.ok) return asked;
    const { question } = asked.value;
    const { composeScenarioExport } = await import('./scenario-exports');
    const outcome = runScenario(asked.value, scenario);
    return composeScenarioExport(question, outcome, scenario, kind, context);
  },
};

interface Prepared {
  readonly question: Question;
  readonly library: readonly Sensor[];
  readonly before: Outcome['before'];
}

/** What all scenarios of one question start from. */
async function prepare(request: PlanningRequest): Promise<Result<Prepared>> {
  const [question, library] = await Promise.all([
    prepareQuestion({ ...request, settings: settingsOfPlanning(request.settings) }),
    loadSensorLibrary(),
  ]);
  if (!question.ok) return question;
  const { index, inventory, request: asked } = question.value;
  const before = computeSituation(index, library.sensors, asked.settings, inventory);
  return success({ question: question.value, library: library.sensors, before });
}

function runScenario({ question, library, before }: Prepared, { changes }: Pick<Scenario, 'changes'>): Outcome {
  return computeOutcome(question.index, library, question.request.settings, before, changes);
}
