import type { CatalogIndex } from '../attack/catalog-index';
import { makeSuccession } from '../attack/succession';
import type { MergedEntry } from '../layers/upgrade-layer';
import type { WorkspaceContent } from './content';
import { REFERENCE_KINDS, type Target } from './technique-references';

/** What the analyst decided about one id: another technique, left as it is, or dropped with what stands there. */
export type Decision = { readonly to: string } | 'keep' | 'drop';
export type Decisions = Readonly<Record<string, Decision>>;

/** What bringing a workspace to another release would do. Counts are of references, not of different ids. */
export interface UpgradePlan {
  readonly release: string;
  readonly total: number;
  /** Named by the release as they are. */
  readonly unchanged: number;
  /** Follow `revoked-by`, or find the analytic or component that took their place. */
  readonly moved: readonly MovedId[];
  /** What has to be decided: deprecated, or revoked without a single successor. */
  readonly choices: readonly Choice[];
  /** Neither of this release nor among what it retired: stays as it is. */
  readonly unknown: readonly Placed[];
  readonly byKind: readonly { readonly name: string; readonly count: number }[];
}

export interface Placed {
  readonly id: string;
  readonly count: number;
  /** The first few places, in words. */
  readonly places: readonly string[];
}

export interface MovedId extends Placed {
  readonly name: string;
  readonly to: string;
}

export interface Choice extends Placed {
  readonly name: string;
  readonly reason: 'deprecated' | 'several successors';
  /** Successors that ATT&CK names, else techniques with a similar name; may be empty. */
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

/** Tactics that were divided: an entry of the old one goes to those of the new ones that its technique has. */
const DIVIDED_TACTICS: Readonly<Record<string, readonly string[]>> = {
  'defense-evasion': ['stealth', 'defense-impairment'],
};

const PLACES_SHOWN = 5;
const CANDIDATES_SHOWN = 5;

export function planUpgrade(content: WorkspaceContent, index: CatalogIndex): UpgradePlan {
  const target = makeTarget(index, {});
  const placed = new Map<string, { count: number; places: Set<string> }>();
  const byKind: { name: string; count: number }[] = [];
  let [total, unchanged] = [0, 0];
  const unknown = new Map<string, { count: number; places: Set<string> }>();
  const note = (map: typeof placed, id: string, where: string) => {
    const entry = map.get(id) ?? { count: 0, places: new Set<string>() };
    entry.count++;
    if (entry.places.size < PLACES_SHOWN) entry.places.add(where);
    map.set(id, entry);
  };
  for (const { name, list } of REFERENCE_KINDS) {
    const references = list(content, target);
    total += references.length;
    if (references.length > 0) byKind.push({ name, count: references.length });
    for (const { subject, id, where, isKnown } of references) {
      if (subject !== 'technique') {
        if (isKnown) unchanged++;
        else note(unknown, id, where);
      } else if (target.fateOf(id).kind === 'live') unchanged++;
      else if (target.fateOf(id).kind === 'unknown') note(unknown, id, where);
      else note(placed, id, where);
    }
  }
  const moved: MovedId[] = [];
  const choices: Choice[] = [];
  for (const [id, { count, places }] of [...placed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const fate = target.fateOf(id);
    const common = { id, count, places: [...places] };
    if (fate.kind === 'revoked') moved.push({ ...common, name: fate.name, to: fate.to });
    else if (fate.kind === 'divided') {
      const candidates = fate.candidates.map((candidate) => ({ id: candidate, name: nameOf(index, candidate) }));
      choices.push({ ...common, name: fate.name, reason: 'several successors', candidates });
    } else if (fate.kind === 'ended') {
      choices.push({ ...common, name: fate.name, reason: 'deprecated', candidates: findSimilar(index, fate.name) });
    }
  }
  return {
    release: index.catalog.release,
    total,
    unchanged,
    moved,
    choices,
    unknown: [...unknown].map(([id, { count, places }]) => ({ id, count, places: [...places] })),
    byKind,
  };
}

/** What nothing was decided about stays as it is: nothing annotated is ever lost by leaving a question open. */
export function upgradeContent(
  content: WorkspaceContent,
  index: CatalogIndex,
  decisions: Decisions,
): { readonly content: WorkspaceContent; readonly merged: readonly MergedEntry[] } {
  const target = makeTarget(index, decisions);
  let upgraded = content;
  const merged: MergedEntry[] = [];
  for (const { rewrite } of REFERENCE_KINDS) {
    const step = rewrite(upgraded, target);
    upgraded = step.content;
    merged.push(...step.merged);
  }
  return { content: upgraded, merged };
}

function makeTarget(index: CatalogIndex, decisions: Decisions): Target {
  const fateOf = makeSuccession(index.catalog);
  const { tactics, techniques } = index.catalog;
  return {
    index,
    fateOf,
    techniquesOf(id) {
      const fate = fateOf(id);
      if (fate.kind === 'revoked') return [fate.to];
      if (fate.kind !== 'ended' && fate.kind !== 'divided') return [id];
      // A key of its own: an id of an imported file may be called like a property that every object has.
      const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined;
      if (decision === undefined || decision === 'keep') return [id];
      return decision === 'drop' ? [] : [decision.to];
    },
    tacticsOf(id, tactic) {
      const technique = techniques[index.techniqueById.get(id) ?? -1];
      if (technique === undefined) return [tactic];
      const current = technique.tactics.flatMap((at) => tactics[at]?.shortName ?? []);
      if (current.includes(tactic)) return [tactic];
      const divided = current.filter((name) => DIVIDED_TACTICS[tactic]?.includes(name));
      if (divided.length > 0) return divided;
      return current.length > 0 ? current : [null];
    },
  };
}

function nameOf({ catalog, techniqueById }: CatalogIndex, id: string): string {
  return catalog.techniques[techniqueById.get(id) ?? -1]?.name ?? '';
}

/** Techniques that share words with a name, those that share most first: a suggestion, never a decision. */
function findSimilar({ catalog }: CatalogIndex, name: string): Choice['candidates'] {
  const words = wordsOf(name);
  return catalog.techniques
    .map((technique) => {
      const own = wordsOf(technique.name);
      const shared = [...own].filter((word) => words.has(word)).length;
      return { id: technique.id, name: technique.name, score: shared / Math.max(1, words.size + own.size - shared) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, CANDIDATES_SHOWN)
    .map(({ id, name: similar }) => ({ id, name: similar }));
}

function wordsOf(name: string): Set<string> {
  return new Set(
    name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2),
  );
}
