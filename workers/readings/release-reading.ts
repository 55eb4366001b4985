import type { Catalog } from '../../src/domain/attack/catalog';
import { compileCatalog } from '../../src/domain/attack/compile-catalog';
import { readComponentLineage } from '../../src/domain/attack/component-lineage';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import { type Issue, success } from '../../src/domain/result';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { parseJson } from '../../src/formats/json-text';
import type { ImportCounts } from '../../src/store/import-receipt';
import { catalogId, isShipped } from '../catalogs';
import { loadComponentNames } from '../component-names';
import { readWhole } from '../file-source';
import { countByCode, MEBIBYTE, type Reader, type Reading } from './reading';

/** A bundle of 35 MB takes about 300 MB while it is read; a tablet gives a page one gigabyte. */
const LARGEST_JSON = 128 * MEBIBYTE;

export const readRelease: Reader = async (source) => {
  const digest = source.sha256();
  const bytes = await readWhole(source, LARGEST_JSON, 'an ATT&CK release');
  if (!bytes.ok) return bytes;
  const json = parseJson(new TextDecoder().decode(bytes.value));
  if (!json.ok) return json;
  const result = readAttackBundle(json.value, source.name);
  if (!result.ok) return result;
  const { bundle, counts } = result.value;
  const lineage = readComponentLineage([bundle]);
  const names = await loadComponentNames();
  const catalog = compileCatalog(bundle, await digest, {
    idByStixId: lineage.idByStixId,
    enterpriseIdByName: new Map([...names, ...lineage.enterpriseIdByName]),
  });
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
    ),
    result.issues,
  );
};

export const readCompiledCatalog: Reader = async (source) => {
  const bytes = await readWhole(source, LARGEST_JSON, 'a catalog');
  if (!bytes.ok) return bytes;
  const json = parseJson(new TextDecoder().decode(bytes.value));
  const result = json.ok ? readCatalog(json.value) : json;
  if (!result.ok) return result;
  const { length } = result.value.techniques;
  const counts = { unit: 'techniques', read: length, kept: length, reported: 0 };
  return success(describeCatalogReading(result.value, counts, []));
};

function describeCatalogReading(catalog: Catalog, counts: ImportCounts, issues: readonly Issue[]): Reading {
  const id = catalogId(catalog);
  const shipped = isShipped(id);
  const { domain, release, techniques, analytics, tactics } = catalog;
  return {
    counts,
    brought: [
      `ATT&CK ${release}, ${domain}`,
      `${techniques.length} techniques in ${tactics.length} tactics`,
      catalog.analyticsKind === 'published'
        ? `${analytics.length} analytics`
        : 'no analytics: published from release 18 on',
      ...(shipped ? ['This release comes with Vedette already: nothing needs to be stored'] : []),
    ],
    issueCounts: countByCode(issues),
    detail: {
      kind: 'catalog',
      entry: { id, domain, release, origin: shipped ? 'shipped' : 'imported' },
      techniques: techniques.length,
      analytics: analytics.length,
    },
    effect: shipped ? { kind: 'nothing' } : { kind: 'catalog', catalog },
  };
}
