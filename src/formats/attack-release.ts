/** Which release a bundle is. STIX 2.1 bundles say it in their collection object; STIX 2.0 bundles do not. */

export interface ToldRelease {
  readonly name: string;
  readonly source: 'collection' | 'file-name' | 'dates' | 'unknown';
}

/** Publication dates of major releases, newest first: https://attack.mitre.org/resources/versions/ */
const PUBLISHED: readonly (readonly [release: string, from: string])[] = [
  ['19', '2026-04-14'],
  ['18', '2025-10-14'],
  ['17', '2025-04-15'],
  ['16', '2024-10-15'],
  ['15', '2024-04-09'],
  ['14', '2023-10-17'],
  ['13', '2023-04-11'],
  ['12', '2022-10-11'],
  ['11', '2022-04-11'],
  ['10', '2021-10-07'],
  ['9', '2021-04-15'],
];

/**
 * @param collectionVersion `x_mitre_version` of the collection object; empty when there is none
 * @param fileName as `enterprise-attack-13.1.json`
 * @param latestModified the latest `modified` of all objects, ISO 8601: changes end a few days before publication
 */
export function tellRelease(collectionVersion: string, fileName: string, latestModified: string): ToldRelease {
  if (collectionVersion !== '') return { name: collectionVersion, source: 'collection' };
  const named = /(?:enterprise|mobile|ics)-attack[-_ ]v?(\d{1,2}(?:\.\d{1,2})?)(?!\d)/i.exec(fileName)?.[1];
  if (named !== undefined) return { name: named, source: 'file-name' };
  const dated = PUBLISHED.find(([, from]) => latestModified >= from);
  return dated === undefined ? { name: 'unknown', source: 'unknown' } : { name: dated[0], source: 'dates' };
}
