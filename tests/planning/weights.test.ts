import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import type { Layer, LayerTechnique } from '../../src/domain/layers/layer';
import { makeWeightListOfLayer } from '../../src/domain/planning/make-weight-list';
import { NO_LIST, type WeightList, type WeightProfile } from '../../src/domain/planning/weight-profile';
import { describeWeights } from '../../src/domain/planning/weight-words';
import { computeTechniqueWeights } from '../../src/domain/planning/weights';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { listReferenceKinds } from '../../src/domain/workspace/technique-references';
import { applyUpgrade, planUpgrade } from '../../src/domain/workspace/upgrade';
import { makeUpgradeTarget } from '../../src/domain/workspace/upgrade-target';
import { makeThreat } from '../threats/made-up-steps';

const open = <File>(name: string): File =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', 'catalog', `${name}.json`), 'utf8'));
const former = open<Catalog>('enterprise-attack-18.1');
const catalog = open<Catalog>('enterprise-attack-19.1');
const INDEX = indexCatalog(catalog);
const THREATS = open<ThreatCatalog>('enterprise-attack-19.1-threats');

function weigh(profile: WeightProfile, lists: readonly WeightList[] = [], threats: ThreatCatalog | null = THREATS) {
  const { weights, issues } = computeTechniqueWeights(INDEX, profile, threats, lists);
  const of = (id: string) => weights[INDEX.techniqueById.get(id) ?? -1];
  return { weights, issues, of, codes: issues.map(({ code }) => code) };
}

function makeList(change: Partial<WeightList>): WeightList {
  return { id: 'l', name: 'Crown jewels', domain: null, weights: [], ...change };
}

describe('weights of techniques', () => {
  it('are alike unless something else is chosen', () => {
    const { weights, issues } = weigh({ kind: 'equal' });
    expect(new Set(weights)).toEqual(new Set([1]));
    expect(issues).toEqual([]);
  });

  it('count groups, software and campaigns that use a technique', () => {
    const at = THREATS.techniqueIds.indexOf('T1059.001' as TechniqueId);
    const users = (kind: 'groups' | 'software' | 'campaigns') =>
      THREATS[kind].filter(({ techniques }) => techniques.includes(at)).length;
    expect(users('groups')).toBeGreaterThan(50);
    expect(weigh({ kind: 'use', by: ['groups'] }).of('T1059.001')).toBe(users('groups'));
    expect(weigh({ kind: 'use', by: ['groups', 'software', 'campaigns'] }).of('T1059.001')).toBe(
      users('groups') + users('software') + users('campaigns'),
    );
  });

  it('count those that were chosen, each once, and name what the release lacks', () => {
    const [first, second] = THREATS.groups.filter(({ techniques }) => techniques.length > 20);
    const { weights, codes, issues } = weigh({
      kind: 'chosen',
      threatIds: [first?.id ?? '', first?.id ?? '', second?.id ?? '', 'G9999'],
    });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(
      (first?.techniques.length ?? 0) + (second?.techniques.length ?? 0),
    );
    expect(codes).toEqual(['weights-threat-unknown']);
    expect(issues[0]?.found).toBe('G9999');
  });

  it('count reports and layers beside groups, and name those that are gone', () => {
    const group = THREATS.groups.find(({ techniques }) => techniques.length > 20);
    const threatIds = [group?.id ?? '', 'report-1', 'report-1', 'layer:2', 'report-3'];
    const own = [makeThreat('report-1', ['T1059.001', 'T1059.001', 'T9999']), makeThreat('layer:2', ['T1003'])];
    const alone = weigh({ kind: 'chosen', threatIds: [group?.id ?? ''] });
    const { weights, issues } = computeTechniqueWeights(INDEX, { kind: 'chosen', threatIds }, THREATS, [], own);
    const of = (id: string) => weights[INDEX.techniqueById.get(id) ?? -1] ?? 0;
    expect(of('T1059.001')).toBe((alone.of('T1059.001') ?? 0) + 1);
    expect(of('T1003')).toBe((alone.of('T1003') ?? 0) + 1);
    expect(issues.map(({ code, found }) => [code, found])).toEqual([['weights-report-gone', 'report-3']]);
  });

  it('by reports alone need nobody to know who uses what', () => {
    const own = [makeThreat('report-1', ['T1059'])];
    const { weights, issues } = computeTechniqueWeights(
      INDEX,
      { kind: 'chosen', threatIds: ['report-1'] },
      null,
      [],
      own,
    );
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(1);
    expect(issues).toEqual([]);
    expect(describeWeights({ kind: 'chosen', threatIds: ['report-1'] }, null, [], own)).toBe(
      'as Threat report-1 uses them',
    );
    expect(describeWeights({ kind: 'chosen', threatIds: ['report-1'] }, null, [])).toBe(
      'as a report that is gone uses them',
    );
  });

  it('are looked up by id where only another release says who uses what', () => {
    const old = indexCatalog(former);
    const { weights, issues } = computeTechniqueWeights(old, { kind: 'use', by: ['groups'] }, THREATS, []);
    expect(issues.map(({ code }) => code)).toEqual(['weights-other-release']);
    expect(weights[old.techniqueById.get('T1059.001') ?? -1]).toBe(
      weigh({ kind: 'use', by: ['groups'] }).of('T1059.001'),
    );
  });

  it('follow what a list calls by an old name, the heavier of two that became one', () => {
    const gone = catalog.retired.find(({ successor }) => successor !== null);
    const list = makeList({
      weights: [
        { technique: gone?.id ?? '', weight: 7 },
        { technique: gone?.successor ?? '', weight: 2 },
        { technique: 'T9999', weight: 3 },
        { technique: 't1003', weight: 0.5 },
      ],
    });
    const { of, issues } = weigh({ kind: 'list', listId: 'l' }, [list]);
    expect(of(gone?.successor ?? '')).toBe(7);
    expect(of('T1003')).toBe(0.5);
    expect(of('T1059')).toBe(0);
    expect(issues.map(({ code, found }) => [code, found])).toEqual([['weights-technique-unknown', 'T9999']]);
  });

  it.each<[string, WeightProfile, readonly WeightList[], ThreatCatalog | null]>([
    ['weights-unchosen', { kind: 'use', by: [] }, [], THREATS],
    ['weights-unchosen', { kind: 'chosen', threatIds: [] }, [], THREATS],
    ['weights-threats-missing', { kind: 'use', by: ['groups'] }, [], null],
    ['weights-unchosen', { kind: 'list', listId: NO_LIST }, [], THREATS],
    ['weights-list-gone', { kind: 'list', listId: 'gone' }, [], THREATS],
    [
      'weights-none',
      { kind: 'list', listId: 'l' },
      [makeList({ weights: [{ technique: 'T1003', weight: 0 }] })],
      THREATS,
    ],
    ['weights-none', { kind: 'list', listId: 'l' }, [makeList({})], THREATS],
    ['weights-other-domain', { kind: 'list', listId: 'l' }, [makeList({ domain: 'ics-attack' })], THREATS],
  ])('say so where they weigh nothing: %s', (code, profile, lists, threats) => {
    const { weights, codes, issues } = weigh(profile, lists, threats);
    expect(codes).toContain(code);
    expect(issues.some(({ severity }) => severity === 'error')).toBe(true);
    expect([...weights].every((weight) => weight === 0)).toBe(true);
  });

  it('are told in a few words', () => {
    expect(describeWeights({ kind: 'use', by: ['groups', 'software', 'campaigns'] }, null, [])).toBe(
      'by use in groups, software and campaigns',
    );
    expect(describeWeights({ kind: 'chosen', threatIds: ['G0016', 'G0007', 'S0002'] }, THREATS, [])).toBe(
      'as APT29 and 2 others use them',
    );
    // Of several of one's own the number says more than a name.
    const chosen = (...threatIds: string[]) => describeWeights({ kind: 'chosen', threatIds }, THREATS, []);
    expect(chosen('report-1', 'report-2')).toBe('as 2 reports use them');
    expect(chosen('report-1', 'report-2~3', 'layer:x', 'G0016')).toBe('as 2 reports, 1 layer and APT29 use them');
    expect(chosen('layer:x', 'G0016', 'G0007')).toBe('as 1 layer and 2 threats of ATT&CK use them');
    expect(describeWeights({ kind: 'list', listId: 'l' }, null, [makeList({})])).toBe('by “Crown jewels”');
  });
});

