import { type CatalogIndex, type ComponentNeed, platformBits } from '../attack/catalog-index';
import type { Inventory } from '../sensors/inventory';
import { ROLES, type Sensor } from '../sensors/sensor';
import type { ObservedGroup } from './estate';
import { describeMatch, type Match } from './match';
import { type CoverageSettings, PRECISIONS } from './settings';

/** A sensor that would feed a need in a group, and what stands between it and doing so. */
export interface Candidate extends Match {
  readonly sensorId: string;
  readonly sensorName: string;
  readonly obstacle: Obstacle;
}

/** From the smallest step to the largest. */
export const OBSTACLES = [
  'events are off',
  'role is missing',
  'does not count yet',
  'does not observe',
  'not owned',
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

const ALL_ROLES = new Set(ROLES);
const ALL_EVENTS = { mode: 'all' } as const;
/** A list of everything on the market helps nobody. */
const LONGEST_LIST = 8;

/** Sensors, of the library and the user's own, that would feed the need: smallest step first, then most precise. */
export function rankCandidates(
  index: CatalogIndex,
  inventory: Inventory,
  observed: ObservedGroup,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
  need: ComponentNeed,
): readonly Candidate[] {
  const found: Candidate[] = [];
  const place = { roles: ALL_ROLES, platforms: observed.group.platforms };
  for (const sensor of sensors.values()) {
    const match = describeMatch(index, sensor, ALL_EVENTS, place, settings, need);
    if (match.precision === null) continue;
    if (sensor.platforms.length > 0 && !isMadeFor(index, sensor, observed)) continue;
    found.push({
      sensorId: sensor.id,
      sensorName: sensor.name,
      obstacle: findObstacle(index, inventory, observed, sensor, settings, need),
      ...match,
    });
  }
  const rank = (candidate: Candidate) =>
    OBSTACLES.indexOf(candidate.obstacle) * PRECISIONS.length -
    (candidate.precision === null ? 0 : PRECISIONS.indexOf(candidate.precision));
  return found.sort((a, b) => rank(a) - rank(b) || (a.sensorName < b.sensorName ? -1 : 1)).slice(0, LONGEST_LIST);
}

function findObstacle(
  index: CatalogIndex,
  inventory: Inventory,
  observed: ObservedGroup,
  sensor: Sensor,
  settings: CoverageSettings,
  need: ComponentNeed,
): Obstacle {
  const observers = observed.observers.filter((candidate) => candidate.sensor.id === sensor.id);
  if (observers.length > 0) {
    const place = { roles: ALL_ROLES, platforms: observed.group.platforms };
    const isRoleMissing = observers.some(
      ({ deployment }) => describeMatch(index, sensor, deployment.events, place, settings, need).precision !== null,
    );
    return isRoleMissing ? 'role is missing' : 'events are off';
  }
  const owned = inventory.deployments.filter(({ sensorId }) => sensorId === sensor.id);
  if (owned.length === 0) return 'not owned';
  const observes = owned.some(({ observes: groups }) => groups.some(({ groupId }) => groupId === observed.group.id));
  return observes ? 'does not count yet' : 'does not observe';
}

/** Network sensors and tenants observe groups of other platforms: only a sensor made for other hosts falls away. */
function isMadeFor(index: CatalogIndex, sensor: Sensor, observed: ObservedGroup): boolean {
  const made = platformBits(index.catalog, sensor.platforms);
  const network = platformBits(index.catalog, ['Network Devices']);
  return made === 0 || (made & (observed.platforms | network)) !== 0;
}
