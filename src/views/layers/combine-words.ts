import type { OperationKind, UnscoredRule } from '../../domain/layers/arithmetic';
import type { Granularity, Meeting, SubTechniqueRule } from '../../domain/layers/operand-scores';

export const OPERATION_WORDS: Readonly<Record<OperationKind, string>> = {
  mean: 'Mean',
  sum: 'Sum',
  min: 'Lowest',
  max: 'Highest',
  count: 'Number of layers that score it',
  difference: 'Difference a − b',
  'weighted-mean': 'Weighted mean',
  formula: 'Formula',
};

export const SUB_TECHNIQUE_WORDS: Readonly<Record<SubTechniqueRule, string>> = {
  separate: 'each for itself',
  inherit: 'an unscored sub-technique has its technique’s score',
  highest: 'an unscored technique has the highest of its sub-techniques',
  average: 'an unscored technique has the mean of its sub-techniques',
};

export const GRANULARITY_WORDS: Readonly<Record<Granularity, string>> = {
  technique: 'one score per technique',
  cell: 'one score per technique and tactic',
};

export const MEETING_WORDS: Readonly<Record<Meeting, string>> = {
  max: 'the highest counts',
  min: 'the lowest counts',
  mean: 'their mean counts',
};

export type UnscoredChoice = 'left-out' | 'number' | 'everywhere';

export const UNSCORED_WORDS: Readonly<Record<UnscoredChoice, string>> = {
  'left-out': 'is left out',
  number: 'counts as a number where another layer scores',
  everywhere: 'counts as a number everywhere',
};

export function writeUnscoredRule(choice: UnscoredChoice, value: number): UnscoredRule {
  return choice === 'left-out' ? { kind: 'left-out' } : { kind: 'number', value, everywhere: choice === 'everywhere' };
}

export function listOptions<Value extends string>(
  words: Readonly<Record<Value, string>>,
): readonly { readonly value: Value; readonly label: string }[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value: value as Value, label }));
}
