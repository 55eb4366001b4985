import type { ChangeKind } from '../../domain/attack/release-diff';

/** Each kind of change between two releases: how it heads a filter, and in a row. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, { readonly plural: string; readonly row: string }>> = {
  'tactic added': { plural: 'new tactics', row: 'new tactic' },
  'tactic renamed': { plural: 'renamed tactics', row: 'tactic renamed' },
  'tactic removed': { plural: 'tactics gone', row: 'tactic gone' },
  added: { plural: 'new techniques', row: 'new' },
  revoked: { plural: 'revoked', row: 'revoked' },
  deprecated: { plural: 'deprecated', row: 'deprecated' },
  absent: { plural: 'unknown to the other', row: 'unknown to the other' },
  renamed: { plural: 'renamed', row: 'renamed' },
  moved: { plural: 'under other tactics', row: 'other tactics' },
  parent: { plural: 'under another parent', row: 'another parent' },
  platforms: { plural: 'other platforms', row: 'platforms' },
  components: { plural: 'other data components', row: 'data components' },
  analytics: { plural: 'other analytics', row: 'analytics' },
  'component added': { plural: 'new data components', row: 'new data component' },
  'component renamed': { plural: 'renamed data components', row: 'component renamed' },
  'component removed': { plural: 'data components gone', row: 'data component gone' },
};

export const REASON_WORDS = {
  deprecated: 'deprecated: nothing took its place',
  revoked: 'revoked, without a single successor',
  gone: 'no longer listed',
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
