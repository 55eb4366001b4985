import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import { computeOverlay } from '../../src/domain/layers/overlay';
import { marksOf } from '../../src/domain/layers/overlay-marks';
import { makeActorReader } from '../../src/domain/threats/steps-of-threat';
import { makeLayerOfSteps, makeUseLayer, overlayIdOf, threatRefOf } from '../../src/domain/threats/threat-layers';
import { makeThreat } from './made-up-steps';

const open = <File>(name: string): File =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', 'catalog', `${name}.json`), 'utf8'));
const CATALOG = open<Catalog>('enterprise-attack-19.1');
const FORMER = open<Catalog>('enterprise-attack-18.1');
const THREATS = open<ThreatCatalog>('enterprise-attack-19.1-threats');
const read = makeActorReader(THREATS, CATALOG);

describe('a threat of ATT&CK as steps', () => {
  it('has its own techniques and those of its campaigns; software on request', () => {
    const group = THREATS.groups.find(({ id }) => id === 'G0016');
    const own = read('G0016', { withCampaigns: false, withSoftware: false });
    const usual = read('G0016');
    const all = read('G0016', { withCampaigns: true, withSoftware: true });
    expect(own).toMatchObject({ id: 'G0016', name: 'APT29', kind: 'group', unresolved: [] });
    expect(own?.steps.map(({ technique }) => THREATS.techniqueIds.indexOf(technique))).toEqual(group?.techniques);
    const campaigns = THREATS.campaigns.filter(({ related }) => related.includes('G0016'));
    const expected = new Set([...(group?.techniques ?? []), ...campaigns.flatMap(({ techniques }) => techniques)]);
    expect(campaigns.length).toBeGreaterThan(0);
    expect(usual?.steps).toHaveLength(expected.size);
    expect(
      usual?.steps.some(({ passage }) => passage === `In the campaign ${campaigns[0]?.name} (${campaigns[0]?.id}).`),
    ).toBe(true);
    expect(all?.steps.length).toBeGreaterThan(expected.size);
  });

  it('has every technique of every actor once, or says why not', () => {
    for (const { id, techniques } of [...THREATS.groups, ...THREATS.software, ...THREATS.campaigns]) {
      const steps = read(id, { withCampaigns: false, withSoftware: false });
      expect(steps?.steps.length).toBe(new Set(techniques).size);
    }
    expect(read('G9999')).toBeNull();
  });

  it('names what another release does not have', () => {
    const known = new Set<string>(FORMER.techniques.map(({ id }) => id));
    const newer = THREATS.techniqueIds.filter((id) => !known.has(id));
    const actor = THREATS.software.find(({ techniques }) =>
      techniques.some((at) => newer.includes(THREATS.techniqueIds[at] ?? newer[0] ?? ('' as never))),
    );
    if (actor === undefined) throw new Error('19.1 has nothing new');
    const steps = makeActorReader(THREATS, FORMER)(actor.id);
    expect((steps?.steps.length ?? 0) + (steps?.unresolved.length ?? 0)).toBe(actor.techniques.length);
    expect(steps?.unresolved[0]?.reason).toBe('unknown');
  });
});

describe('threats over a matrix', () => {
  it('mark their steps, at the tactics that the source names', () => {
    const threat = makeThreat('report-1', ['T1059.001', 'T1078']);
    const [first, second] = threat.steps;
    if (first === undefined || second === undefined) throw new Error('no steps');
    const layer = makeLayerOfSteps({ ...threat, steps: [first, { ...second, tactics: ['persistence'] }] }, CATALOG);
    const overlay = computeOverlay([layer], CATALOG);
    const at = (id: string) => CATALOG.techniques.findIndex((technique) => technique.id === id);
    const tactic = (name: string) => CATALOG.tactics.findIndex(({ shortName }) => shortName === name);
    expect(overlay.layers[0]).toMatchObject({ id: 'threat:report-1', marked: 2, unaligned: 0 });
    expect(marksOf(overlay, at('T1059.001'), tactic('execution'))).toHaveLength(1);
    expect(marksOf(overlay, at('T1078'), tactic('persistence'))).toHaveLength(1);
    expect(marksOf(overlay, at('T1078'), tactic('initial-access'))).toHaveLength(0);
  });

  it('count how many of them use a technique', () => {
    const layer = makeUseLayer(
      [makeThreat('a', ['T1059', 'T1059']), makeThreat('b', ['T1059', 'T1078'])],
      'Two',
      CATALOG,
    );
    expect(layer.techniques.map(({ techniqueId, score, comment }) => [techniqueId, score, comment])).toEqual([
      ['T1059', 2, 'Threat a, Threat b'],
      ['T1078', 1, 'Threat b'],
    ]);
    expect(layer.gradient).toMatchObject({ minValue: 0, maxValue: 2 });
  });

  it('are told from layers by their id', () => {
    expect(threatRefOf(overlayIdOf('G0016'))).toBe('G0016');
    expect(threatRefOf('layer-5b6e')).toBeNull();
  });
});
