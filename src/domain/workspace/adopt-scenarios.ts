import type { InventoryChange } from '../planning/inventory-change';
import type { Scenario } from '../planning/scenario';
import type { AdoptedIds } from './adopt-inventory';

/**
 * Adds scenarios that somebody sent beside an inventory: what they change is what was adopted here. One of the same name
 * and changes is the same; one that says something else under a name that is taken gets a number.
 */
export function adoptScenarios(
  here: readonly Scenario[],
  sent: readonly Scenario[],
  ids: AdoptedIds,
  newId: () => string,
): { readonly scenarios: readonly Scenario[]; readonly added: number } {
  const scenarios = [...here];
  for (const scenario of sent) {
    const changes = moveChanges(scenario.changes, ids, newId);
    const content = fingerprint({ ...scenario, changes });
    const isKnown = scenarios.some((other) => isNamed(other, scenario.name) && fingerprint(other) === content);
    if (isKnown) continue;
    scenarios.push({ ...scenario, id: newId(), name: findFreeName(scenario.name, scenarios), changes });
  }
  const added = scenarios.length - here.length;
  return { scenarios: added === 0 ? here : scenarios, added };
}

function moveChanges(
  changes: readonly InventoryChange[],
  ids: AdoptedIds,
  newId: () => string,
): readonly InventoryChange[] {
  const sensors = new Map(ids.sensors);
  const deployments = new Map(ids.deployments);
  const move = (map: ReadonlyMap<string, string>, id: string) => map.get(id) ?? id;
  return changes.map((change): InventoryChange => {
    switch (change.kind) {
      case 'add-sensor': {
        const id = sensors.get(change.sensor.id) ?? `user:${newId()}`;
        sensors.set(change.sensor.id, id);
        return { ...change, sensor: { ...change.sensor, id } };
      }
      case 'add-deployment': {
        const { deployment } = change;
        const id = deployments.get(deployment.id) ?? newId();
        deployments.set(deployment.id, id);
        const moved = {
          id,
          sensorId: move(sensors, deployment.sensorId),
          standsOn: deployment.standsOn === null ? null : move(ids.groups, deployment.standsOn),
          observes: deployment.observes.map((each) => ({ ...each, groupId: move(ids.groups, each.groupId) })),
        };
        return { ...change, deployment: { ...deployment, ...moved } };
      }
      case 'widen-share':
        return {
          ...change,
          deploymentId: move(deployments, change.deploymentId),
          groupId: move(ids.groups, change.groupId),
        };
      default:
        return { ...change, deploymentId: move(deployments, change.deploymentId) };
    }
  });
}

/** What a scenario says, with new ids for what it brings: those are made anew with every opening. */
function fingerprint({ notes, changes }: Pick<Scenario, 'notes' | 'changes'>): string {
  const brought = new Map<string, string>();
  for (const change of changes) {
    if (change.kind === 'add-sensor') brought.set(change.sensor.id, `new ${brought.size}`);
    if (change.kind === 'add-deployment') brought.set(change.deployment.id, `new ${brought.size}`);
  }
  return JSON.stringify([notes, changes], (key, value: unknown) =>
    (key === 'id' || key === 'sensorId' || key === 'deploymentId') && typeof value === 'string'
      ? (brought.get(value) ?? value)
      : sortKeys(value),
  );
}

/** Records of the same content may differ in the order of their fields. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** By that name, or by the number it was given because the name was taken. */
function isNamed({ name }: Scenario, wanted: string): boolean {
  return name === wanted || (name.startsWith(`${wanted} `) && /^\d+$/.test(name.slice(wanted.length + 1)));
}

function findFreeName(name: string, scenarios: readonly Scenario[]): string {
  const taken = new Set(scenarios.map((scenario) => scenario.name));
  let number = 2;
  let free = name;
  while (taken.has(free)) free = `${name} ${number++}`;
  return free;
}
