import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { compileProse } from '../../src/domain/attack/compile-prose';
import { NO_LINEAGE, readComponentLineage } from '../../src/domain/attack/component-lineage';
import type { ReleaseProse } from '../../src/domain/attack/prose';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { describeWithShared, SHARED } from '../shared-data';
import { link, logSource, makeComponentBundle, makeModernBundle } from './made-up-bundle';

function compile(root: object, name = 'enterprise-attack-19.1.json') {
  const result = readAttackBundle(root, name);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const lineage = readComponentLineage([result.value.bundle]);
  return {
    prose: compileProse(result.value.bundle, lineage),
    catalog: compileCatalog(result.value.bundle, '', lineage),
  };
}

const ANALYTIC = {
  type: 'x-mitre-analytic',
  id: 'x-mitre-analytic--own',
  name: 'Analytic 9001',
  description: 'Look for it.',
  external_references: [{ source_name: 'mitre-attack', external_id: 'AN9001' }],
  x_mitre_platforms: ['Windows'],
  x_mitre_log_source_references: [
    logSource('creation', 'Own:Log', 'Event 7: said in words'),
    logSource('dead', 'x', 'y'),
    3,
  ],
  x_mitre_mutable_elements: [{ field: 'TimeWindow', description: 'How long.' }, 'dirt'],
};

describe('a made-up bundle', () => {
  const { prose } = compile(
    makeModernBundle(
      ANALYTIC,
      {
        type: 'x-mitre-detection-strategy',
        id: 'x-mitre-detection-strategy--own',
        name: 'Own strategy',
        external_references: [{ source_name: 'mitre-attack', external_id: 'DET9001' }],
        x_mitre_analytic_refs: [ANALYTIC.id, 'x-mitre-analytic--missing'],
      },
      link('detects', 'x-mitre-detection-strategy--own', 'attack-pattern--parent'),
      link('mitigates', 'course-of-action--m', 'attack-pattern--sub', { description: 'Do this.' }),
      link('mitigates', 'course-of-action--m', 'attack-pattern--gone', { description: 'Nobody reads this.' }),
      {
        type: 'attack-pattern',
        id: 'attack-pattern--long',
        name: 'Long',
        description: 'x'.repeat(60_000),
        external_references: [{ source_name: 'mitre-attack', external_id: 'T1777' }],
      },
    ),
  );
  const of = (id: string) => prose.techniques.find((technique) => technique.id === id);

  it('keeps channels as given, beside the names of strategies and what is to be adjusted', () => {
    const strategy = of('T1001')?.strategies.find(({ id }) => id === 'DET9001');
    expect(strategy).toEqual({
      id: 'DET9001',
      name: 'Own strategy',
      analytics: [
        {
          id: 'AN9001',
          name: 'Analytic 9001',
          description: 'Look for it.',
          platforms: ['Windows'],
          logSources: [{ component: 'DC0032', name: 'Own:Log', channel: 'Event 7: said in words' }],
          mutableElements: [{ field: 'TimeWindow', description: 'How long.' }],
        },
      ],
    });
  });

  it('says how a mitigation helps, and leaves out what is retired', () => {
    expect(of('T1001.001')?.mitigations).toEqual([{ id: 'M0001', name: 'Mitigation', text: 'Do this.' }]);
    expect(JSON.stringify(prose)).not.toContain('Nobody reads this');
    expect(prose.components.map(({ id }) => id)).toEqual(['DC0032']);
  });

  it('keeps how a technique has been used', () => {
    const used = compile(
      makeModernBundle(
        link('uses', 'malware--m', 'attack-pattern--sub', { description: 'It did this.' }),
        link('uses', 'malware--m', 'attack-pattern--gone', { description: 'Nobody reads this.' }),
        link('uses', 'malware--m', 'attack-pattern--parent'),
      ),
    );
    expect(used.prose.procedures).toEqual([{ technique: 'T1001.001', text: 'It did this.' }]);
  });

  it('cuts what no release writes', () => {
    expect(of('T1777')?.description).toHaveLength(50_001);
  });

  it('reads what components show, of releases before 18', () => {
    const old = compile({
      type: 'bundle',
      objects: [
        ...makeComponentBundle().objects,
        link('detects', 'x-mitre-data-component--creation', 'attack-pattern--sub', { description: 'Watch for it.' }),
      ],
    });
    const sub = old.prose.techniques.find(({ id }) => id === 'T1001.001');
    expect(sub?.componentDetections).toEqual([{ component: '~Process: Process Creation', text: 'Watch for it.' }]);
  });

  it('reads a bundle without any words', () => {
    const result = readAttackBundle(makeModernBundle(), '');
    if (!result.ok) throw new Error('not read');
    expect(
      compileProse(result.value.bundle, NO_LINEAGE).techniques.every(({ description }) => description === ''),
    ).toBe(true);
  });
});

/** Descriptions, detection texts, components' texts, analytics, channels, mitigations: counted apart from this code. */
const RELEASES = [
  ['enterprise-attack-9.0.json', 552, 552, 0, 0, 0, 1026],
  ['enterprise-attack-13.1.json', 607, 579, 1876, 0, 0, 1200],
  ['enterprise-attack-17.1.json', 679, 583, 2116, 0, 0, 1421],
  ['enterprise-attack-18.1.json', 691, 0, 0, 1739, 4126, 1445],
  ['enterprise-attack-19.1.json', 697, 0, 0, 1745, 4160, 1448],
  ['mobile-attack-18.1.json', 124, 0, 0, 211, 294, 167],
  ['mobile-attack-19.1.json', 124, 0, 0, 211, 573, 167],
  ['ics-attack-18.1.json', 83, 0, 0, 82, 236, 331],
  ['ics-attack-18.1-stix2.1.json', 83, 0, 0, 82, 236, 331],
  ['ics-attack-19.1.json', 97, 0, 0, 97, 287, 402],
] as const;

describeWithShared('official releases', () => {
  it.each(RELEASES)(
    '%s has its words',
    (file, ...expected) => {
      const root = JSON.parse(gunzipSync(readFileSync(join(SHARED, 'data', 'attack', `${file}.gz`))).toString('utf8'));
      const { prose, catalog } = compile(root, file);
      expect(count(prose)).toEqual(expected);
      // The same techniques, analytics and components as the catalog has.
      expect(prose.techniques.map(({ id }) => id)).toEqual(catalog.techniques.map(({ id }) => id));
      if (catalog.analyticsKind === 'published') {
        const ids = prose.techniques.flatMap(({ strategies }) =>
          strategies.flatMap(({ analytics }) => analytics.map(({ id }) => id)),
        );
        expect(ids.sort()).toEqual(catalog.analytics.map(({ id }) => id).sort());
      }
      const known = new Set(catalog.dataComponents.map(({ id }) => id));
      expect(prose.components.filter(({ id }) => !known.has(id))).toEqual([]);
    },
    60_000,
  );
});

function count({ techniques }: ReleaseProse): number[] {
  const sum = (of: (technique: ReleaseProse['techniques'][number]) => number) =>
    techniques.reduce((total, technique) => total + of(technique), 0);
  const analytics = techniques.flatMap(({ strategies }) => strategies.flatMap((strategy) => strategy.analytics));
  return [
    sum(({ description }) => (description === '' ? 0 : 1)),
    sum(({ detection }) => (detection === '' ? 0 : 1)),
    sum(({ componentDetections }) => componentDetections.length),
    analytics.length,
    analytics.reduce((total, { logSources }) => total + logSources.filter(({ channel }) => channel !== '').length, 0),
    sum(({ mitigations }) => mitigations.length),
  ];
}
