import type { ChangeKind } from '../../domain/attack/release-diff';

/** Each kind of change between two releases: behind a count, and in a row of the table. */
export const CHANGE_WORDS: Readonly<
  Record<ChangeKind, { readonly one: string; readonly many: string; readonly row: string }>
> = {
  'tactic added': { one: 'new tactic', many: 'new tactics', row: 'new tactic' },
  'tactic renamed': { one: 'tactic renamed', many: 'tactics renamed', row: 'tactic renamed' },
  'tactic removed': { one: 'tactic gone', many: 'tactics gone', row: 'tactic gone' },
  added: { one: 'new technique', many: 'new techniques', row: 'new' },
  revoked: { one: 'revoked', many: 'revoked', row: 'revoked' },
  deprecated: { one: 'deprecated', many: 'deprecated', row: 'deprecated' },
  absent: { one: 'not there', many: 'not there', row: 'not there' },
  renamed: { one: 'renamed', many: 'renamed', row: 'renamed' },
  moved: { one: 'under other tactics', many: 'under other tactics', row: 'other tactics' },
  parent: { one: 'under another parent', many: 'under another parent', row: 'another parent' },
  platforms: { one: 'with other platforms', many: 'with other platforms', row: 'platforms' },
  components: { one: 'with other data components', many: 'with other data components', row: 'data components' },
  analytics: { one: 'with other analytics', many: 'with other analytics', row: 'analytics' },
  'component added': { one: 'new data component', many: 'new data components', row: 'new component' },
  'component renamed': { one: 'data component renamed', many: 'data components renamed', row: 'component renamed' },
  'component removed': { one: 'data component gone', many: 'data components gone', row: 'component gone' },
};

export const REASON_WORDS = {
  deprecated: 'Deprecated: nothing took its place',
  revoked: 'Revoked, without a single successor',
  gone: 'No longer listed',
} as const;

export const SCORE_WORDS = {
  highest: 'the highest score',
  lowest: 'the lowest score',
  average: 'the average score',
  first: 'the score of the one that was there',
} as const;

export const EVENT_WORDS = {
  moved: 'moved to their successor',
  tactic: 'moved to another tactic',
  split: 'stand under several tactics now',
  merged: 'merged with another entry',
  kept: 'kept with a note',
  dropped: 'dropped, as you chose',
} as const;