describe('a layer as weights', () => {
  it('has each technique once, by its highest score; unscored ones are left out and counted', () => {
    const entry = (techniqueId: string, score: number | null): LayerTechnique => ({
      techniqueId,
      score,
      tactic: null,
      color: '',
      comment: '',
      enabled: true,
      metadata: [],
      links: [],
      rest: {},
    });
    const techniques = [entry('T1003', 2), entry('t1003', 5), entry('T1059', null), entry('T1036', -1), entry('T1', 0)];
    const layer = { id: 'x', name: 'Red team', domain: 'enterprise-attack', techniques } as unknown as Layer;
    const { list, leftOut } = makeWeightListOfLayer(layer, 'id');
    expect(list.weights).toEqual([
      { technique: 'T1003', weight: 5 },
      { technique: 'T1', weight: 0 },
    ]);
    expect(leftOut).toBe(2);
  });
});

describe('lists of weights in an upgrade', () => {
  it('move to the successors, and nothing else is touched', () => {
    const gone = catalog.retired.find(
      ({ id, successor }) => successor !== null && former.techniques.some((technique) => technique.id === id),
    );
    const moving = makeList({
      id: 'a',
      weights: [
        { technique: gone?.id ?? '', weight: 3 },
        { technique: 'T1003', weight: 1 },
      ],
    });
    const still = makeList({ id: 'b', weights: [{ technique: 'T1003', weight: 2 }] });
    const content = { ...EMPTY_CONTENT, weightLists: [moving, still] };
    const target = makeUpgradeTarget([catalog], [former]);
    const kinds = listReferenceKinds({});
    expect(planUpgrade(content, kinds, target).moving).toBe(1);
    const after = applyUpgrade(content, kinds, target, {}, 'highest').content.weightLists;
    expect(after[0]?.weights.map(({ technique }) => technique)).toEqual([gone?.successor, 'T1003']);
    expect(after[1]).toBe(still);
  });
});
