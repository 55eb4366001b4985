import { applyChanges, deploymentOf, type InventoryChange } from '../planning/inventory-change';
import type { Deployment, Inventory } from '../sensors/inventory';

/**
 * Every state that the options can bring a deployment into, as an inventory of its own in which each state is a
 * deployment: what the coverage model says of those, it says of all plans.
 */
export interface Variants {
  readonly inventory: Inventory;
  /** By the ids of that inventory's deployments. */
  readonly byId: ReadonlyMap<string, Variant>;
  /** Options that touch one deployment together with so many others that their states cannot be listed. */
  readonly tooTangled: ReadonlySet<number>;
}

/** A deployment as it is after some options. */
export interface Variant {
  /** Position of the real deployment. */
  readonly unit: number;
  /** The options that bring it about, ascending; none: as it is today. */
  readonly options: readonly number[];
  /** How the states of this deployment combine. */
  readonly combining: Combining;
}

/**
 * `single`: at most one option touches it. `events`: several do, but all they do is to switch events on, so that any of
 * them may be looked at alone. `tangled`: each combination is a state of its own.
 */
export type Combining = 'single' | 'events' | 'tangled';

/** A deployment whose combinations are all listed has 2ⁿ states. */
const MOST_TANGLED = 5;

export function listVariants(inventory: Inventory, options: readonly (readonly InventoryChange[])[]): Variants {
  const touching = new Map<string, number[]>();
  const sensors = [...inventory.customSensors];
  options.forEach((changes, option) => {
    for (const change of changes) {
      if (change.kind === 'add-sensor') sensors.push(change.sensor);
      const id = deploymentOf(change);
      if (id === null) continue;
      const list = touching.get(id) ?? [];
      touching.set(id, list);
      if (!list.includes(option)) list.push(option);
    }
  });
  const today = new Map(inventory.deployments.map((deployment) => [deployment.id, deployment]));
  const ids = new Set([...today.keys(), ...touching.keys()]);
  const deployments: Deployment[] = [];
  const byId = new Map<string, Variant>();
  const tooTangled = new Set<number>();
  let unit = 0;
  for (const id of ids) {
    const touched = touching.get(id) ?? [];
    const combining = combine(touched, options, id);
    if (combining === 'tangled') for (const option of touched.slice(MOST_TANGLED)) tooTangled.add(option);
    for (const chosen of listChoices(touched, combining)) {
      const changes = chosen.flatMap((option) =>
        (options[option] ?? []).filter((change) => deploymentOf(change) === id),
      );
      const start = { ...inventory, deployments: [today.get(id) ?? []].flat(), customSensors: sensors };
      const [state] = applyChanges(start, changes).inventory.deployments;
      if (state === undefined || (chosen.length > 0 && state === today.get(id))) continue;
      const variantId = `${unit}:${chosen.join('+')}`;
      deployments.push({ ...state, id: variantId });
      byId.set(variantId, { unit, options: chosen, combining });
    }
    unit++;
  }
  return { inventory: { ...inventory, deployments, customSensors: sensors }, byId, tooTangled };
}

function combine(touched: readonly number[], options: readonly (readonly InventoryChange[])[], id: string): Combining {
  if (touched.length <= 1) return 'single';
  const isEventsOnly = touched.every((option) =>
    options[option]?.every((change) => deploymentOf(change) !== id || change.kind === 'enable-events'),
  );
  return isEventsOnly ? 'events' : 'tangled';
}

/** None of them first. */
function listChoices(touched: readonly number[], combining: Combining): readonly (readonly number[])[] {
  if (combining !== 'tangled') return [[], ...touched.map((option) => [option])];
  const listed = touched.slice(0, MOST_TANGLED);
  return Array.from({ length: 1 << listed.length }, (_, mask) => listed.filter((_, bit) => (mask & (1 << bit)) !== 0));
}
