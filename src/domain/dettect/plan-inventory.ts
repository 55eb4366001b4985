import type { DataComponentId } from '../attack/identifiers';
import { makeSha256 } from '../digest';
import { type Issue, issue } from '../result';
import type { Deployment, GroupKind, SystemGroup } from '../sensors/inventory';
import { foldSensorName, type Sensor, type SensorEvent } from '../sensors/sensor';
import { ALL, type DataSourceAdministration, type DataSourceDetails } from './administration';
import { dettectComponentId, isOwnDataSource } from './own-data-sources';

/**
 * A data source administration as an inventory: a system group per system, a sensor of the user's own per product, and
 * one deployment for all entries that say the same of a product on the same systems: what one product gives comes from the
 * same hosts. Ids follow from the content, so that the same file always gives the same records.
 */
export interface DataSourcePlan {
  readonly groups: readonly SystemGroup[];
  readonly sensors: readonly Sensor[];
  readonly deployments: readonly Deployment[];
  /** Which deployments stand for an entry's products. */
  readonly suppliers: readonly PlannedSupplier[];
  /** System as the file names it (or `all`) → group. */
  readonly groupOf: ReadonlyMap<string, string>;
  readonly issues: readonly Issue[];
}

export interface PlannedSupplier {
  readonly deploymentId: string;
  /** Position in `details`. */
  readonly detail: number;
  /** As written; `null`: the entry names none. */
  readonly product: string | null;
}

export interface PlanContext {
  /** Of the document that is planned; part of what records are recognised by. */
  readonly documentId: string;
  readonly groups: readonly SystemGroup[];
  /** Data components of the file's domain: name, without case → id and name. */
  readonly components: ReadonlyMap<string, { readonly id: DataComponentId; readonly name: string }>;
  /** Platforms of the file's domain. */
  readonly platforms: readonly string[];
  tellKind(platforms: readonly string[]): GroupKind;
}

const PLANNED = 'dettect-';
const SUFFIX = ' (DeTT&CT)';
const UNNAMED = `Product not named${SUFFIX}`;

export function planDataSources(administration: DataSourceAdministration, context: PlanContext): DataSourcePlan {
  const issues: Issue[] = [];
  const systems = planSystems(administration, context, issues);
  const sensors = new Map<string, Sensor>();
  const deployments = new Map<string, Deployment>();
  const suppliers: PlannedSupplier[] = [];
  /** What is said of a product → the deployment that other entries may join. */
  const alike = new Map<string, string>();
  const uses = new Map<string, number>();
  const events = new Map<string, SensorEvent>();
  administration.details.forEach((details, detail) => {
    const event = events.get(details.dataSource) ?? planEvent(details, context, issues);
    events.set(details.dataSource, event);
    const appliesTo = [...details.appliesTo].sort();
    for (const product of details.products.length === 0 ? [null] : details.products) {
      const sensorId = sensorIdOf(product);
      sensors.set(sensorId, addEvents(sensors.get(sensorId) ?? makeSensor(sensorId, product), [event]));
      const said = JSON.stringify([product, appliesTo, details.connected, details.comment, details.quality]);
      // Entries that name no product may be of different ones.
      const joined = product === null ? null : addEvent(deployments.get(alike.get(said) ?? ''), event.id);
      // Known by the entry that comes first, so that it stays the same when others part from it.
      const key = JSON.stringify([context.documentId, details.dataSource, product, appliesTo]);
      const use = uses.get(key) ?? 0;
      uses.set(key, use + 1);
      const deployment =
        joined ??
        makeDeployment(
          digest([key, use]),
          sensorId,
          details,
          listGroups(details, systems.groupOf, administration),
          event.id,
        );
      deployments.set(deployment.id, deployment);
      alike.set(said, deployment.id);
      suppliers.push({ deploymentId: deployment.id, detail, product });
    }
  });
  return {
    groups: systems.groups,
    sensors: [...sensors.values()],
    deployments: [...deployments.values()],
    suppliers,
    groupOf: systems.groupOf,
    issues,
  };
}

/** `null`: nothing to join, or it has this event already, from an entry that says the same twice. */
function addEvent(deployment: Deployment | undefined, eventId: string): Deployment | null {
  if (deployment === undefined || deployment.events.mode !== 'only') return null;
  const { ids } = deployment.events;
  return ids.includes(eventId) ? null : { ...deployment, events: { mode: 'only', ids: [...ids, eventId] } };
}

/** The system group of a file that tells no systems apart goes by the file's name. */
export function nameOfAll(title: string): string {
  return title.trim() || 'All systems';
}

/** The product that a sensor stands for in an administration; `null`: none is named. */
export function productOf(sensor: Pick<Sensor, 'name'>): string | null {
  if (sensor.name === UNNAMED) return null;
  return sensor.name.endsWith(SUFFIX) ? sensor.name.slice(0, -SUFFIX.length) : sensor.name;
}

/** Whether a deployment was made from an administration, whichever. */
export function isPlannedId(id: string): boolean {
  return id.startsWith(PLANNED);
}

/** Whether a sensor was made from an administration: its events are named as the data sources there. */
export function isDettectSensor(sensor: Pick<Sensor, 'id'>): boolean {
  return sensor.id.startsWith('user:dettect-');
}

/** A sensor with more events; the same object when it has them all. */
export function addEvents(sensor: Sensor, events: readonly SensorEvent[]): Sensor {
  const known = new Set(sensor.events.map(({ id }) => id));
  const added = events.filter(({ id }) => !known.has(id));
  return added.length === 0 ? sensor : { ...sensor, events: [...sensor.events, ...added] };
}

export function isSameProduct(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : foldProduct(one) === foldProduct(other);
}

