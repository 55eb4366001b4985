import { type CatalogIndex, platformBits } from '../attack/catalog-index';
import { computeLimitingQuality, QUALITY_MAXIMUM } from '../sensors/data-quality';
import type { Deployment, Inventory, SystemGroup } from '../sensors/inventory';
import { ROLES, type Role, type Sensor } from '../sensors/sensor';
import { computeFeeds, type Feeds, isDeploymentCounted } from './feeds';
import type { CoverageSettings } from './settings';
import { type Interval, shareWithinPart } from './share';

/** An inventory prepared for one catalog and one choice of settings: who observes what, with which feeds and shares. */
export interface Estate {
  readonly groups: readonly ObservedGroup[];
}

export interface ObservedGroup {
  readonly group: SystemGroup;
  /** The catalog's platforms that the group has and the settings look at. */
  readonly platforms: number;
  /** Whether techniques for which the release names no platform apply. */
  readonly takesUnplatformed: boolean;
  /** Stated criticality or number of hosts; `null` when neither is known. */
  readonly weight: number | null;
  readonly observers: readonly Observer[];
  /** The whole group first; then its parts and the rest, when deployments name parts. */
  readonly views: readonly GroupView[];
}

/** The group as a whole, or one of its parts. */
export interface GroupView {
  /** Share of the group, 0 to 1. */
  readonly weight: number;
  /** Per observer, the share of this view it covers. */
  readonly shares: readonly Interval[];
}

/** A deployment as one group sees it. */
export interface Observer {
  readonly deployment: Deployment;
  readonly sensor: Sensor;
  readonly feeds: Feeds;
  /** Share of the whole group. */
  readonly share: Interval;
  /** 0 to 1; [0, 1] where unrated. */
  readonly quality: Interval;
}

export function prepareEstate(
  index: CatalogIndex,
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
): Estate {
  const observersOf = new Map<string, Deployment[]>();
  for (const deployment of inventory.deployments) {
    if (!sensors.has(deployment.sensorId) || !isDeploymentCounted(deployment, settings)) continue;
    for (const groupId of new Set(deployment.observes.map((observation) => observation.groupId))) {
      const list = observersOf.get(groupId);
      if (list === undefined) observersOf.set(groupId, [deployment]);
      else list.push(deployment);
    }
  }
  const { observe, assemble } = makeEstateParts(index, inventory.groups, sensors, settings);
  const chosen = settings.groupIds;
  return {
    groups: inventory.groups
      .filter((group) => chosen === null || chosen.includes(group.id))
      .map((group) =>
        assemble(
          group,
          (observersOf.get(group.id) ?? []).flatMap((deployment) => observe(deployment, group) ?? []),
        ),
      ),
  };
}

/** How an estate is put together from its groups and deployments: what plans exchange one by one. */
export interface EstateParts {
  /** The deployment as the group sees it, whether it counts or not; `null`: its sensor is not known. */
  observe(deployment: Deployment, group: SystemGroup): Observer | null;
  assemble(group: SystemGroup, observers: readonly Observer[]): ObservedGroup;
}

export function makeEstateParts(
  index: CatalogIndex,
  groups: readonly SystemGroup[],
  sensors: ReadonlyMap<string, Sensor>,
  settings: CoverageSettings,
): EstateParts {
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const feedsOf = makeFeedCache(index, settings);
  const platformFilter = settings.platforms === null ? 0xffffffff : platformBits(index.catalog, settings.platforms);
  return {
    observe(deployment, group) {
      const sensor = sensors.get(deployment.sensorId);
      if (sensor === undefined) return null;
      const stand = deployment.standsOn === null ? undefined : groupById.get(deployment.standsOn);
      const limiting = computeLimitingQuality(deployment.quality);
      return {
        deployment,
        sensor,
        feeds: feedsOf(sensor, deployment, [...group.roles, ...(stand?.roles ?? [])], group.platforms),
        share: computeShareOfGroup(deployment, group),
        quality: limiting === null ? { low: 0, high: 1 } : exactly(limiting.quality),
      };
    },
    assemble: (group, observers) => ({
      group,
      platforms: (platformBits(index.catalog, group.platforms) & platformFilter) >>> 0,
      takesUnplatformed: settings.platforms === null && (group.kind === 'hosts' || group.kind === 'segment'),
      weight: group.criticality ?? group.hosts,
      observers,
      views: [{ weight: 1, shares: observers.map(({ share }) => share) }, ...viewParts(group, observers)],
    }),
  };
}

/** The sensors of a library and of an inventory, by id; the user's own win over the library's. */
export function indexSensors(library: readonly Sensor[], inventory: Inventory): ReadonlyMap<string, Sensor> {
  return new Map([...library, ...inventory.customSensors].map((sensor) => [sensor.id, sensor]));
}

/**
 * Remembers feeds for as long as the catalog's index lives: an edit of one deployment leaves those of the others as they
 * were. Of roles and platforms only those matter that some event of the sensor needs.
 */
const feedCaches = new WeakMap<CatalogIndex, WeakMap<Sensor, Map<string, Feeds>>>();
const placesNeeded = new WeakMap<Sensor, PlaceNeeded>();

