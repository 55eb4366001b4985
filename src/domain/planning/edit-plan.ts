import type { Plan, PlanConstraint, PlanOption } from './plan';

/** Edits of a plan, each a pure step from one to the next; untouched records stay the same objects. */

/** Whether an option has to be in every plan, in none, or is free to be chosen. */
export const STANCES = ['must', 'free', 'must-not'] as const;
export type Stance = (typeof STANCES)[number];

export function addOptions(plan: Plan, added: readonly PlanOption[]): Plan {
  const fresh = listNewOptions(plan, added);
  return fresh.length === 0 ? plan : { ...plan, options: [...plan.options, ...fresh] };
}

/** Those that are not in the plan yet: what makes the same changes as another one is no other option. */
export function listNewOptions<Option extends PlanOption>(
  plan: Pick<Plan, 'options'>,
  offered: readonly Option[],
): readonly Option[] {
  const known = new Set(plan.options.map(keyOfOption));
  const ids = new Set(plan.options.map(({ id }) => id));
  return offered.filter((option) => {
    const key = keyOfOption(option);
    if (known.has(key) || ids.has(option.id)) return false;
    known.add(key);
    ids.add(option.id);
    return true;
  });
}

/** Options that make the same changes have the same key, whatever ids the deployments got that they bring. */
export function keyOfOption({ changes }: Pick<PlanOption, 'changes'>): string {
  const known = keys.get(changes);
  if (known !== undefined) return known;
  const brought = new Map<unknown, string>();
  for (const change of changes) {
    if (change.kind === 'add-deployment') brought.set(change.deployment.id, `brought ${brought.size + 1}`);
  }
  const key = JSON.stringify(changes, (property, value: unknown) =>
    property === 'id' || property === 'deploymentId' ? (brought.get(value) ?? value) : value,
  );
  keys.set(changes, key);
  return key;
}

/** What is offered stays the same while a plan is edited. */
const keys = new WeakMap<PlanOption['changes'], string>();

/** Their constraints go with them; of "at most one of" what is left stays while there is something to choose between. */
export function removeOptions(plan: Plan, ids: ReadonlySet<string>): Plan {
  const options = plan.options.filter(({ id }) => !ids.has(id));
  if (options.length === plan.options.length) return plan;
  return { ...plan, options, constraints: plan.constraints.flatMap((constraint) => dropOptions(constraint, ids)) };
}

function dropOptions(constraint: PlanConstraint, ids: ReadonlySet<string>): readonly PlanConstraint[] {
  switch (constraint.kind) {
    case 'must-have':
    case 'must-not-have':
      return ids.has(constraint.option) ? [] : [constraint];
    case 'needs':
      return ids.has(constraint.option) || ids.has(constraint.needed) ? [] : [constraint];
    case 'at-most-one': {
      const options = constraint.options.filter((id) => !ids.has(id));
      if (options.length === constraint.options.length) return [constraint];
      return options.length < 2 ? [] : [{ ...constraint, options }];
    }
    case 'tactic-floor':
    case 'group-floor':
      return [constraint];
  }
}

export function editOptions(plan: Plan, ids: ReadonlySet<string>, edit: (option: PlanOption) => PlanOption): Plan {
  return { ...plan, options: plan.options.map((option) => (ids.has(option.id) ? edit(option) : option)) };
}

export function stanceOf({ constraints }: Pick<Plan, 'constraints'>, id: string): Stance {
  for (const constraint of constraints) {
    if (constraint.kind === 'must-have' && constraint.option === id) return 'must';
    if (constraint.kind === 'must-not-have' && constraint.option === id) return 'must-not';
  }
  return 'free';
}

export function takeStance(plan: Plan, ids: ReadonlySet<string>, stance: Stance): Plan {
  const others = plan.constraints.filter(
    (constraint) =>
      !(constraint.kind === 'must-have' || constraint.kind === 'must-not-have') || !ids.has(constraint.option),
  );
  const kind = stance === 'must' ? 'must-have' : 'must-not-have';
  const made = stance === 'free' ? [] : [...ids].map((option): PlanConstraint => ({ kind, option }));
  return { ...plan, constraints: [...others, ...made] };
}

/** A floor of the same tactic or group takes the place of the one there is. */
export function addConstraint(plan: Plan, added: PlanConstraint): Plan {
  const key = keyOfConstraint(added);
  const at = plan.constraints.findIndex((constraint) => keyOfConstraint(constraint) === key);
  const constraints = at === -1 ? [...plan.constraints, added] : plan.constraints.with(at, added);
  return { ...plan, constraints };
}

function keyOfConstraint(constraint: PlanConstraint): string {
  return JSON.stringify('floor' in constraint ? { ...constraint, floor: null } : constraint);
}

export function removeConstraint(plan: Plan, position: number): Plan {
  return { ...plan, constraints: plan.constraints.filter((_, at) => at !== position) };
}
