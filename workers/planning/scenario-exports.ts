import type { ExportSubject } from '../../src/domain/coverage/export-subject';
import type { LayerContent } from '../../src/domain/layers/layer';
import { composeChangesTable } from '../../src/domain/planning/changes-table';
import type { Outcome, Situation } from '../../src/domain/planning/outcome';
import type { Scenario } from '../../src/domain/planning/scenario';
import { explainOutcome } from '../../src/domain/planning/scenario-result';
import { type Result, success } from '../../src/domain/result';
import { writeCoverageCsv } from '../../src/formats/coverage-csv';
import { composeLayer } from '../../src/formats/coverage-layer';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { composeDifferenceLayer } from '../../src/formats/scenario-layer';
import type { ExportContext, ExportedFile } from '../contract/exports';
import type { ScenarioExport } from '../contract/scenarios';
import type { Question } from '../question';

type Context = Pick<ExportContext, 'at' | 'tlp'>;

export function composeScenarioExport(
  question: Question,
  outcome: Outcome,
  scenario: Scenario,
  kind: ScenarioExport,
  context: Context,
): Result<ExportedFile> {
  const { index, request } = question;
  const { domain, release } = index.catalog;
  const prefix = request.workspace === 'demonstration' ? 'vedette-demonstration' : 'vedette';
  const stem = [prefix, 'scenario', nameForFile(scenario.name), domain, release].join('-');
  const day = context.at.slice(0, 10);
  const subjectOf = (side: Situation) => makeSubject(question, side, context);
  const changes = () => explainOutcome(index, outcome, request.settings);
  const layer = (side: string, content: LayerContent) =>
    success({
      name: `${stem}-${side}-${day}.json`,
      mediaType: 'application/json',
      text: writeNavigatorLayer(nameLayer(content, scenario, side)),
    });
  switch (kind) {
    case 'layer-before':
      return layer('before', composeLayer(subjectOf(outcome.before)));
    case 'layer-after':
      return layer('after', composeLayer(subjectOf(outcome.after)));
    case 'layer-difference':
      return layer('difference', composeDifferenceLayer(changes(), composeLayer(subjectOf(outcome.after))));
    case 'changes-table': {
      const text = writeCoverageCsv(composeChangesTable(index, changes(), scenario.name, subjectOf(outcome.after)));
      return success({ name: `${stem}-changes-${day}.csv`, mediaType: 'text/csv', text });
    }
  }
}

function makeSubject(
  { index, request }: Question,
  { inventory, coverage }: Situation,
  { at, tlp }: Context,
): ExportSubject {
  return {
    index,
    inventory,
    coverage,
    smap: null,
    settings: request.settings,
    at,
    tlp,
    isDemonstration: request.workspace === 'demonstration',
    shown: [...index.catalog.techniques.keys()],
  };
}

function nameLayer(content: LayerContent, { name }: Scenario, side: string): LayerContent {
  const isDemonstration = content.name.startsWith('DEMONSTRATION');
  return {
    ...content,
    name: `${isDemonstration ? 'DEMONSTRATION: ' : ''}${name}, ${side}`,
    metadata: [...content.metadata, { name: 'Scenario', value: name }, { name: 'Side', value: side }],
  };
}

function nameForFile(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
    .slice(0, 40);
  return plain === '' ? 'unnamed' : plain;
}
