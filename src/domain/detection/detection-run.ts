import type { Distillation } from './alerts/alert';
import type { HeldBack, NotLookedAt } from './behaviour/behaviour';
import type { SignalKind } from './signal';

/** Which histories are looked at. */
export interface DetectionRequest {
  /** Ids; `null`: all. */
  readonly histories: readonly string[] | null;
  /** ms since 1970; `null`: from the first, to the last. Segments outside are left out. */
  readonly from: number | null;
  readonly to: number | null;
}

/** One gathering of signals into alerts, and what it went through. */
export interface DetectionRun {
  /** ISO 8601: when it began; its id. */
  readonly at: string;
  readonly request: DetectionRequest;
  readonly tookMs: number;
  /** Ids of the histories it went through, with their rows at that time. */
  readonly histories: Readonly<Record<string, number>>;
  /** ms since 1970, of what was looked at; `null`: nothing had a time. */
  readonly from: number | null;
  readonly to: number | null;
  readonly flows: number;
  readonly requests: number;
  readonly distillation: Distillation;
  /** How many signals are of each kind. */
  readonly kinds: Readonly<Partial<Record<SignalKind, number>>>;
  readonly heldBack: readonly HeldBack[];
  readonly notLookedAt: readonly NotLookedAt[];
}
