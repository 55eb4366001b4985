import { formatCount, formatCounted, formatPercent } from '../../../domain/format';
import type { InventoryChange } from '../../../domain/planning/inventory-change';
import type { Bound, Measure, Plan, PlanConstraint } from '../../../domain/planning/plan';
import { formatExactPercent, formatMoney } from '../../../domain/planning/plan-figures';
import type { PriceListRow } from '../../../domain/planning/read-price-list';
import type { FoundPlan } from '../../../state/best-plan';
import { QUALITY_WORDS } from '../../inventory/inventory-words';

/** The best plan in words. */

export interface PlaceNames {
  deployment(id: string): string;
  sensor(id: string): string;
  group(id: string): string;
  tactic(id: string): string;
}

/** "With 120,000 EUR", "Without a limit". */
export function describeMeans({ budget, currency }: Pick<Plan, 'budget' | 'currency'>): string {
  return budget === null ? 'Without a limit' : `With ${formatMoney(budget, currency)}`;
}

/** "6 of 14 options for 118,500 EUR, proven the best". */
export function describeChoice(answer: FoundPlan, { options, currency }: Plan): string {
  const { chosen, cost, isProven, bound, gap } = answer;
  const proof = isProven
    ? 'proven the best'
    : `at most ${formatExactPercent(bound)} is possible; the gap is ${formatExactPercent(gap)}`;
  const all = formatCounted(options.length, 'option');
  return `${formatCount(chosen.length)} of ${all} for ${formatMoney(cost, currency)}${isProven ? ', ' : '; '}${proof}`;
}

/** One sentence on what is in force, under the line that chooses it. */
export function explainCounting(measure: Measure | null, isAutomatic: boolean, bound: Bound): string {
  const chosen =
    measure === null || !isAutomatic
      ? ''
      : measure === 'strength'
        ? ' Chosen because everything that counts is rated.'
        : ' Chosen because not everything that counts is rated.';
  const meaning =
    measure === null
      ? 'Share × quality where everything that counts is rated, else the share alone.'
      : measure === 'strength'
        ? 'On how much of the estate an analytic runs, times the quality of its weakest data.'
        : 'On how much of the estate an analytic runs, whatever the quality of its data.';
  const end =
    bound === 'low'
      ? 'What is not known to meet on the same hosts does not count.'
      : 'What may meet on the same hosts counts.';
  return `${meaning}${chosen} ${end}`;
}

export const STANCE_WORDS = { must: 'Must', free: 'Free', 'must-not': 'Not' } as const;

/** What an option changes, as a sentence each. */
export function describeOptionChange(change: InventoryChange, names: PlaceNames): string {
  switch (change.kind) {
    case 'add-sensor':
      return `Describes ${change.sensor.name}.`;
    case 'add-deployment': {
      const { sensorId, observes } = change.deployment;
      const groups = [...new Set(observes.map(({ groupId }) => names.group(groupId)))];
      return `Adds ${names.sensor(sensorId)}${groups.length === 0 ? '' : `, observing ${joinSome(groups)}`}.`;
    }
    case 'remove-deployment':
      return `Takes out ${names.deployment(change.deploymentId)}.`;
    case 'deploy':
      return `Puts ${names.deployment(change.deploymentId)} into service.`;
    case 'enable-events':
    case 'disable-events': {
      const [first] = change.eventIds;
      const events = change.eventIds.length === 1 ? `event ${first}` : formatCounted(change.eventIds.length, 'event');
      return `Switches ${events} of ${names.deployment(change.deploymentId)} ${change.kind === 'enable-events' ? 'on' : 'off'}.`;
    }
    case 'widen-share': {
      const part = change.part === null ? '' : `${change.part} of `;
      return `${names.deployment(change.deploymentId)} reaches ${formatPercent(change.share)} of ${part}${names.group(change.groupId)}.`;
    }
    case 'raise-quality':
      return `Raises ${QUALITY_WORDS[change.dimension].short} of ${names.deployment(change.deploymentId)} to ${change.rating}.`;
  }
}

/** "At most one of A, B and C". */
export function describeConstraint(constraint: PlanConstraint, { options }: Pick<Plan, 'options'>, names: PlaceNames) {
  const option = (id: string) => options.find((candidate) => candidate.id === id)?.name ?? 'an option that is gone';
  switch (constraint.kind) {
    case 'must-have':
      return `Must have ${option(constraint.option)}`;
    case 'must-not-have':
      return `Must not have ${option(constraint.option)}`;
    case 'at-most-one':
      return `At most one of ${joinAll(constraint.options.map(option))}`;
    case 'needs':
      return `${option(constraint.option)} needs ${option(constraint.needed)}`;
    case 'tactic-floor':
      return `At least ${formatExactPercent(constraint.floor)} of ${names.tactic(constraint.tactic)}`;
    case 'group-floor':
      return `At least ${formatExactPercent(constraint.floor)} on ${names.group(constraint.groupId)}`;
  }
}

/** As positions in the plan's list, −1 for the budget. */
export function describeConflict(position: number, plan: Plan, names: PlaceNames): string {
  if (position < 0) return `Budget of ${plan.budget === null ? 'nothing' : formatMoney(plan.budget, plan.currency)}`;
  const constraint = plan.constraints[position];
  return constraint === undefined ? 'A constraint that is gone' : describeConstraint(constraint, plan, names);
}

export function describePriceRow({ problem, name, price, optionName, match }: PriceListRow): string {
  switch (problem) {
    case 'empty':
      return 'empty';
    case 'no-name':
      return 'names no option';
    case 'no-price':
      return `states no price for ${optionName}`;
    case 'unknown':
      return `no option is called “${name}”`;
    case 'ambiguous':
      return `“${name}” may be several options`;
    case 'named-before':
      return `${optionName} again: the first price is taken`;
    case null:
      return `${optionName}${match === 'loose' ? ` (from “${name}”)` : ''}: ${price?.amount} ${price?.currency} ${price?.per === 'year' ? 'a year' : 'once'}`.replace(
        /\s+/g,
        ' ',
      );
  }
}

/** Tenths of seconds for what is over in a moment, seconds for what lasts. */
export function formatSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u00a0s`;
}

const SHOWN = 3;

function joinSome(names: readonly string[]): string {
  return names.length <= SHOWN ? joinAll(names) : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more groups`;
}

function joinAll(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
