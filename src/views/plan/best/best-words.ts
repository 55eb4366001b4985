import { formatCount } from '../../../domain/format';
import { describeSearched } from '../../../domain/planning/left-out';
import type { Bound, Measure, Plan, PlanConstraint } from '../../../domain/planning/plan';
import { formatExactPercent, formatMoney } from '../../../domain/planning/plan-figures';
import type { PriceListRow } from '../../../domain/planning/read-price-list';
import type { FoundPlan } from '../../../state/best-plan';
import type { SearchState } from '../../../state/search-run';

/** The best plan in words. */

export interface PlaceNames {
  group(id: string): string;
  tactic(id: string): string;
}

/** "With 120,000 EUR", "Without a limit". */
export function describeMeans({ budget, currency }: Pick<Plan, 'budget' | 'currency'>): string {
  return budget === null ? 'Without a limit' : `With ${formatMoney(budget, currency)}`;
}

/** Where the best choice is none. */
export function describeNoChoice({ before, isProven, leftOut }: FoundPlan, plan: Plan): string {
  const today = formatExactPercent(before);
  if (leftOut.length === plan.options.length)
    return `Until then there is nothing to choose from; today ${today} is covered.`;
  const nothing =
    leftOut.length === 0 ? 'nothing here' : `nothing of ${describeSearched(plan.options.length, leftOut)}`;
  const end = isProven ? '.' : ', as far as the search has come.';
  return `${describeMeans(plan)} ${nothing} covers more than the ${today} of today${end}`;
}

/** While there is no answer to the plan as it is: what is known is said with the means that it was found for. */
export function describeUnanswered(
  state: SearchState,
  plan: Pick<Plan, 'budget' | 'currency'>,
  earlier: FoundPlan | undefined,
  earlierPlan: Pick<Plan, 'budget' | 'currency'> | undefined,
): string {
  const now =
    state === 'failed'
      ? 'The best choice could not be computed.'
      : state === 'stopped'
        ? `${describeMeans(plan)} nothing is found yet: the search was stopped.`
        : 'Looking for the best choice…';
  if (earlier === undefined || earlierPlan === undefined || earlier.contradiction.length > 0) return now;
  const [before, after] = [earlier.before, earlier.after].map(formatExactPercent);
  return `${now} Before the last change, ${uncapitalise(describeMeans(earlierPlan))}, the answer was ${after} instead of ${before}.`;
}

/** "6 of 14 options for 118,500 EUR, proven the best". */
export function describeChoice(answer: FoundPlan, { options, currency }: Plan): string {
  const { chosen, cost, isProven, bound, gap, leftOut } = answer;
  const proof = isProven
    ? `proven the best${leftOut.length === 0 ? '' : ' of these'}`
    : `at most ${formatExactPercent(bound)} is possible; the gap is ${formatExactPercent(gap)}`;
  const all = describeSearched(options.length, leftOut);
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

/** What the answer says where there is none; `conflicts` of the conditions are known to be part of it. */
export function describeContradiction(conflicts: number): string {
  return conflicts === 1
    ? 'No choice of options meets all conditions: one of them cannot be met by any.'
    : 'No choice of options meets all conditions: these cannot hold together.';
}

export function explainContradiction(conflicts: number): string {
  return conflicts === 1
    ? 'It cannot be met whatever the others say; after changing it, others may show.'
    : 'Each of these is part of the contradiction; after changing one, others may show.';
}

/** As positions in the plan's list, −1 for the budget. */
export function describeConflict(position: number, plan: Plan, names: PlaceNames): string {
  if (position < 0) return `Budget of ${plan.budget === null ? 'nothing' : formatMoney(plan.budget, plan.currency)}`;
  const constraint = plan.constraints[position];
  return constraint === undefined ? 'A constraint that is gone' : describeConstraint(constraint, plan, names);
}

export function describePriceRow({ problem, name, price, optionName, match, period, fault }: PriceListRow): string {
  switch (problem) {
    case 'empty':
      return 'empty';
    case 'no-name':
      return 'names no option';
    case 'no-price':
      return `states no price for ${optionName}, which keeps its own`;
    case 'unusable':
      return `“${price?.amount}”: ${fault} The option keeps its own.`;
    case 'unknown':
      return `no option is called “${name}”`;
    case 'ambiguous':
      return `“${name}” may be several options`;
    case 'named-before':
      return `${optionName} again: the first price is taken`;
    case null: {
      const loose = match === 'loose' ? ` (from “${name}”)` : '';
      const per = price?.per === 'year' ? 'a year' : 'once';
      return `${optionName}${loose}: ${price?.amount} ${price?.currency} ${per}${PERIOD_WORDS[period]}`.replace(
        /\s+/g,
        ' ',
      );
    }
  }
}

const PERIOD_WORDS: Readonly<Record<PriceListRow['period'], string>> = {
  stated: '',
  kept: ' (not stated; as it is paid now)',
  assumed: ' (not stated; assumed)',
};

/** Tenths of seconds for what is over in a moment, seconds for what lasts. */
export function formatSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u00a0s`;
}

function uncapitalise(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function joinAll(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
