import type { TechniqueId } from '../attack/identifiers';
import type { TextRange } from './threat-report';

/** A technique that prose names. */
export interface TechniqueMention extends TextRange {
  /** Live, in the release in force. */
  readonly technique: TechniqueId;
  /** The words of the text. */
  readonly written: string;
  readonly how: MentionKind;
}

/**
 * `id`, `old-id`: `T1086`, followed to what replaced it. `name`, `old-name`: the exact name, today's or of a retired
 * technique that one replaced. `alias`: another name that is in use for it.
 */
export const MENTION_KINDS = ['id', 'old-id', 'name', 'old-name', 'alias'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** A group, software or campaign that prose names: its techniques are offered, and count only once accepted. */
export interface ThreatMention extends TextRange {
  /** `G0016`, `S0002`, `C0058`. */
  readonly threatId: string;
  readonly written: string;
}

/** An id in the text that no release knows, or that names no single technique today. */
export interface UnresolvedMention extends TextRange {
  readonly written: string;
  readonly reason: 'unknown' | 'retired' | 'other-domain';
}

export interface Mentions {
  /** In the order of the text. */
  readonly techniques: readonly TechniqueMention[];
  readonly threats: readonly ThreatMention[];
  readonly unresolved: readonly UnresolvedMention[];
}

/** What the local lexical model offers for a sentence. */
export interface TechniqueSuggestion extends TextRange {
  readonly technique: TechniqueId;
  /** From 0 to 1, comparable within one report. */
  readonly score: number;
  /** The words that speak for it, the strongest first. */
  readonly terms: readonly string[];
}
