import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { type ComponentLineage, NO_LINEAGE, readComponentLineage } from '../../src/domain/attack/component-lineage';
import { type AttackReading, readAttackBundle } from '../../src/formats/attack-stix';
import { describeWithShared, SHARED } from '../shared-data';

const FOLDER = join(SHARED, 'data', 'attack');

/** By file, with what is known of each release: live techniques, tactics, analytics, not observable, pairs without. */
const RELEASES = [
  ['enterprise-attack-9.0.json', 'from-components', 552, 14, 1170, 80, null],
  ['enterprise-attack-13.1.json', 'from-components', 607, 14, 1485, 39, null],
  ['enterprise-attack-17.1.json', 'from-components', 679, 14, 1764, 40, null],
  ['enterprise-attack-18.1.json', 'published', 691, 14, 1739, 41, 100],
  ['enterprise-attack-19.1.json', 'published', 697, 15, 1745, 45, 103],
  ['ics-attack-18.1.json', 'published', 83, 12, 82, 13, 0],
  ['ics-attack-18.1-stix2.1.json', 'published', 83, 12, 82, 13, 0],
  ['ics-attack-19.1.json', 'published', 97, 12, 97, 12, 0],
  ['mobile-attack-18.1.json', 'published', 124, 12, 211, 20, 0],
  ['mobile-attack-19.1.json', 'published', 124, 12, 211, 5, 0],
] as const;

interface Told {
  readonly release: string;
  readonly source: string;
  readonly codes: readonly string[];
}

interface Read extends AttackReading {
  readonly objects: number;
  /** Of the very same bundle under a name that says nothing. */
  readonly unnamed: Told;
  readonly named: Told;
}

function read(file: string): Read {
  const root: { readonly objects: readonly unknown[] } = JSON.parse(
    gunzipSync(readFileSync(join(FOLDER, `${file}.gz`))).toString('utf8'),
  );
  const [reading, named] = readAs(root, file);
  return { ...reading, objects: root.objects.length, named, unnamed: readAs(root, 'unknown.json')[1] };
}

function readAs(root: unknown, name: string): readonly [AttackReading, Told] {
  const result = readAttackBundle(root, name);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.issues)}`);
  const { release, releaseSource } = result.value.bundle;
  return [result.value, { release, source: releaseSource, codes: result.issues.map(({ code }) => code) }];
}

/** Platforms of live techniques for which ATT&CK publishes no analytic. */
function countPairsWithoutAnalytic({ catalog, firstAnalytic }: CatalogIndex): number {
  return catalog.techniques.reduce((sum, technique, at) => {
    const analytics = catalog.analytics.slice(firstAnalytic[at], firstAnalytic[at + 1]);
    return (
      sum + technique.platforms.filter((each) => !analytics.some(({ platforms }) => platforms.includes(each))).length
    );
  }, 0);
}

describeWithShared('every official release', () => {
  const readings = new Map<string, Read>();
  let lineage: ComponentLineage = NO_LINEAGE;
  const open = (file: string): Read => {
    const found = readings.get(file);
    if (found === undefined) throw new Error(`${file} was not read`);
    return found;
  };
  const compile = (file: string, sha256 = ''): Catalog => compileCatalog(open(file).bundle, sha256, lineage);

  beforeAll(() => {
    for (const [file] of RELEASES) readings.set(file, read(file));
    const newest = [...readings].filter(([file]) => file.includes('19.1'));
    lineage = readComponentLineage(newest.map(([, { bundle }]) => bundle));
  }, 60_000);

  it('is in the list of this test', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(RELEASES.map(([file]) => `${file}.gz`).sort());
  });

  it.each(RELEASES)('%s is read whole', (file) => {
    const { counts, objects } = open(file);
    expect(counts.reported).toBe(0);
    expect(counts.kept + counts.unused + counts.reported).toBe(counts.read);
    expect(counts.read).toBe(objects);
    expect(counts.unused).toBe(file.startsWith('ics') ? 20 : 2);
  });

  it.each(RELEASES)(
    '%s compiles and is indexed',
    (file, analyticsKind, techniques, tactics, analytics, notObservable, pairs) => {
      const catalog = compile(file, 'abc');
      const index = indexCatalog(catalog);
      expect({
        domain: catalog.domain,
        analyticsKind: catalog.analyticsKind,
        techniques: catalog.techniques.length,
        tactics: catalog.tactics.length,
        analytics: catalog.analytics.length,
        notObservable: index.notObservable.reduce((sum, flag) => sum + flag, 0),
      }).toEqual({ domain: file.replace(/-\d.*/, ''), analyticsKind, techniques, tactics, analytics, notObservable });
      if (pairs !== null) expect(countPairsWithoutAnalytic(index)).toBe(pairs);
      expect(catalog.sourceSha256).toBe('abc');
      expect(index.techniqueById.size).toBe(techniques);
      expect(index.firstAnalytic.at(-1)).toBe(analytics);
      expect(catalog.techniques.filter((technique) => technique.tactics.length === 0)).toEqual([]);
    },
  );

  it.each(RELEASES)('19.1 knows every technique that %s has ever known, by where it went', (file) => {
    const newest = compile(file.replace(/-\d.*/, '-19.1.json'));
    const live = new Set<string>(newest.techniques.map(({ id }) => id));
    const retired = new Map(newest.retired.map((each) => [each.id as string, each.successor]));
    const before = compile(file);
    for (const { id } of [...before.techniques, ...before.retired])
      expect(live.has(id) || retired.has(id), id).toBe(true);
    for (const successor of retired.values()) if (successor !== null) expect(live.has(successor)).toBe(true);
  });

  it('is the same catalog from STIX 2.0 and STIX 2.1', () => {
    const { sourceSha256, ...old } = compile('ics-attack-18.1.json', 'of 2.0');
    const { sourceSha256: other, ...current } = compile('ics-attack-18.1-stix2.1.json', 'of 2.1');
    expect([sourceSha256, other]).toEqual(['of 2.0', 'of 2.1']);
    expect(current).toEqual(old);
  });

  it.each(RELEASES)('%s tells its release', (file) => {
    const release = /-(\d+\.\d+)/.exec(file)?.[1] ?? '';
    const { named, unnamed } = open(file);
    if (file.includes('stix2.1')) {
      // Its collection object says it, whatever the file is called.
      for (const told of [named, unnamed]) expect(told).toEqual({ release, source: 'collection', codes: [] });
    } else {
      expect(named).toEqual({ release, source: 'file-name', codes: [] });
      const major = release.split('.')[0];
      expect(unnamed).toEqual({ release: major, source: 'dates', codes: ['release-not-stated'] });
    }
  });
});
