import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import type { LayerTechnique } from '../../src/domain/layers/layer';
import { findMeantEntries, stepsOfLayer } from '../../src/domain/threats/layer-steps';
import { readNavigatorLayers } from '../../src/formats/navigator/navigator-layer-read';
import { describeWithShared, SHARED } from '../shared-data';

const entry = (techniqueId: string, more: Partial<LayerTechnique> = {}): LayerTechnique => ({
  techniqueId,
  tactic: null,
  score: null,
  color: '',
  comment: '',
  enabled: true,
  metadata: [],
  links: [],
  rest: {},
  ...more,
});

const catalog = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/enterprise-attack-19.1.json'), 'utf8'),
) as Catalog;
const meant = (...entries: LayerTechnique[]) => findMeantEntries(entries).entries.map(({ techniqueId }) => techniqueId);

describe('which entries are steps', () => {
  it('takes scores above 0 where there are any', () => {
    expect(
      meant(
        entry('T1', { score: 1 }),
        entry('T2', { score: 0 }),
        entry('T3', { color: '#ff0000' }),
        entry('T4', { score: 5, enabled: false }),
      ),
    ).toEqual(['T1']);
  });

  it('takes what is marked where nothing counts', () => {
    expect(
      meant(
        entry('T1', { color: '#ff0000' }),
        entry('T2'),
        entry('T3', { comment: 'seen' }),
        entry('T4', { color: '#ffffff' }),
        entry('T5', { color: '#ff000000' }),
        entry('T6', { score: 0, color: '#ff0000' }),
        entry('T7', { links: [{ label: 'x', url: 'y' }] }),
        entry('T8', { color: '#ff0000', enabled: false }),
      ),
    ).toEqual(['T1', 'T3', 'T6', 'T7']);
  });

  it('takes all where nothing is marked either, but for those scored 0', () => {
    expect(meant(entry('T1'), entry('T2', { enabled: false }), entry('T3', { score: 0 }), entry('T4'))).toEqual([
      'T1',
      'T4',
    ]);
    expect(meant(entry('T1', { score: 0 }))).toEqual([]);
  });
});

describe('steps', () => {
  const steps = (...techniques: LayerTechnique[]) =>
    stepsOfLayer('layer:x', { name: 'Made up', domain: 'enterprise-attack', techniques }, catalog);

  it('makes one step of a technique at its tactics', () => {
    const found = steps(
      entry('T1053.005', { tactic: 'execution', comment: 'A task.' }),
      entry('T1053.005', { tactic: 'persistence', comment: 'Again.' }),
      entry('T1059', { tactic: 'execution', color: '#ff0000' }),
      entry('T1059', { comment: 'Anywhere.' }),
    );
    expect(found).toEqual({
      id: 'layer:x',
      name: 'Made up',
      kind: 'layer',
      steps: [
        {
          technique: 'T1053.005',
          tactics: ['execution', 'persistence'],
          order: null,
          isAccepted: true,
          written: '',
          passage: 'A task.',
        },
        { technique: 'T1059', tactics: [], order: null, isAccepted: true, written: '', passage: 'Anywhere.' },
      ],
      unresolved: [],
    });
  });

  it('follows retired ids and names what it cannot', () => {
    const found = steps(entry('T1086'), entry('T9999'), entry('T1059.001'));
    expect(found.steps).toHaveLength(1);
    expect(found.steps[0]).toMatchObject({ technique: 'T1059.001', written: 'T1086' });
    expect(found.unresolved).toEqual([{ written: 'T9999', reason: 'unknown' }]);
  });

  it('says that a layer is of another domain', () => {
    const found = stepsOfLayer('x', { name: 'x', domain: 'ics-attack', techniques: [entry('T0803')] }, catalog);
    expect(found).toMatchObject({ steps: [], unresolved: [{ written: 'T0803', reason: 'other-domain' }] });
  });
});

describeWithShared('real layers', () => {
  const folder = join(SHARED, 'samples', 'layers');
  /** Entries and how they are told, counted by hand. */
  const expected: Readonly<Record<string, readonly [string, number]>> = {
    '00_auditd-attack_layer-2.json': ['marks', 52],
    '03_DeTTECT_nary_Threat_Detection_Report_2019_1st_edition_-_overall.json': ['score', 40],
    '06_community-threats_Maze_ATT_CK_Navigator.json': ['marks', 31],
    '09_community-threats_DarkSide_ATT_CK_Navigator.20210510_1437.json': ['marks', 18],
    '15_threat-research-and-_Linux_Implants-TTPs.json': ['marks', 17],
    '24_community-threats_LazarusEmulation.json': ['marks', 16],
    '27_community-threats_Maze_navigator_score.json': ['score', 34],
    '39_DeTTECT_ee-_labs-threats-report---april-2021-_top-5-per-tactic_.json': ['score', 36],
    '42_DeTTECT_quarterly-report---incident-response-trends-in-q1-2022_.json': ['score', 13],
    'nav_Bear_APT.json': ['marks', 126],
  };

  it('give the entries that their authors marked', () => {
    for (const [name, [by, count]] of Object.entries(expected)) {
      expect(readdirSync(folder)).toContain(name);
      const result = readNavigatorLayers(readFileSync(join(folder, name), 'utf8'), name);
      if (!result.ok) throw new Error(name);
      const [layer] = result.value.layers;
      const found = findMeantEntries(layer?.techniques ?? []);
      expect([name, found.by, found.entries.length]).toEqual([name, by, count]);
    }
  });
});
