import type { AttackDomain } from '../attack/identifiers';
import type { WorkspaceContent } from './content';
import type { SubjectKind, UpgradeTarget } from './upgrade-target';

/**
 * Everything in a workspace that names a technique, an analytic or a data component, by kind of record. What upgrades
 * and searches must know of comes from this one list: a new part of the app that stores such ids adds its kind here.
 */
export interface ReferenceKind {
  readonly id: string;
  /** "Navigator layers". */
  readonly name: string;
  /** What is to be brought up to `target`: a layer of a newer release, for one, is not. */
  list(content: WorkspaceContent, target: UpgradeTarget): readonly Reference[];
  /** The content with every id moved; records that nothing happens to stay the same objects. */
  rewrite(content: WorkspaceContent, moves: Moves): WorkspaceContent;
}

export interface Reference {
  readonly kind: SubjectKind;
  /** As written. */
  readonly id: string;
  /** `null`: the record does not say. */
  readonly domain: AttackDomain | null;
  /** The tactic under which it stands, where the record says one and it will change; else `null`. */
  readonly movesFrom: string | null;
  /** "layer “Red team 2023”". */
  readonly where: string;
  /** It was kept as a note on an earlier upgrade, and is not asked about again. */
  readonly isNoted: boolean;
}

/** How ids move, once all is decided. */
export interface Moves {
  readonly target: UpgradeTarget;
  readonly scoreRule: ScoreRule;
  settle(kind: SubjectKind, id: string, domain: AttackDomain | null): Settlement;
  /** For the report. */
  tell(event: UpgradeEvent): void;
}

export type Settlement =
  | { readonly to: 'same' }
  | { readonly to: 'other'; readonly id: string }
  /** It stays as it is, and says so: `words` are the reason. */
  | { readonly to: 'note'; readonly words: string }
  | { readonly to: 'nothing' };

/** Which score an entry has when two become one; `first`: of the one that was there. The other is kept as metadata. */
export const SCORE_RULES = ['highest', 'lowest', 'average', 'first'] as const;
export type ScoreRule = (typeof SCORE_RULES)[number];

export interface UpgradeEvent {
  readonly kind: 'moved' | 'tactic' | 'split' | 'merged' | 'kept' | 'dropped';
  readonly where: string;
  /** "T1086 → T1059.001". */
  readonly what: string;
}
