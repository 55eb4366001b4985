import type { TechniqueId } from '../attack/identifiers';
import type { MentionKind } from './technique-mentions';
import type { TechniqueDecision, TextRange } from './threat-report';

/** How strongly a report speaks of a technique, the strongest first. */
export const EVIDENCE_RANKS = ['stated', 'named', 'added', 'in-prose', 'threat', 'suggested'] as const;
/**
 * `stated`: a field of the format names it. `named`: the prose of a document does. `added`: the analyst did. These count
 * until they are rejected. `in-prose`: the prose inside a structured file names it. `threat`: a group or software that
 * the report names uses it. `suggested`: by words alone. These count only once they are accepted.
 */
export type EvidenceRank = (typeof EVIDENCE_RANKS)[number];

export interface TechniqueEvidence {
  readonly technique: TechniqueId;
  readonly name: string;
  /** The strongest of its pieces. */
  readonly rank: EvidenceRank;
  readonly decision: TechniqueDecision | null;
  /** It is one of the threat's steps: accepted, or strong enough and not rejected. */
  readonly isCounted: boolean;
  readonly pieces: readonly EvidencePiece[];
}

/** What the report itself says waits for a decision; of what others use, or words suggest, nobody has to decide. */
export function waitsForDecision({ rank, decision }: Pick<TechniqueEvidence, 'rank' | 'decision'>): boolean {
  return decision === null && (rank === 'stated' || rank === 'named' || rank === 'in-prose');
}

export type EvidencePiece =
  | {
      readonly kind: 'stated';
      /** Id or name as written, where it is another than the technique's own; else empty. */
      readonly written: string;
      readonly place: string;
      readonly passage: string;
      readonly tactic: string;
      readonly order: number | null;
    }
  | { readonly kind: 'mention'; readonly how: MentionKind; readonly written: string; readonly range: TextRange }
  | {
      readonly kind: 'threat';
      readonly threatId: string;
      readonly threatName: string;
      readonly written: string;
      readonly range: TextRange | null;
    }
  | {
      readonly kind: 'suggestion';
      readonly range: TextRange;
      readonly score: number;
      readonly terms: readonly string[];
    };

/** What a report names that is no technique of the release in force. */
export interface UnresolvedName {
  readonly written: string;
  /** A place in the file, or a range of the text. */
  readonly place: string;
  readonly range: TextRange | null;
  readonly reason: UnresolvedReason;
}

/**
 * `retired`: nothing single replaced it. `ambiguous`: several techniques have this name. `no-technique`: a name that no
 * release has for a technique.
 */
export type UnresolvedReason = 'unknown' | 'retired' | 'other-domain' | 'ambiguous' | 'no-technique';
