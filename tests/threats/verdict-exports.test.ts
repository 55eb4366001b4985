import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { readExportFacts } from '../../src/domain/threats/export-facts';
import type { VerdictSubject } from '../../src/domain/threats/verdict-table';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { writeVerdictCsv } from '../../src/formats/verdict-csv';
import { composeVerdictLayer } from '../../src/formats/verdict-layer';
import { writeVerdictMarkdown } from '../../src/formats/verdict-markdown';
import { makeCatalog, makeDeployment, makeGroup, makeInventory, makeSensor } from '../coverage/made-up-estate';
import { groundVerdict, makeStep, makeThreat } from './made-up-threats';

const INDEX = makeCatalog({ T1001: ['Windows'], 'T1001.001': ['Windows'], T1002: ['Windows'], T1003: ['Linux'] }, [
  { technique: 'T1001', needs: ['A'] },
  { technique: 'T1001.001', needs: ['B'] },
  { technique: 'T1003', platforms: ['Linux'], needs: ['A'] },
]);
const LIBRARY = [makeSensor('S', { '1': ['A'] }, { name: '=HYPERLINK("http://e.vil")|x' })];
const THREAT = makeThreat(
  [
    'T1001',
    'T1001.001',
    makeStep('T1002', { written: '+T1086', passage: '@SUM(1)\n"quoted"', isAccepted: false }),
    'T1003',
  ],
  [{ written: '- [x](javascript:1) <b>', reason: 'unknown' }],
);

function makeSubject(name = 'Made-up threat'): VerdictSubject {
  const inventory = makeInventory({ groups: [makeGroup('G'), makeGroup('H')], deployments: [makeDeployment('S')] });
  const sensors = indexSensors(LIBRARY, inventory);
  const ground = groundVerdict({ index: INDEX, inventory, sensors, settings: DEFAULT_SETTINGS });
  const facts = readExportFacts({
    index: INDEX,
    inventory,
    coverage: ground.coverage,
    settings: DEFAULT_SETTINGS,
    smap: null,
    at: '2026-11-24T10:00:00Z',
    tlp: 'TLP:AMBER',
    isDemonstration: true,
    shown: [],
  });
  return { name, ref: 'report-1', verdict: computeVerdict(ground, THREAT), facts };
}

describe('CSV', () => {
  it('has a row per step and per name that is none, with its provenance, and no formula', () => {
    const text = writeVerdictCsv(makeSubject('=1+1'), false);
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map((row) => [row['technique'], row['state'], row['groups running'], row['groups counted']])).toEqual([
      ['T1001', 'runs', '1', '2'],
      ['T1001.001', 'blind', '0', '2'],
      ['T1002', 'not observable', '0', '0'],
      ['T1003', 'not applicable', '0', '0'],
      ['', 'no technique of this release', '', ''],
    ]);
    expect(data[0]).toMatchObject({
      'running in': 'G',
      'not running in': 'H',
      'worst state': 'blind',
      'attack release': '19.1',
      date: '2026-11-24T10:00:00Z',
      tlp: 'TLP:AMBER',
    });
    expect(data[0]?.['lens']).toMatch(/^Analytics \(/);
    expect(data[0]?.['estate']).toMatch(/^DEMONSTRATION/);
    expect(data[1]?.['remark']).toBe('cannot be seen itself; its parent, Technique T1001, can');
    for (const row of data) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(text.replace(/\r\n/g, '')).not.toContain('\r');
  });
});

describe('Navigator layer', () => {
  it('scores states, and places each step where the verdict has it', () => {
    const layer = JSON.parse(
      writeNavigatorLayer(composeVerdictLayer(makeSubject(), new Map([['TA0002', 'execution']]))),
    );
    expect(layer.versions.layer).toBe('4.5');
    expect(layer.name).toBe('DEMONSTRATION: Made-up threat, 2026-11-24');
    expect(layer.description).toMatch(/^1 of 2 observable steps can be seen; first at Execution\. Not counted: /);
    expect(
      layer.techniques.map((one: Record<string, unknown>) => [
        one['techniqueID'],
        one['tactic'],
        one['score'] ?? null,
        one['enabled'],
      ]),
    ).toEqual([
      ['T1001', 'execution', 3, true],
      ['T1001.001', 'execution', 0, true],
      ['T1002', 'execution', null, true],
      ['T1003', 'execution', null, false],
    ]);
    expect(layer.techniques[0].comment).toBe('runs, in 1 of 2 system groups\nSensors: =HYPERLINK("http://e.vil")|x');
    const names = layer.metadata.map((entry: { name: string }) => entry.name);
    expect(names).toEqual(
      expect.arrayContaining(['Threat', 'Date', 'ATT&CK release', 'Lens', 'Estate', 'Marking', 'Verdict']),
    );
  });
});

describe('Markdown', () => {
  it('begins with the sentence, and lets no name become anything else', () => {
    const text = writeVerdictMarkdown(makeSubject('A\n# B | <img src=x onerror=1>'));
    const lines = text.split('\n');
    expect(lines[0]).toBe('# DEMONSTRATION: A \\# B \\| \\<img src=x onerror=1\\>');
    expect(lines[2]).toBe('**1 of 2 observable steps can be seen; first at Execution.**');
    expect(lines).toContain('## Execution');
    expect(lines).toContain('| T1001 Technique T1001 | runs | 1 of 2 | =HYPERLINK("http&#58;//e.vil")\\|x |  |');
    expect(lines).toContain('- \\- \\[x\\](javascript:1) \\<b\\> (unknown)');
    for (const fact of [
      '**Date:** 2026-11-24T10:00:00Z',
      '**ATT&CK release:** 19.1',
      '**Lens:** Analytics',
      '**Marking:** TLP:AMBER',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toMatch(/detect/i);
    const tables = lines.filter((line) => line.startsWith('|'));
    for (const line of tables) expect(line.replace(/\\\|/g, '').split('|')).toHaveLength(7);
  });
});
