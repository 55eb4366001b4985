import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, ThreatCatalog } from '../../src/domain/attack/catalog';
import { type MentionFinder, makeMentionFinder } from '../../src/domain/threats/find-mentions';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'data', 'catalog', `${name}.json`), 'utf8'));

export const ENTERPRISE = read('enterprise-attack-19.1') as Catalog;
export const THREATS = read('enterprise-attack-19.1-threats') as ThreatCatalog;
export const MOBILE = read('mobile-attack-19.1') as Catalog;
export const ICS = read('ics-attack-19.1') as Catalog;

/** As the app has it: the release that comes with it, and the other domains'. */
export const FINDER: MentionFinder = makeMentionFinder(ENTERPRISE, THREATS, [MOBILE, ICS]);