function planSystems(
  { systems, details, name }: DataSourceAdministration,
  context: PlanContext,
  issues: Issue[],
): { readonly groups: readonly SystemGroup[]; readonly groupOf: ReadonlyMap<string, string> } {
  const listed = new Map(systems.map((system) => [system.name, system.platforms]));
  for (const { appliesTo, place } of details) {
    for (const system of appliesTo) {
      if (system === ALL || listed.has(system)) continue;
      listed.set(system, []);
      const message = 'This system is not among the “systems” of the file, which give each its platforms.';
      issues.push(
        issue('warning', 'system-unlisted', place, message, {
          found: system,
          done: 'Read as a system group without a platform: no technique applies there until it has one.',
        }),
      );
    }
  }
  if (listed.size === 0) listed.set(ALL, []);
  const groupOf = new Map<string, string>();
  const groups = [...listed].map(([system, written]) => {
    const title = system === ALL ? nameOfAll(name) : system;
    const id = `dettect-${digest([context.documentId, 'system', system])}`;
    const folded = title.trim().toLowerCase();
    const known =
      context.groups.find((group) => group.id === id) ??
      context.groups.find((group) => group.name.trim().toLowerCase() === folded);
    const platforms = readPlatforms(written, context, system, issues);
    groupOf.set(system, known?.id ?? id);
    return known === undefined ? makeGroup(id, title, platforms, context) : { ...known, platforms };
  });
  return { groups, groupOf };
}

function readPlatforms(
  written: readonly string[],
  { platforms }: PlanContext,
  system: string,
  issues: Issue[],
): readonly string[] {
  if (written.some((platform) => platform.toLowerCase() === ALL)) return platforms;
  return written.map((platform) => {
    const known = platforms.find((name) => name.trim().toLowerCase() === platform.trim().toLowerCase());
    if (known === undefined) {
      issues.push(
        issue(
          'note',
          'platform-unknown',
          { kind: 'path', path: `systems, ${system}` },
          'The newest release of ATT&CK that comes with the app has no platform of this name in the domain of the file.',
          { found: platform, done: 'Kept as written.' },
        ),
      );
    }
    return known ?? platform;
  });
}

/** `all` is every system that the file lists; where it lists none, every one that it names. */
function listGroups(
  { appliesTo }: DataSourceDetails,
  groupOf: ReadonlyMap<string, string>,
  { systems }: DataSourceAdministration,
): readonly string[] {
  if (appliesTo.includes(ALL)) {
    const names = systems.length === 0 ? [...groupOf.keys()] : systems.map(({ name }) => name);
    return [...new Set(names.flatMap((name) => groupOf.get(name) ?? []))];
  }
  return [...new Set(appliesTo.flatMap((system) => groupOf.get(system) ?? []))];
}

function planEvent({ dataSource, place }: DataSourceDetails, context: PlanContext, issues: Issue[]): SensorEvent {
  const component = findComponent(dataSource, context);
  if (component === undefined && !isOwnDataSource(dataSource)) {
    issues.push(
      issue(
        'warning',
        'component-unknown',
        place,
        'No data component of ATT&CK in the domain of the file has this name.',
        {
          found: dataSource,
          done: 'Kept under its own name; it feeds no analytic.',
        },
      ),
    );
  } else if (component !== undefined && component.name !== dataSource) {
    issues.push(
      issue('note', 'component-spelling', place, `ATT&CK writes this data component as “${component.name}”.`, {
        found: dataSource,
        done: 'Read as that. DeTT&CT compares to the letter and does not count it, nor does its lens.',
      }),
    );
  }
  const id = component?.id ?? dettectComponentId(dataSource);
  return { id: dataSource, mappings: [{ component: id, origin: 'user' }] };
}

/** As ATT&CK names it, in any case; or behind its data source, as releases before 18 did (`Process: Process Creation`). */
function findComponent(name: string, { components }: PlanContext) {
  const folded = name.trim().toLowerCase().replace(/\s+/g, ' ');
  return components.get(folded) ?? components.get(folded.slice(folded.indexOf(':') + 1).trim());
}

function makeGroup(id: string, name: string, platforms: readonly string[], context: PlanContext): SystemGroup {
  return {
    id,
    name,
    kind: context.tellKind(platforms),
    platforms,
    hosts: null,
    criticality: null,
    roles: [],
    parts: [],
    site: '',
    notes: '',
  };
}

function sensorIdOf(product: string | null): string {
  return `user:dettect-${digest([product === null ? null : foldProduct(product)])}`;
}

function foldProduct(product: string): string {
  return foldSensorName(product) || product.trim().toLowerCase();
}

function makeSensor(id: string, product: string | null): Sensor {
  return {
    id,
    name: product === null ? UNNAMED : `${product}${SUFFIX}`,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources: [],
    events: [],
    origin: 'user',
  };
}

function makeDeployment(
  id: string,
  sensorId: string,
  { connected, comment, quality }: DataSourceDetails,
  groupIds: readonly string[],
  eventId: string,
): Deployment {
  return {
    id: `${PLANNED}${id}`,
    sensorId,
    version: '',
    standsOn: groupIds.length === 1 ? (groupIds[0] ?? null) : null,
    observes: groupIds.map((groupId) => ({ groupId, share: null, part: null })),
    events: { mode: 'only', ids: [eventId] },
    status: 'deployed',
    cost: null,
    owner: '',
    logDestination: '',
    retentionDays: null,
    since: connected,
    until: null,
    quality,
    notes: comment,
  };
}

/** Short enough for a key, long enough that no two contents share one. */
function digest(content: unknown): string {
  const hash = makeSha256();
  hash.update(new TextEncoder().encode(JSON.stringify(content)));
  return hash.finish().slice(0, 24);
}
