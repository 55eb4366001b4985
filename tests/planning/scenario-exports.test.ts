import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeOutcome, computeSituation } from '../../src/domain/planning/outcome';
import type { Scenario } from '../../src/domain/planning/scenario';
import { composeScenarioExport } from '../../workers/planning/scenario-exports';
import type { Question } from '../../workers/question';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { validateLayer } from '../formats/navigator-layer-schema';

const index = makeCatalog({ T1001: ['Windows'], T1002: ['Windows'] }, [
  { technique: 'T1001', needs: ['A'] },
  { technique: 'T1002', needs: ['A', 'B'] },
]);
const library = [makeSensor('=evil()', { '1': ['A'] }), makeSensor('b', { '2': ['B'] })];
const inventory = makeInventory({
  groups: [makeGroup('G', { name: '@group' })],
  deployments: [makeDeployment('=evil()')],
});
const scenario: Scenario = {
  id: 's',
  name: '=1+1 Ünder/way?',
  notes: '',
  changes: [{ kind: 'add-deployment', deployment: makeDeployment('b') }],
};
const before = computeSituation(index, library, DEFAULT_SETTINGS, inventory);
const outcome = computeOutcome(index, library, DEFAULT_SETTINGS, before, scenario.changes);
const request = { workspace: 'demonstration', catalogId: 'enterprise-attack@19.1', settings: DEFAULT_SETTINGS };
const question = { index, request } as unknown as Question;

function write(kind: Parameters<typeof composeScenarioExport>[3]): { readonly name: string; readonly text: string } {
  const context = { at: '2026-11-24T10:00:00Z', tlp: 'TLP:AMBER' };
  const result = composeScenarioExport(question, outcome, scenario, kind, context);
  if (!result.ok || !('text' in result.value)) throw new Error('no text');
  return result.value;
}

describe('what a scenario exports', () => {
  it.each(['layer-before', 'layer-after', 'layer-difference'] as const)(
    '%s is a layer that says where it is from',
    (kind) => {
      const { name, text } = write(kind);
      const side = kind.slice('layer-'.length);
      expect(name).toBe(`vedette-demonstration-scenario-1-1-u-nder-way-enterprise-attack-19.1-${side}-2026-11-24.json`);
      const layer = JSON.parse(text);
      expect(validateLayer(layer)).toEqual([]);
      expect(layer.name).toBe(`DEMONSTRATION: =1+1 Ünder/way?, ${side}`);
      const said = Object.fromEntries(
        layer.metadata.map((entry: { name: string; value: string }) => [entry.name, entry.value]),
      );
      expect(said).toMatchObject({
        'ATT&CK release': '19.1',
        Marking: 'TLP:AMBER',
        Side: side,
        Scenario: scenario.name,
      });
    },
  );

  it('puts what changes alone into the difference, with its reason', () => {
    const { techniques } = JSON.parse(write('layer-difference').text);
    expect(techniques).toMatchObject([
      { techniqueID: 'T1002', score: 1, comment: 'one short → runs, 100\u00a0%\nB: now fed by b (2)' },
    ]);
    const [first] = JSON.parse(write('layer-before').text).techniques;
    expect(first).toMatchObject({ techniqueID: 'T1001', score: 100 });
  });

  it('writes a row per technique, group and requirement, and no formulas', () => {
    const [head = '', ...rows] = write('changes-table').text.trim().split('\r\n');
    expect(rows).toHaveLength(1);
    const cells = rows[0]?.split(',') ?? [];
    const row = Object.fromEntries(head.split(',').map((column, at) => [column.replace('\ufeff', ''), cells[at]]));
    expect(row).toMatchObject({
      technique: 'T1002',
      'state before': 'one short',
      'state after': 'runs',
      group: "'@group",
      'data component': 'B',
      'fed before': 'no',
      'fed after': 'yes',
      'fed newly by': 'b (2)',
      scenario: "'=1+1 Ünder/way?",
      'attack release': '19.1',
    });
  });
});
