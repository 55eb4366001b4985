/** Identifiers of ATT&CK objects: parsed once at the door, carried as branded strings from there on. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `T1059` or `T1059.001` (Enterprise, Mobile), `T0803` (ICS). */
export type TechniqueId = Branded<'TechniqueId'>;
/** `TA0002`. */
export type TacticId = Branded<'TacticId'>;
/**
 * `DC0032`. The same component keeps its id in all domains and releases; a component of an old release that has
 * none in the releases we know is written `~Source: Component`, so that it stays visible and matches nothing by chance.
 */
export type DataComponentId = Branded<'DataComponentId'>;
/** `AN0068`; for releases before 18, which publish none, `T1059.001@Windows` (see `catalog.ts`). */
export type AnalyticId = Branded<'AnalyticId'>;

export const ATTACK_DOMAINS = ['enterprise-attack', 'mobile-attack', 'ics-attack'] as const;
export type AttackDomain = (typeof ATTACK_DOMAINS)[number];

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;
const TACTIC = /^TA\d{4}$/;
const DATA_COMPONENT = /^DC\d{4}$/;

/** Reads an id as people write it (any case, spaces around); `null` when it is not a technique id. */
export function parseTechniqueId(text: string): TechniqueId | null {
  const id = text.trim().toUpperCase();
  return TECHNIQUE.test(id) ? (id as TechniqueId) : null;
}

export function parseTacticId(text: string): TacticId | null {
  const id = text.trim().toUpperCase();
  return TACTIC.test(id) ? (id as TacticId) : null;
}

export function parseDataComponentId(text: string): DataComponentId | null {
  const id = text.trim().toUpperCase();
  return DATA_COMPONENT.test(id) ? (id as DataComponentId) : null;
}

/** The id of a component that no known release lists: kept, shown, never matched. */
export function unlistedDataComponentId(source: string, component: string): DataComponentId {
  return `~${source.trim()}: ${component.trim()}` as DataComponentId;
}

export function isUnlisted(id: DataComponentId): boolean {
  return id.startsWith('~');
}
