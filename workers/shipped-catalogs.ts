import enterprise13 from '../data/catalog/enterprise-attack-13.1.json?packed';
import enterprise18 from '../data/catalog/enterprise-attack-18.1.json?packed';
import enterprise19 from '../data/catalog/enterprise-attack-19.1.json?packed';
import ics19 from '../data/catalog/ics-attack-19.1.json?packed';
import mobile19 from '../data/catalog/mobile-attack-19.1.json?packed';
import sensorGrounds from '../data/catalog/sensor-grounds.json?packed';
import sensorLibrary from '../data/catalog/sensor-library.json?packed';
import type { AttackDomain } from '../src/domain/attack/identifiers';

/** The releases that come with the app, in the order they are offered; 13.1 is the one SMAP was made for. */
export const SHIPPED_CATALOGS: readonly {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly url: string;
}[] = [
  { domain: 'enterprise-attack', release: '19.1', url: enterprise19 },
  { domain: 'mobile-attack', release: '19.1', url: mobile19 },
  { domain: 'ics-attack', release: '19.1', url: ics19 },
  { domain: 'enterprise-attack', release: '18.1', url: enterprise18 },
  { domain: 'enterprise-attack', release: '13.1', url: enterprise13 },
];

export const SENSOR_LIBRARY_URL = sensorLibrary;
/** Asked for by the panel of a sensor alone. */
export const SENSOR_GROUNDS_URL = sensorGrounds;
