import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { indexCatalog, platformBits } from '../../src/domain/attack/catalog-index';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { compileThreats } from '../../src/domain/attack/compile-threats';
import { NO_LINEAGE, readComponentLineage } from '../../src/domain/attack/component-lineage';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import type { Result } from '../../src/domain/result';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { link, makeComponentBundle, makeModernBundle, makeNamesOnlyBundle } from './made-up-bundle';

function read(root: unknown, fileName = 'enterprise-attack-19.1.json') {
  return open(readAttackBundle(root, fileName));
}

function open<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const modern = read(makeModernBundle()).bundle;
const lineage = readComponentLineage([modern]);

function explain(catalog: Catalog, analytic: number) {
  return catalog.analytics[analytic]?.requirements.map((position) => {
    const requirement = catalog.requirements[position];
    return [
      catalog.dataComponents[requirement?.component ?? -1]?.id,
      catalog.logSources[requirement?.logSource ?? -1],
      requirement?.codes,
    ];
  });
}

describe('a release from 18 on', () => {
  const catalog = compileCatalog(modern, 'abc', NO_LINEAGE);

  it('keeps live techniques, in order of id, with tactics in the order of the matrix', () => {
    expect(catalog.techniques.map(({ id }) => id)).toEqual(['T1001', 'T1001.001', 'T1003']);
    expect(catalog.tactics.map(({ name }) => name)).toEqual(['Impact', 'Execution']);
    expect(catalog.techniques[1]).toMatchObject({ parent: 0, tactics: [1] });
    expect(catalog.techniques[2]?.platforms).toEqual([]);
  });

  it('drops links with a dead or missing end, and says equal things once', () => {
    expect(catalog.analytics.map(({ id, technique }) => [id, technique])).toEqual([
      ['AN0001', 0],
      ['AN0002', 0],
    ]);
    expect(explain(catalog, 0)).toEqual([['DC0032', 'WinEventLog:Security', ['4688', '4689']]]);
    expect(explain(catalog, 1)).toEqual([['DC0032', 'auditd:SYSCALL', ['execve']]]);
    expect(catalog.dataComponents).toEqual([{ id: 'DC0032', name: 'Process Creation' }]);
  });

  it('follows revoked-by to a live technique, and knows when there is none', () => {
    expect(catalog.retired).toEqual([
      { id: 'T1900', name: 'Old name', successor: 'T1001' },
      { id: 'T1901', name: 'Older name', successor: 'T1001' },
      { id: 'T1902', name: 'Deprecated', successor: null },
    ]);
  });

  it('holds no sentence of the bundle', () => {
    expect(JSON.stringify(catalog)).not.toContain('someone runs something');
  });

  it('compiles who uses and who mitigates', () => {
    const threats = compileThreats(modern, catalog);
    expect(threats.groups).toEqual([
      { id: 'G0001', name: 'Group', aliases: ['Also known'], techniques: [1], related: ['S0001'] },
    ]);
    expect(threats.software[0]?.techniques).toEqual([]);
    expect(threats.campaigns[0]?.related).toEqual(['G0001']);
    expect(threats.mitigations).toEqual([{ id: 'M0001', name: 'Mitigation', techniques: [0] }]);
  });

  it('survives being written and read', () => {
    expect(open(readCatalog(JSON.parse(JSON.stringify(catalog))))).toEqual(catalog);
  });
});

describe('a release before 18', () => {
  it('has one pseudo-analytic per technique and platform, requiring all its components', () => {
    const bundle = read(makeComponentBundle(), 'enterprise-attack-13.1.json').bundle;
    const catalog = compileCatalog(bundle, '', lineage);
    expect(catalog.analyticsKind).toBe('from-components');
    expect(catalog.analytics.map(({ id }) => id)).toEqual(['T1001@Linux', 'T1001@Windows']);
    expect(explain(catalog, 0)?.map(([id]) => id)).toEqual(['DC0032', '~Process: Nobody Knows']);
  });

  it('takes components from the technique’s own list where the release has no objects for them', () => {
    const bundle = read(makeNamesOnlyBundle(), 'enterprise-attack-9.0.json').bundle;
    const catalog = compileCatalog(bundle, '', lineage);
    expect(explain(catalog, 0)?.map(([id]) => id)).toEqual(['DC0032', '~Sensor Health: Something']);
  });
});

