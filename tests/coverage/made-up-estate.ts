import { CATALOG_FORMAT, type Catalog } from '../../src/domain/attack/catalog';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import type { AnalyticId, DataComponentId, TacticId, TechniqueId } from '../../src/domain/attack/identifiers';
import { type Coverage, computeCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { type CoverageSettings, DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { type Deployment, EMPTY_INVENTORY, type Inventory, type SystemGroup } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';

/** Small catalogs and estates, written down in full so that a test shows what it is about. */

export interface MadeUpAnalytic {
  readonly technique: string;
  readonly platforms?: readonly string[];
  /** "component" or "component log-source code…" */
  readonly needs: readonly string[];
}

const PLATFORMS = ['Windows', 'Linux', 'PRE'];

export function makeCatalog(
  techniques: Readonly<Record<string, readonly string[]>>,
  analytics: readonly MadeUpAnalytic[],
): CatalogIndex {
  const ids = Object.keys(techniques);
  const components: string[] = [];
  const logSources: string[] = [];
  const requirements: Catalog['requirements'][number][] = [];
  const place = (list: string[], item: string) => (list.includes(item) ? list.indexOf(item) : list.push(item) - 1);
  const sorted = [...analytics].sort((a, b) => ids.indexOf(a.technique) - ids.indexOf(b.technique));
  const catalog: Catalog = {
    format: CATALOG_FORMAT,
    domain: 'enterprise-attack',
    release: '19.1',
    sourceSha256: '',
    platforms: PLATFORMS,
    tactics: [{ id: 'TA0002' as TacticId, shortName: 'execution', name: 'Execution' }],
    techniques: ids.map((id) => ({
      id: id as TechniqueId,
      name: `Technique ${id}`,
      tactics: [0],
      platforms: (techniques[id] ?? []).map((platform) => PLATFORMS.indexOf(platform)),
      parent: id.includes('.') ? ids.indexOf(id.split('.')[0] ?? '') : -1,
    })),
    analyticsKind: 'published',
    analytics: sorted.map(({ technique, platforms, needs }, position) => ({
      id: `AN${String(position + 1).padStart(4, '0')}` as AnalyticId,
      strategy: 'DET0001',
      technique: ids.indexOf(technique),
      platforms: (platforms ?? ['Windows']).map((platform) => PLATFORMS.indexOf(platform)),
      requirements: needs.map((need) => {
        const [component = '', source, ...codes] = need.split(' ');
        const logSource = source === undefined ? -1 : place(logSources, source);
        return requirements.push({ component: place(components, component), logSource, codes }) - 1;
      }),
    })),
    get dataComponents() {
      return components.map((id) => ({ id: id as DataComponentId, name: id }));
    },
    logSources,
    requirements,
    retired: [],
  };
  return indexCatalog(catalog);
}

export function makeGroup(id: string, change: Partial<SystemGroup> = {}): SystemGroup {
  return {
    id,
    name: id,
    kind: 'hosts',
    platforms: ['Windows'],
    hosts: 100,
    criticality: null,
    roles: [],
    parts: [],
    site: '',
    notes: '',
    ...change,
  };
}

/** A sensor whose events map to components: `{ '1': ['A'], '2': ['B'] }`. */
export function makeSensor(
  id: string,
  events: Readonly<Record<string, readonly string[]>>,
  change: Partial<Sensor> = {},
): Sensor {
  return {
    id,
    name: id,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources: [],
    events: Object.entries(events).map(([eventId, components]) => ({
      id: eventId,
      mappings: components.map((component) => ({
        component: component as DataComponentId,
        origin: 'library' as const,
      })),
    })),
    origin: 'library',
    ...change,
  };
}

export function makeDeployment(sensorId: string, change: Partial<Deployment> = {}): Deployment {
  return {
    id: `deployment of ${sensorId}`,
    sensorId,
    standsOn: 'G',
    observes: [{ groupId: 'G', share: 1, part: null }],
    events: { mode: 'all' },
    status: 'deployed',
    cost: null,
    owner: '',
    version: '',
    logDestination: '',
    retentionDays: null,
    since: null,
    until: null,
    quality: UNRATED,
    notes: '',
    ...change,
  };
}

export function observe(share: number | null, part: string | null = null): Deployment['observes'] {
  return [{ groupId: 'G', share, part }];
}

export function makeInventory(change: Partial<Inventory>): Inventory {
  return { ...EMPTY_INVENTORY, groups: [makeGroup('G')], ...change };
}

export function cover(
  index: CatalogIndex,
  inventory: Inventory,
  library: readonly Sensor[],
  change: Partial<CoverageSettings> = {},
): Coverage {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const estate = prepareEstate(index, inventory, indexSensors(library, inventory), settings);
  return computeCoverage(index, estate, inventory.supporting, settings);
}
