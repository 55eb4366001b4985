import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');

export const ENTERPRISE: Catalog = open('enterprise-attack-19.1');
export const MOBILE: Catalog = open('mobile-attack-19.1');
export const ICS: Catalog = open('ics-attack-19.1');
export const ENTERPRISE_THREATS: ThreatCatalog = open('enterprise-attack-19.1-threats');

function open<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8'));
}
