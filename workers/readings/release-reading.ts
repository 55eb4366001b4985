import type { AttackBundle } from '../../src/domain/attack/bundle';
import type { Catalog } from '../../src/domain/attack/catalog';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { compileProse } from '../../src/domain/attack/compile-prose';
import { compileThreats } from '../../src/domain/attack/compile-threats';
import { type ComponentLineage, readComponentLineage } from '../../src/domain/attack/component-lineage';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import { type Issue, type Result, success } from '../../src/domain/result';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { parseJson } from '../../src/formats/json-text';
import type { ImportCounts } from '../../src/store/import-receipt';
import { catalogId, isShipped } from '../catalogs';
import { loadComponentNames } from '../component-names';
import { type FileSource, readWhole } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { encodeJson } from '../packed-json';
import { type PackedProse, packProse } from '../prose-parts';
import { countByCode, countOf, MEBIBYTE, type PackedRelease, type Reader, type Reading } from './reading';

/** A bundle of 35 MB takes about 300 MB while it is read; a tablet gives a page one gigabyte. */
const LARGEST_JSON = 128 * MEBIBYTE;

export const readRelease: Reader = async (source, context) => {
  const release = await readAsRelease(source);
  if (release.ok || !release.issues.some(({ code }) => code === 'not-an-attack-bundle')) return release;
  const report = await readAsReport(source, context);
  // It is neither: what it lacks as a release says more.
  return !report.ok && report.issues.some(({ code }) => code === 'stix-attack-release') ? release : report;
};

/** Never as a report. */
export async function readAsRelease(source: FileSource): Promise<Result<Reading>> {
  const bytes = await readWhole(source, LARGEST_JSON, 'an ATT&CK release');
  if (!bytes.ok) return bytes;
  const sha256 = hashBytes(bytes.value);
  const json = parseJson(new TextDecoder().decode(bytes.value));
  if (!json.ok) return json;
  const result = readAttackBundle(json.value, source.name);
  if (!result.ok) return result;
  const { bundle, counts } = result.value;
  const lineage = await findLineage(bundle);
  const compiled = compileCatalog(bundle, '', lineage);
  const prose = packProse(compileProse(bundle, lineage));
  const threats = encodeJson(compileThreats(bundle, compiled));
  const catalog = { ...compiled, sourceSha256: await sha256 };
  return success(
    describeCatalogReading(
      catalog,
      {
        unit: 'objects',
        read: counts.read,
        kept: counts.kept + counts.unused,
        reported: counts.reported,
      },
      result.issues,
      { catalog: encodeUnlessShipped(catalog), prose, threats },
      bytes.value.length === source.size ? await sha256 : undefined,
    ),
    result.issues,
  );
}

/** A report may begin with copies of ATT&CK's objects. */
const readAsReport: Reader = async (source, context) => {
  const { readStixAsReport } = await import('./stix-report-reading');
  const report = await readStixAsReport(source, context);
  return report.ok ? { ...report, value: { ...report.value, format: 'stix-report' } } : report;
};

/** Older releases give their components no ids, or name them only: then the newest shipped release knows them by name. */
async function findLineage(bundle: AttackBundle): Promise<ComponentLineage> {
  const own = readComponentLineage([bundle]);
  const isWhole =
    bundle.dataComponents.length > 0 && bundle.dataComponents.every(({ stixId }) => own.idByStixId.has(stixId));
  if (isWhole) return own;
  const names = await loadComponentNames();
  return { idByStixId: own.idByStixId, enterpriseIdByName: new Map([...names, ...own.enterpriseIdByName]) };
}

export const readCompiledCatalog: Reader = async (source) => {
  const bytes = await readWhole(source, LARGEST_JSON, 'a catalog');
  if (!bytes.ok) return bytes;
  const json = parseJson(new TextDecoder().decode(bytes.value));
  const result = json.ok ? readCatalog(json.value) : json;
  if (!result.ok) return result;
  const { length } = result.value.techniques;
  const counts = { unit: 'techniques', read: length, kept: length, reported: 0 };
  return success(
    describeCatalogReading(result.value, counts, [], {
      catalog: encodeUnlessShipped(result.value),
      prose: null,
      threats: null,
    }),
  );
};

function encodeUnlessShipped(catalog: Catalog): ArrayBuffer | null {
  return isShipped(catalogId(catalog)) ? null : encodeJson(catalog);
}

function describeCatalogReading(
  catalog: Catalog,
  counts: ImportCounts,
  issues: readonly Issue[],
  packed: Pick<PackedRelease, 'catalog' | 'prose' | 'threats'>,
  /** Of the file, where the content is the file: a gzip has another. */
  sha256?: string,
): Reading {
  const id = catalogId(catalog);
  const shipped = isShipped(id);
  const { domain, release, techniques, analytics, tactics } = catalog;
  const isNothing = packed.catalog === null && packed.prose === null && packed.threats === null;
  return {
    counts,
    brought: [
      `ATT&CK ${release}, ${domain}`,
      [...countOf(techniques.length, 'technique'), ...countOf(tactics.length, 'tactic')].join(' in '),
      catalog.analyticsKind === 'published'
        ? countOf(analytics.length, 'analytic').join()
        : 'no analytics: published from release 18 on',
      ...describeProse(packed.prose),
      ...(shipped ? [describeShipped(packed.prose)] : []),
    ],
    issueCounts: countByCode(issues),
    detail: {
      kind: 'catalog',
      entry: { id, domain, release, origin: shipped ? 'shipped' : 'imported' },
      techniques: techniques.length,
      analytics: analytics.length,
    },
    ...(sha256 === undefined ? {} : { sha256 }),
    effect: isNothing ? { kind: 'nothing' } : { kind: 'release', release: { id, domain, release, ...packed } },
  };
}

function describeProse(prose: PackedProse | null): string[] {
  return prose === null ? [] : countOf(prose.techniques, 'description of a technique', 'descriptions of techniques');
}

function describeShipped(prose: PackedProse | null): string {
  return prose === null
    ? 'This release comes with Vedette already: nothing needs to be stored'
    : 'This release comes with Vedette already: only its descriptions and threats are added';
}
