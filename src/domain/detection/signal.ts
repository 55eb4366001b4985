import type { Bout } from './bouts';

/** What raised a signal: a Sigma rule, a behaviour in flows, an alert of a detection system, or an indicator seen. */
export type SignalKind = 'sigma' | 'behaviour' | 'detection' | 'sighting';

/** Rows of one stored segment that a signal rests on. */
export interface SignalRows {
  readonly historyId: string;
  readonly segmentId: string;
  /** Row numbers in the segment, ascending; at most as many as the maker of the signal keeps. */
  readonly rows: readonly number[];
}

/** One observation that may be worth a person's time, about one host; an alert is made of several that agree. */
export interface Signal {
  /** The same for the same cause found again: made of kind, rule, host and peer, never of times or counts. */
  readonly id: string;
  readonly kind: SignalKind;
  /** Id of the rule, behaviour or indicator. */
  readonly rule: string;
  readonly title: string;
  /** The host it is about: an address or a host name as the records write it, lower case. */
  readonly host: string;
  /** The other side, where there is one. */
  readonly peer: string | null;
  /** Moments in ms since 1970, UTC. */
  readonly first: number;
  readonly last: number;
  /** Where its maker knows them; absent: it is one, from `first` to `last`. */
  readonly bouts?: readonly Bout[] | undefined;
  /** How many records it rests on; `records` may keep fewer. */
  readonly count: number;
  /** How surely this is what the rule says, 0 to 1, as the rule's documentation derives it. */
  readonly score: number;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** ATT&CK ids that the rule names. */
  readonly techniques: readonly string[];
  /** The measured values in words, e.g. "1,432 connections every 60 s ± 2 s over 23 h". */
  readonly why: string;
  readonly records: readonly SignalRows[];
}
