import type { Signal } from '../signal';

/** What a person decided about an alert. `benign`: it is what it says, and it is meant to be. */
export const VERDICTS = ['true', 'false', 'benign'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** Kept, and applied to every run after it: to the signals that the alert was made of, not to its host. */
export interface AlertVerdict {
  /** Of the alert. */
  readonly alert: string;
  readonly host: string;
  readonly verdict: VerdictKind;
  readonly reason: string;
  readonly author: string;
  /** ISO 8601 */
  readonly at: string;
  /** Ids of the signals that it is about. */
  readonly signals: readonly string[];
}

/** Signals that say the same, or rest on the same: they count once, with the strongest. */
export interface Evidence {
  /** What they have in common, in words. */
  readonly what: string;
  readonly kind: Signal['kind'];
  /** The family of behaviour, or the kind of signal: an alert has two different ones. */
  readonly of: string;
  /** Ids, the strongest first. */
  readonly signals: readonly string[];
  /** Of the strongest. */
  readonly score: number;
  /** What is left of the score beside stronger evidence of the same kind. */
  readonly counted: number;
}

export interface Alert {
  /** The same for the same cause, from run to run. */
  readonly id: string;
  readonly host: string;
  /** ms since 1970 */
  readonly first: number;
  readonly last: number;
  readonly evidence: readonly Evidence[];
  /** 0 to 1 (docs/alerts.md); no probability. */
  readonly confidence: number;
  readonly severity: Signal['severity'];
  readonly techniques: readonly string[];
  /** How it came about, sentence by sentence. */
  readonly derivation: readonly string[];
  /** The decision that stands, of an alert all of whose signals were found to be true; others are not raised again. */
  readonly verdict: AlertVerdict | null;
}

/** What each step leaves of the records. */
export interface Distillation {
  readonly records: number;
  readonly signals: number;
  /** Set aside by verdicts. */
  readonly decided: number;
  readonly afterVerdicts: number;
  /** Of them, signals of hosts of which nothing of another kind was seen in time. */
  readonly alone: number;
  readonly alerts: number;
}

export interface AlertSettings {
  /** ms: signals further apart do not agree. */
  readonly window: number;
  /** Weaker signals are no evidence. */
  readonly leastScore: number;
  readonly leastConfidence: number;
  /** What counts of evidence beside stronger evidence of the same kind. */
  readonly sameKind: number;
}

export const ALERT_SETTINGS: AlertSettings = {
  window: 86_400_000,
  leastScore: 0.25,
  leastConfidence: 0.6,
  sameKind: 0.5,
};
