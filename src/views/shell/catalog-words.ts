import type { CoverageState } from '../../state/coverage';

export type CatalogEntry = NonNullable<ReturnType<CoverageState['catalogs']>>[number];

export const DOMAIN_WORDS: Readonly<Record<CatalogEntry['domain'], string>> = {
  'enterprise-attack': 'Enterprise',
  'mobile-attack': 'Mobile',
  'ics-attack': 'ICS',
};

/** "ATT&CK 19.1 Enterprise". */
export function nameCatalog({ domain, release }: Pick<CatalogEntry, 'domain' | 'release'>): string {
  return `ATT&CK ${release} ${DOMAIN_WORDS[domain]}`;
}

/** The same from an id alone, as of a release that is not here. */
export function nameCatalogId(id: string): string {
  const [domain = '', release = ''] = id.split('@');
  return `ATT&CK ${release} ${Object.entries(DOMAIN_WORDS).find(([known]) => known === domain)?.[1] ?? domain}`;
}

/** The releases on this device; empty while they are being listed, and when that failed. */
export function listEntries(coverage: CoverageState): readonly CatalogEntry[] {
  // Reading a resource that failed throws.
  return coverage.catalogs.error === undefined ? (coverage.catalogs.latest ?? []) : [];
}
