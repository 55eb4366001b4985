import { computeStatedShare } from '../coverage/estate';
import { applyChanges, deploymentOf, type InventoryChange } from '../planning/inventory-change';
import type { LeftOut } from '../planning/left-out';
import type { Bound, Plan, PlanOption } from '../planning/plan';
import { type Cents, readPrice } from '../planning/price';
import { type Issue, issue } from '../result';
import { computeLimitingQuality } from '../sensors/data-quality';
import { type Deployment, EMPTY_INVENTORY, type Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';

export interface UsableOption {
  readonly id: string;
  readonly changes: readonly InventoryChange[];
  readonly cost: Cents;
}

export interface UsableOptions {
  readonly options: readonly UsableOption[];
  /** Every option that is left out, with the reason. */
  readonly issues: readonly Issue[];
  readonly leftOut: readonly LeftOut[];
}

/** The options that a search can decide about. It rests on more never being worse: what takes away is no option. */
export function listUsableOptions(
  plan: Plan,
  inventory: Inventory,
  library: readonly Sensor[],
  bound: Bound,
): UsableOptions {
  const issues: Issue[] = [];
  const options: UsableOption[] = [];
  const leftOut: LeftOut[] = [];
  const known = new Map(inventory.deployments.map((deployment) => [deployment.id, deployment]));
  for (const { changes } of plan.options) {
    for (const change of changes)
      if (change.kind === 'add-deployment') known.set(change.deployment.id, change.deployment);
  }
  const sensors = new Set([...library, ...inventory.customSensors].map(({ id }) => id));
  const added = new Map<string, string>();
  for (const option of plan.options) {
    const price = readPrice(option.price, plan, option.name);
    const fault = findFault(option, bound, known, added, sensors);
    if (fault !== null) {
      issues.push(leaveOut(option, ...fault));
      leftOut.push({ id: option.id, name: option.name, why: 'other' });
    } else if (!price.ok) {
      issues.push(...price.issues);
      const isMissing = price.issues[0]?.code === 'price-missing';
      leftOut.push({ id: option.id, name: option.name, why: isMissing ? 'no-price' : 'price' });
    } else {
      options.push({ id: option.id, changes: option.changes, cost: price.value });
      for (const change of option.changes) {
        if (change.kind === 'add-deployment') added.set(change.deployment.id, option.name);
      }
    }
  }
  return { options, issues, leftOut };
}

function findFault(
  { changes }: PlanOption,
  bound: Bound,
  known: ReadonlyMap<string, Deployment>,
  added: ReadonlyMap<string, string>,
  sensors: ReadonlySet<string>,
): readonly [code: string, reason: string] | null {
  if (changes.length === 0) return ['option-empty', 'changes nothing'];
  for (const change of changes) {
    if (change.kind === 'remove-deployment' || change.kind === 'disable-events') {
      return ['option-removes', 'takes something away, which is for a scenario to weigh'];
    }
    const id = deploymentOf(change);
    if (change.kind === 'add-deployment' && !sensors.has(change.deployment.sensorId) && !brings(changes, change))
      return ['option-sensor-gone', 'brings a deployment of a sensor that is not there any more'];
    if (id !== null && !known.has(id))
      return ['option-gone', 'changes a deployment that is not in the inventory any more'];
    const other = change.kind === 'add-deployment' ? added.get(change.deployment.id) : undefined;
    if (other !== undefined) return ['option-twice', `brings the same deployment as ${other}`];
    if (lowers(known.get(id ?? ''), change, bound))
      return ['option-lowers', 'rates what is not rated, by which coverage can only fall'];
  }
  return null;
}

/** A first rating may be the lowest there is, take from unrated quality what it can be at most, or state a smaller share. */
function lowers(before: Deployment | undefined, change: InventoryChange, bound: Bound): boolean {
  if (before === undefined || change.kind !== 'raise-quality') return false;
  const [after = before] = applyChanges({ ...EMPTY_INVENTORY, deployments: [before] }, [change]).inventory.deployments;
  const qualityOf = ({ quality }: Deployment) => computeLimitingQuality(quality)?.quality ?? (bound === 'low' ? 0 : 1);
  return qualityOf(after) < qualityOf(before) || computeStatedShare(after, null) < computeStatedShare(before, null);
}

function brings(
  changes: readonly InventoryChange[],
  { deployment }: Extract<InventoryChange, { readonly kind: 'add-deployment' }>,
): boolean {
  return changes.some((change) => change.kind === 'add-sensor' && change.sensor.id === deployment.sensorId);
}

function leaveOut({ name }: PlanOption, code: string, reason: string): Issue {
  return issue('warning', code, { kind: 'path', path: name }, `${name} ${reason}.`, {
    done: 'It is left out of the search.',
  });
}
