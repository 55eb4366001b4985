import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import type { TechniqueState } from '../../src/domain/coverage/state';
import { compareThreats, describeOverlap, describeRelatives } from '../../src/domain/threats/compare-threats';
import type { Comparison } from '../../workers/contract/threats';
import { makeThreat } from './made-up-steps';

const open = <File>(name: string): File =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', 'catalog', `${name}.json`), 'utf8'));
const CATALOG = open<Catalog>('enterprise-attack-19.1');
const THREATS = open<ThreatCatalog>('enterprise-attack-19.1-threats');

const A = makeThreat('a', ['T1059.001', 'T1566.001', 'T1003.001', 'T1041']);
const B = makeThreat('b', ['T1059', 'T1566.001', 'T1041']);
const C = makeThreat('c', ['T1566.001', 'T1566.001', 'T9999']);

function compare(threats = [A, B, C], state: (id: string) => TechniqueState = () => 'blind') {
  return compareThreats(threats, CATALOG, THREATS, (at) => state(CATALOG.techniques[at]?.id ?? ''));
}

describe('threats side by side', () => {
  it('show each technique once: by how many use it, then in the order of the tactics', () => {
    const { techniques } = compare();
    expect(techniques.map(({ technique, usedBy }) => [technique, usedBy])).toEqual([
      ['T1566.001', [0, 1, 2]],
      ['T1041', [0, 1]],
      ['T1059', [1]],
      ['T1059.001', [0]],
      ['T1003.001', [0]],
    ]);
    expect(techniques[0]).toMatchObject({
      tactics: ['initial-access'],
      state: 'blind',
      name: 'Spearphishing Attachment',
    });
  });

  it('fit the contract', () => {
    const answer: Comparison = { threats: [], ...compare() };
    expect(answer.techniques).toHaveLength(5);
  });

  it('rank mitigations by the uses they address, and tell which of those are not seen', () => {
    const { mitigations, techniques } = compare([A, B, C], (id) => (id === 'T1041' ? 'runs' : 'blind'));
    for (const { id, techniques: addressed, uses, unseen, unseenUses } of mitigations) {
      const own = THREATS.mitigations.find((one) => one.id === id)?.techniques.map((at) => THREATS.techniqueIds[at]);
      const expected = techniques.filter(({ technique }) => own?.includes(technique));
      expect(addressed).toEqual(expected.map(({ technique }) => technique));
      expect(uses).toBe(expected.reduce((sum, { usedBy }) => sum + usedBy.length, 0));
      expect(unseen).toEqual(addressed.filter((technique) => technique !== 'T1041'));
      expect(unseenUses).toBe(uses - (addressed.some((technique) => technique === 'T1041') ? 2 : 0));
    }
    expect(mitigations.length).toBeGreaterThan(5);
    const uses = mitigations.map((mitigation) => mitigation.uses);
    expect(uses).toEqual([...uses].sort((a, b) => b - a));
    expect(techniques[0]?.mitigations).toContain('M1017');
  });

  it('leave techniques that apply to nothing here out of what is not seen', () => {
    const { mitigations } = compare([A], () => 'not applicable');
    expect(mitigations.every(({ unseen }) => unseen.length === 0)).toBe(true);
  });

  it('are counted in pairs, and say where one names a parent of what the other names', () => {
    const { overlaps } = compare();
    const [first] = overlaps;
    expect(overlaps.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(first).toMatchObject({ shared: ['T1041', 'T1566.001'], either: 5, jaccard: 2 / 5, contained: 2 / 3 });
    if (first === undefined) throw new Error('no overlap');
    expect(describeOverlap(first)).toBe('share 2 of 5 techniques');
    expect(describeRelatives(first, ['A', 'B', 'C'])).toEqual(['A names T1059.001, B names T1059.']);
  });

  it('without steps, or without a catalog of threats, say nothing instead of dividing by 0', () => {
    const [overlap] = compare([makeThreat('a', []), makeThreat('b', [])]).overlaps;
    expect(overlap).toMatchObject({ jaccard: null, contained: null, either: 0 });
    expect(compareThreats([A], CATALOG, null, () => 'runs').mitigations).toEqual([]);
    expect(compare([])).toEqual({ techniques: [], mitigations: [], overlaps: [] });
  });

  it('overlap alike from both sides', () => {
    const some = fc.subarray(CATALOG.techniques.slice(0, 40).map(({ id }) => id as string));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [there] = compare([makeThreat('a', one), makeThreat('b', other)]).overlaps;
        const [back] = compare([makeThreat('b', other), makeThreat('a', one)]).overlaps;
        expect(there?.shared).toEqual(back?.shared);
        expect(there?.jaccard).toBe(back?.jaccard);
        expect(there?.relatives.map(({ sub }) => sub)).toEqual(back?.relatives.map(({ sub }) => sub));
        expect(there?.either).toBe(new Set([...one, ...other]).size);
      }),
      { numRuns: 50 },
    );
  });
});
