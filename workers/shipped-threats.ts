import enterprise19 from '../data/catalog/enterprise-attack-19.1-threats.json?packed';
import ics19 from '../data/catalog/ics-attack-19.1-threats.json?packed';
import mobile19 from '../data/catalog/mobile-attack-19.1-threats.json?packed';
import type { AttackDomain } from '../src/domain/attack/identifiers';

/** Groups, software, campaigns and mitigations of the releases that come with the app; apart, since no matrix needs them. */
export const SHIPPED_THREATS: readonly {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly url: string;
}[] = [
  { domain: 'enterprise-attack', release: '19.1', url: enterprise19 },
  { domain: 'mobile-attack', release: '19.1', url: mobile19 },
  { domain: 'ics-attack', release: '19.1', url: ics19 },
];
