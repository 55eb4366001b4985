import type { CatalogIndex } from '../attack/catalog-index';
import { indexSensors, prepareEstate } from '../coverage/estate';
import type { CoverageSettings } from '../coverage/settings';
import { applyChanges } from '../planning/inventory-change';
import type { LeftOut } from '../planning/left-out';
import type { Measure, Plan, PlanConstraint } from '../planning/plan';
import { settleMeasure } from '../planning/weighted-coverage';
import { type Issue, issue } from '../result';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { compileCoverage, type FloorSubject } from './compile-problem';
import { NO_CONSTRAINT, type PlanProblem, type Rule } from './problem';
import { listUsableOptions, type UsableOption } from './usable-options';

export interface PlanInput {
  readonly plan: Plan;
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly library: readonly Sensor[];
  readonly settings: CoverageSettings;
  /** Per technique, 0 or more; the plan's profile for this catalog. */
  readonly weights: Float64Array;
}

export interface PreparedPlan {
  readonly problem: PlanProblem;
  /** By their positions in the problem. */
  readonly options: readonly UsableOption[];
  readonly measure: Measure;
  /** What was left out of options and constraints. */
  readonly issues: readonly Issue[];
  readonly leftOut: readonly LeftOut[];
}

/** From the plan as kept to the problem as solved. */
export function preparePlan({ plan, index, inventory, library, settings, weights }: PlanInput): PreparedPlan {
  const { bound } = plan.objective;
  const usable = listUsableOptions(plan, inventory, library, bound);
  const issues: Issue[] = [...usable.issues];
  const changes = usable.options.map((option) => option.changes);
  const measure = settleMeasureOfPlan({ plan, index, inventory, library, settings });
  const translated = translate(plan.constraints, usable.options, index, inventory);
  issues.push(...translated.issues);
  const { tooTangled, ...coverage } = compileCoverage({
    index,
    inventory,
    library,
    settings,
    options: changes,
    weights,
    measure,
    bound,
    floors: translated.floors,
  });
  for (const { position, total } of coverage.floors) {
    if (total === 0) issues.push(reportEmpty(position, 'Nothing that counts belongs to this floor.'));
  }
  const nameOf = new Map(plan.options.map(({ id, name }) => [id, name]));
  const leftOut: LeftOut[] = [...usable.leftOut];
  const tangled = [...tooTangled].map((option): Rule => {
    const id = usable.options[option]?.id ?? '';
    const name = nameOf.get(id) ?? '';
    leftOut.push({ id, name, why: 'other' });
    const message = `${name} changes a deployment that too many other options change too.`;
    issues.push(issue('warning', 'option-tangled', { kind: 'path', path: name }, message, { done: LEFT_OUT }));
    return { kind: 'must-not', position: NO_CONSTRAINT, option };
  });
  const costs = Float64Array.from(usable.options, ({ cost }) => cost);
  const budget = plan.budget === null ? Number.POSITIVE_INFINITY : Math.round(plan.budget * 100);
  return {
    problem: { ...coverage, costs, budget, rules: [...translated.rules, ...tangled] },
    options: usable.options,
    measure,
    issues,
    leftOut,
  };
}

/**
 * What the plan counts: settled over what is there, and what would be with all of its options; priced or not, so that it does
 * not change when a price is typed.
 */
export function settleMeasureOfPlan({
  plan,
  index,
  inventory,
  library,
  settings,
}: Omit<PlanInput, 'weights'>): Measure {
  const everything = applyChanges(
    inventory,
    plan.options.flatMap(({ changes }) => changes),
  ).inventory;
  return settleMeasure(
    plan.objective,
    [inventory, everything].map((some) => prepareEstate(index, some, indexSensors(library, some), settings)),
  );
}

function reportEmpty(position: number, message: string): Issue {
  return issue('warning', 'constraint-empty', { kind: 'path', path: `constraint ${position + 1}` }, message, {
    done: 'The search goes on without it.',
  });
}

const LEFT_OUT = 'It is left out of the search.';

interface Translated {
  readonly rules: readonly Rule[];
  readonly floors: readonly FloorSubject[];
  readonly issues: readonly Issue[];
}

/** Constraints by positions instead of ids. Of what they name and is not there, what is left still holds. */
function translate(
  constraints: readonly PlanConstraint[],
  options: readonly UsableOption[],
  { catalog }: CatalogIndex,
  inventory: Inventory,
): Translated {
  const rules: Rule[] = [];
  const floors: FloorSubject[] = [];
  const issues: Issue[] = [];
  const at = new Map(options.map(({ id }, position) => [id, position]));
  constraints.forEach((constraint, position) => {
    const report = (message: string) => issues.push(reportEmpty(position, message));
    switch (constraint.kind) {
      case 'must-have':
      case 'must-not-have': {
        const option = at.get(constraint.option);
        if (option !== undefined)
          rules.push({ kind: constraint.kind === 'must-have' ? 'must' : 'must-not', position, option });
        else if (constraint.kind === 'must-have') report('What must be in the plan is left out of the search.');
        break;
      }
      case 'at-most-one': {
        const some = [...new Set(constraint.options.flatMap((id) => at.get(id) ?? []))];
        if (some.length > 1) rules.push({ kind: 'at-most-one', position, options: some });
        break;
      }
      case 'needs': {
        const [option, needed] = [at.get(constraint.option), at.get(constraint.needed)];
        if (option === undefined) break;
        if (needed !== undefined) rules.push({ kind: 'needs', position, option, needed });
        // What it needs cannot be had.
        else rules.push({ kind: 'must-not', position, option });
        break;
      }
      case 'tactic-floor': {
        const tactic = catalog.tactics.findIndex(({ id, shortName }) =>
          [id, shortName].some((name) => name === constraint.tactic),
        );
        if (tactic >= 0) floors.push({ position, floor: constraint.floor, of: { tactic } });
        else report(`ATT&CK ${catalog.release} has no tactic ${constraint.tactic}.`);
        break;
      }
      case 'group-floor': {
        const isThere = inventory.groups.some(({ id }) => id === constraint.groupId);
        if (isThere) floors.push({ position, floor: constraint.floor, of: { groupId: constraint.groupId } });
        else report('The system group of this floor is not in the inventory any more.');
        break;
      }
    }
  });
  return { rules, floors, issues };
}
