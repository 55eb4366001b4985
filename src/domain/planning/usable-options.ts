import type { Issue } from '../result';
import { issue } from '../result';
import { computeLimitingQuality } from '../sensors/data-quality';
import type { Inventory } from '../sensors/inventory';
import { applyChanges, deploymentOf, type InventoryChange } from './inventory-change';
import type { Bound, Plan, PlanOption } from './plan';
import { type Cents, readPrice } from './price';

export interface UsableOption {
  readonly id: string;
  readonly changes: readonly InventoryChange[];
  readonly cost: Cents;
}

export interface UsableOptions {
  readonly options: readonly UsableOption[];
  /** Every option that is left out, with the reason. */
  readonly issues: readonly Issue[];
}

/** The options that a search can decide about. It rests on more never being worse: what takes away is no option. */
export function listUsableOptions(plan: Plan, inventory: Inventory, bound: Bound): UsableOptions {
  const issues: Issue[] = [];
  const options: UsableOption[] = [];
  const known = new Set(inventory.deployments.map(({ id }) => id));
  for (const { changes } of plan.options) {
    for (const change of changes) if (change.kind === 'add-deployment') known.add(change.deployment.id);
  }
  const added = new Map<string, string>();
  for (const option of plan.options) {
    const price = readPrice(option.price, plan, option.name);
    const fault = findFault(option, inventory, bound, known, added);
    if (fault !== null) issues.push(leaveOut(option, ...fault));
    else if (!price.ok) issues.push(...price.issues);
    else {
      options.push({ id: option.id, changes: option.changes, cost: price.value });
      for (const change of option.changes) {
        if (change.kind === 'add-deployment') added.set(change.deployment.id, option.name);
      }
    }
  }
  return { options, issues };
}

function findFault(
  { changes }: PlanOption,
  inventory: Inventory,
  bound: Bound,
  known: ReadonlySet<string>,
  added: ReadonlyMap<string, string>,
): readonly [code: string, reason: string] | null {
  if (changes.length === 0) return ['option-empty', 'changes nothing'];
  for (const change of changes) {
    if (change.kind === 'remove-deployment' || change.kind === 'disable-events') {
      return ['option-removes', 'takes something away, which is for a scenario to weigh'];
    }
    const id = deploymentOf(change);
    if (id !== null && !known.has(id))
      return ['option-gone', 'changes a deployment that is not in the inventory any more'];
    const other = change.kind === 'add-deployment' ? added.get(change.deployment.id) : undefined;
    if (other !== undefined) return ['option-twice', `brings the same deployment as ${other}`];
    if (bound === 'high' && lowers(inventory, change)) {
      return ['option-lowers', 'rates what is not rated, which the upper bound takes as perfect already'];
    }
  }
  return null;
}

/** A rating where there was none narrows what quality can be at most. */
function lowers(inventory: Inventory, change: InventoryChange): boolean {
  if (change.kind !== 'raise-quality') return false;
  const before = inventory.deployments.find(({ id }) => id === change.deploymentId);
  const after = applyChanges(inventory, [change]).inventory.deployments.find(({ id }) => id === change.deploymentId);
  if (before === undefined || after === undefined) return false;
  const [was, is] = [before, after].map(({ quality }) => computeLimitingQuality(quality)?.quality ?? 1);
  return (is ?? 1) < (was ?? 1);
}

function leaveOut({ name }: PlanOption, code: string, reason: string): Issue {
  return issue('warning', code, { kind: 'path', path: name }, `${name} ${reason}.`, {
    done: 'It is left out of the search.',
  });
}
