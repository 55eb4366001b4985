import type { TechniqueId } from '../attack/identifiers';

/** A threat, whatever it comes from, as the techniques it uses: what verdicts, hunts and comparisons are computed from. */
export interface ThreatSteps {
  /** As in `ThreatRef`, written as text. */
  readonly id: string;
  readonly name: string;
  readonly kind: ThreatKind;
  readonly steps: readonly ThreatStep[];
  /** Techniques it names that the release in force does not have. */
  readonly unresolved: readonly { readonly written: string; readonly reason: string }[];
}

export const THREAT_KINDS = ['report', 'layer', 'group', 'software', 'campaign'] as const;
export type ThreatKind = (typeof THREAT_KINDS)[number];

export interface ThreatStep {
  readonly technique: TechniqueId;
  /** Short names of the tactics at which the source places it; empty: it does not say. */
  readonly tactics: readonly string[];
  /** Place among the steps, where the source gives an order; else `null`. */
  readonly order: number | null;
  /** The analyst has accepted it, or it is ATT&CK's own statement. */
  readonly isAccepted: boolean;
  /** Id as the source writes it, where it is another; else empty. */
  readonly written: string;
  /** What the source says of it; perhaps empty. */
  readonly passage: string;
}
