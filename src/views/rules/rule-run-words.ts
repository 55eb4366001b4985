import type { DatedResult, RuleOutcome, RuleResult } from '../../domain/detection/sigma/rule-run';
import { formatCount, formatCounted } from '../../domain/format';

/** What became of a rule in a run, in words. */
export const OUTCOME_WORDS: Readonly<Record<RuleOutcome, string>> = {
  matched: 'matched',
  silent: 'ran, no match',
  'no records': 'no records for it',
  unsupported: 'not run',
};

/** What wants to be looked at stands first. */
const RANK: Readonly<Record<RuleOutcome, number>> = { matched: 0, unsupported: 1, 'no records': 2, silent: 3 };

export function rankOutcome({ outcome }: Pick<RuleResult, 'outcome'>): number {
  return RANK[outcome];
}

export function sortResults(rules: readonly DatedResult[]): readonly DatedResult[] {
  return [...rules].sort(
    ({ result: one }, { result: other }) =>
      rankOutcome(one) - rankOutcome(other) || other.matched - one.matched || one.title.localeCompare(other.title),
  );
}

/** "4 of 22 rules matched; 12 ran without a match, for 3 there are no records of the log source, 3 could not be run." */
export function describeResults(results: readonly Pick<RuleResult, 'outcome'>[]): string {
  const count = (wanted: RuleOutcome) => results.filter(({ outcome }) => outcome === wanted).length;
  const [matched, silent, without, not] = [
    count('matched'),
    count('silent'),
    count('no records'),
    count('unsupported'),
  ];
  const rest = [
    silent > 0 ? `${formatCount(silent)} ran without a match` : '',
    without > 0 ? `for ${formatCount(without)} there are no records of the log source` : '',
    not > 0 ? `${formatCount(not)} could not be run` : '',
  ].filter((words) => words !== '');
  const head = `${formatCount(matched)} of ${formatCounted(results.length, 'rule')} matched`;
  return rest.length === 0 ? `${head}.` : `${head}; ${rest.join(', ')}.`;
}

export function describeMatches({ outcome, matched, looked, isCorrelation }: RuleResult): string {
  if (outcome === 'unsupported' || outcome === 'no records') return '–';
  if (isCorrelation) return formatCounted(matched, 'time');
  return `${formatCount(matched)} of ${formatCount(looked)}`;
}