describe('reading a bundle', () => {
  it('accounts for every object', () => {
    const root = makeModernBundle(
      { type: 'identity', id: 'identity--1' },
      { type: 'surprise', id: 'surprise--1' },
      { id: 'x' },
      7 as never,
    );
    const { counts } = read(root);
    expect(counts.read).toBe(root.objects.length);
    expect(counts.kept + counts.unused + counts.reported).toBe(counts.read);
    expect(counts).toMatchObject({ unused: 1, reported: 3 });
  });

  it('names the place of what it cannot read', () => {
    const root = makeModernBundle(link('detects', '', '', { source_ref: 7 }));
    const result = readAttackBundle(root, '');
    const problem = result.issues.find(({ code }) => code === 'object-unreadable');
    expect(problem?.place).toEqual({ kind: 'path', path: `objects[${root.objects.length - 1}]` });
  });

  it('tells the release by collection, then by file name, then by date, and says when it judged', () => {
    const collection = { type: 'x-mitre-collection', id: 'x-mitre-collection--1', x_mitre_version: '18.1' };
    expect(read(makeModernBundle(collection), 'x.json').bundle).toMatchObject({
      release: '18.1',
      releaseSource: 'collection',
    });
    expect(read(makeModernBundle(), 'enterprise-attack-v19.0.json').bundle.release).toBe('19.0');
    const judged = readAttackBundle(makeModernBundle(), 'bundle.json');
    expect(judged.ok && judged.value.bundle.release).toBe('19');
    expect(judged.issues.map(({ code }) => code)).toContain('release-not-stated');
  });

  it.each([
    ['no object', 'text'],
    ['no list of objects', { type: 'bundle' }],
    ['another bundle', { type: 'bundle', objects: [{ type: 'indicator', id: 'indicator--1' }] }],
  ])('refuses %s', (_, root) => {
    expect(readAttackBundle(root, '').ok).toBe(false);
  });

  it('does not take keys of the prototype for content', () => {
    const root = JSON.parse(
      '{"type":"bundle","objects":[{"type":"attack-pattern","id":"__proto__","__proto__":{"name":"x"}}]}',
    );
    expect(readAttackBundle(root, '').ok).toBe(false);
    expect(({} as { name?: string }).name).toBeUndefined();
  });
});

describe('reading a catalog', () => {
  const catalog = compileCatalog(modern, 'abc', NO_LINEAGE);

  it('refuses a newer format with advice', () => {
    const result = readCatalog({ ...catalog, format: 2 });
    expect(result.ok).toBe(false);
    expect(result.issues[0]).toMatchObject({ code: 'catalog-too-new', place: { kind: 'path', path: 'format' } });
    expect(result.issues[0]?.done).toContain('Update Vedette');
  });

  it.each([
    ['analytics[0]', { analytics: [{ ...catalog.analytics[0], requirements: [99] }] }],
    ['analytics[0]', { analytics: [{ ...catalog.analytics[0], id: 7 }] }],
    ['analytics[1]', { analytics: [{ ...catalog.analytics[0], technique: 1 }, catalog.analytics[0]] }],
    ['logSources[0]', { logSources: [5] }],
    ['dataComponents[0]', { dataComponents: [null] }],
    ['dataComponents[1]', { dataComponents: [catalog.dataComponents[0], catalog.dataComponents[0]] }],
    ['tactics[0]', { tactics: [null] }],
    ['requirements[0]', { requirements: [{ component: 0, logSource: -1, codes: [7] }] }],
    ['techniques[0]', { techniques: [{ ...catalog.techniques[0], id: 1001 }] }],
    ['techniques[0]', { techniques: [{ ...catalog.techniques[0], id: '__proto__' }] }],
    ['retired[0]', { retired: [null] }],
    ['platforms', { platforms: Array.from({ length: 33 }, (_, n) => `Platform ${n}`) }],
    ['analyticsKind', { analyticsKind: 'guessed' }],
  ])('refuses a damaged one, with the path of the damage: %s', (path, damage) => {
    const result = readCatalog({ ...catalog, ...damage });
    expect(result.ok).toBe(false);
    expect(result.issues[0]).toMatchObject({ code: 'not-a-catalog', place: { kind: 'path', path } });
  });
});

describe('platforms', () => {
  it('are found under older and newer names', () => {
    const index = indexCatalog({
      ...compileCatalog(modern, '', NO_LINEAGE),
      platforms: ['Azure AD', 'Network', 'Windows'],
    });
    expect(platformBits(index.catalog, ['Identity Provider', 'network devices'])).toBe(0b011);
    expect(platformBits(index.catalog, ['Amiga'])).toBe(0);
  });
});