interface PlaceNeeded {
  readonly roles: readonly Role[];
  readonly platforms: readonly string[];
}

function makeFeedCache(index: CatalogIndex, settings: CoverageSettings) {
  const bySensor = feedCaches.get(index) ?? new WeakMap<Sensor, Map<string, Feeds>>();
  feedCaches.set(index, bySensor);
  return (sensor: Sensor, deployment: Deployment, roles: readonly Role[], platforms: readonly string[]): Feeds => {
    const { events } = deployment;
    const needed = listPlaceNeeded(sensor);
    const played = needed.roles.filter((role) => roles.includes(role));
    const present = needed.platforms.filter((platform) => platforms.includes(platform));
    // That no platform is stated is not the same as that none of these is there.
    const isStated = needed.platforms.length > 0 && platforms.length > 0;
    const key = JSON.stringify([settings.facts, played, isStated && present, events]);
    const known = bySensor.get(sensor) ?? new Map<string, Feeds>();
    bySensor.set(sensor, known);
    const feeds =
      known.get(key) ?? computeFeeds(index, sensor, events, { roles: new Set(played), platforms }, settings.facts);
    known.set(key, feeds);
    return feeds;
  };
}

function listPlaceNeeded(sensor: Sensor): PlaceNeeded {
  const known = placesNeeded.get(sensor) ?? {
    roles: ROLES.filter((role) => sensor.events.some((event) => event.role === role)),
    platforms: [...new Set(sensor.events.flatMap(({ platforms }) => platforms ?? []))],
  };
  placesNeeded.set(sensor, known);
  return known;
}

/** The stated share; else what device completeness says; else all of it (decisions, "A share nobody stated"). */
export function computeStatedShare(deployment: Deployment, share: number | null): number {
  if (share !== null) return share;
  const completeness = deployment.quality.deviceCompleteness;
  return completeness === null ? 1 : completeness / QUALITY_MAXIMUM;
}

/**
 * Of the whole group: what observations of it say, or its parts together. A part that the group no longer has says that
 * something is reached, but not how much of the group that is.
 */
function computeShareOfGroup(deployment: Deployment, group: SystemGroup): Interval {
  let whole = 0;
  let lost = 0;
  const byPart = new Map<string, number>();
  for (const observation of deployment.observes) {
    if (observation.groupId !== group.id) continue;
    const share = computeStatedShare(deployment, observation.share);
    const { part } = observation;
    if (part === null) whole = Math.max(whole, share);
    else if (group.parts.some(({ name }) => name === part)) byPart.set(part, Math.max(byPart.get(part) ?? 0, share));
    else lost = Math.max(lost, share);
  }
  const scale = computePartScale(group);
  let parts = 0;
  for (const { name, share } of group.parts) parts += share * scale * (byPart.get(name) ?? 0);
  const low = Math.min(1, Math.max(whole, parts));
  return { low, high: Math.max(low, lost) };
}

/** Parts that claim more than the whole group are taken in proportion. */
function computePartScale(group: SystemGroup): number {
  const sum = group.parts.reduce((total, part) => total + part.share, 0);
  return sum > 1 ? 1 / sum : 1;
}

/** Parts are looked at one by one when some deployment names one (coverage model, "Share"). */
function viewParts(group: SystemGroup, observers: readonly Observer[]): GroupView[] {
  const isNamed = observers.some(({ deployment }) =>
    deployment.observes.some(
      ({ groupId, part }) => groupId === group.id && group.parts.some(({ name }) => name === part),
    ),
  );
  if (!isNamed) return [];
  const scale = computePartScale(group);
  const named: GroupPartShare[] = group.parts.map(({ name, share }) => ({ name, share: share * scale }));
  const rest = 1 - named.reduce((sum, part) => sum + part.share, 0);
  const parts = rest > 1e-9 ? [...named, { name: null, share: rest }] : named;
  return parts
    .filter((part) => part.share > 0)
    .map((part) => ({
      weight: part.share,
      shares: observers.map((observer) => computeShareOfPart(observer, group, part)),
    }));
}

/** `null`: what no part names. */
interface GroupPartShare {
  readonly name: string | null;
  readonly share: number;
}

function computeShareOfPart({ deployment }: Observer, group: SystemGroup, part: GroupPartShare): Interval {
  let ofPart: Interval = { low: 0, high: 0 };
  for (const observation of deployment.observes) {
    if (observation.groupId !== group.id) continue;
    const share = computeStatedShare(deployment, observation.share);
    const isLost = observation.part !== null && !group.parts.some(({ name }) => name === observation.part);
    if (observation.part === null) ofPart = widen(ofPart, shareWithinPart(share, part.share));
    else if (isLost) ofPart = widen(ofPart, { low: 0, high: share });
    else if (observation.part === part.name) ofPart = widen(ofPart, exactly(share));
  }
  return { low: Math.min(1, ofPart.low), high: Math.min(1, ofPart.high) };
}

function widen(a: Interval, b: Interval): Interval {
  return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
}

function exactly(value: number): Interval {
  return { low: value, high: value };
}
