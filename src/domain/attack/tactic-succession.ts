/** Tactics that were split or renamed: what a word from one release means in another. */
import type { AttackDomain } from './identifiers';

/** Either way, since a newer layer may meet an older release. */
const KIN: Readonly<Partial<Record<AttackDomain, readonly (readonly string[])[]>>> = {
  // Release 19: TA0005 became Stealth, and TA0112 took what weakens defences.
  'enterprise-attack': [['defense-evasion', 'stealth', 'defense-impairment']],
};

/** ICS wrote `evasion-ics` at first. */
const ICS_SUFFIX = /-ics$/;

/** The short names of one release's tactics. */
export interface TacticNames {
  readonly domain: AttackDomain;
  has(shortName: string): boolean;
}

/** "Defense Evasion" and `defense_evasion` are `defense-evasion`. */
export function foldTactic(tactic: string): string {
  return tactic
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/** What a word means in a release: its own tactic, else those of its family. Empty: it is no tactic there, nor was one. */
export function meantTactics(word: string, names: TacticNames): readonly string[] {
  const own = ownName(word, names);
  return names.has(own) ? [own] : kinOf(own, names);
}

/** Those of a technique's tactics that a word means; several where it was split, none where the technique has left it. */
export function tacticsAmong(word: string, among: readonly string[], names: TacticNames): readonly string[] {
  const own = ownName(word, names);
  return among.includes(own) ? [own] : kinOf(own, names).filter((each) => among.includes(each));
}

function ownName(word: string, names: TacticNames): string {
  const folded = foldTactic(word);
  if (names.has(folded) || names.domain !== 'ics-attack') return folded;
  const bare = folded.replace(ICS_SUFFIX, '');
  const suffixed = `${bare}-ics`;
  return names.has(suffixed) ? suffixed : bare;
}

function kinOf(name: string, names: TacticNames): readonly string[] {
  const family = KIN[names.domain]?.find((members) => members.includes(name)) ?? [];
  return family.filter((member) => member !== name && names.has(member));
}
