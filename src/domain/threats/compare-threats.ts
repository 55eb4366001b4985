import type { Catalog, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf, type TechniqueFate } from '../attack/succession';
import type { TechniqueState } from '../coverage/state';
import type { ThreatSteps } from './threat-steps';

/** What several threats have in common, technique by technique. */
export interface ThreatComparison {
  /** By how many use it, then in the order of the tactics. */
  readonly techniques: readonly SharedTechnique[];
  /** By how much they address: each technique counts as often as it is used. */
  readonly mitigations: readonly RankedMitigation[];
  /** Every two of them. */
  readonly overlaps: readonly ThreatOverlap[];
}

export interface SharedTechnique {
  readonly technique: TechniqueId;
  readonly name: string;
  /** Short names, in the order of the matrix. */
  readonly tactics: readonly string[];
  readonly state: TechniqueState;
  /** Positions among the threats. */
  readonly usedBy: readonly number[];
  /** Ids of ATT&CK's mitigations. */
  readonly mitigations: readonly string[];
}

export interface RankedMitigation {
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly TechniqueId[];
  /** Sum over its techniques of how many threats use each. */
  readonly uses: number;
  /** Of its techniques, those that apply here and that no analytic shows: where preventing is all there is. */
  readonly unseen: readonly TechniqueId[];
  readonly unseenUses: number;
}

export interface ThreatOverlap {
  /** Positions among the threats. */
  readonly one: number;
  readonly other: number;
  readonly shared: readonly TechniqueId[];
  /** Techniques that either names. */
  readonly either: number;
  /** Shared ÷ either; `null` where neither names any. */
  readonly jaccard: number | null;
  /** Shared ÷ those of the shorter one: 1 where it is wholly contained. */
  readonly contained: number | null;
  /** Not shared, yet close: one names a technique, the other a sub-technique of it. */
  readonly relatives: readonly { readonly parent: TechniqueId; readonly sub: TechniqueId; readonly parentIn: number }[];
}

/** @param stateOf best state in any group, by position in the catalog */
export function compareThreats(
  threats: readonly ThreatSteps[],
  catalog: Pick<Catalog, 'techniques' | 'tactics' | 'retired'>,
  mitigations: Pick<ThreatCatalog, 'techniqueIds' | 'mitigations'> | null,
  stateOf: (technique: number) => TechniqueState,
): ThreatComparison {
  const usedBy = new Map<TechniqueId, number[]>();
  const sets = threats.map(({ steps }) => new Set(steps.map(({ technique }) => technique)));
  for (const [position, set] of sets.entries()) {
    for (const technique of set) append(usedBy, technique, position);
  }
  const positions = new Map(catalog.techniques.map(({ id }, position) => [id, position]));
  const addressedBy = indexMitigations(mitigations, usedBy, makeFateOf(catalog));
  const ranked = [...usedBy].flatMap(([technique, users]) => {
    const at = positions.get(technique);
    const facts = at === undefined ? undefined : catalog.techniques[at];
    if (at === undefined || facts === undefined) return [];
    return {
      first: Math.min(...facts.tactics, catalog.tactics.length),
      shared: {
        technique,
        name: facts.name,
        tactics: [...facts.tactics].sort((a, b) => a - b).flatMap((tactic) => catalog.tactics[tactic]?.shortName ?? []),
        state: stateOf(at),
        usedBy: users,
        mitigations: addressedBy.get(technique) ?? [],
      } satisfies SharedTechnique,
    };
  });
  ranked.sort(
    (a, b) =>
      b.shared.usedBy.length - a.shared.usedBy.length ||
      a.first - b.first ||
      compareText(a.shared.technique, b.shared.technique),
  );
  const techniques = ranked.map(({ shared }) => shared);
  return { techniques, mitigations: rankMitigations(techniques, mitigations), overlaps: listOverlaps(sets) };
}

/** "7 of 19 techniques", as said beside two threats. */
export function describeOverlap({ shared, either }: Pick<ThreatOverlap, 'shared' | 'either'>): string {
  return `share ${shared.length} of ${either} technique${either === 1 ? '' : 's'}`;
}

/** "A names T1059.001, B names T1059." */
export function describeRelatives(
  { one, other, relatives }: ThreatOverlap,
  names: readonly string[],
): readonly string[] {
  return relatives.map(({ parent, sub, parentIn }) => {
    const subIn = parentIn === one ? other : one;
    return `${names[subIn] ?? ''} names ${sub}, ${names[parentIn] ?? ''} names ${parent}.`;
  });
}

function listOverlaps(sets: readonly ReadonlySet<TechniqueId>[]): readonly ThreatOverlap[] {
  return sets.flatMap((a, one) => sets.slice(one + 1).map((b, offset) => measureOverlap(a, b, one, one + 1 + offset)));
}

function measureOverlap(
  a: ReadonlySet<TechniqueId>,
  b: ReadonlySet<TechniqueId>,
  one: number,
  other: number,
): ThreatOverlap {
  const shared = [...a].filter((technique) => b.has(technique)).sort(compareText);
  const either = a.size + b.size - shared.length;
  const smaller = Math.min(a.size, b.size);
  const relativesIn = (subs: ReadonlySet<TechniqueId>, parents: ReadonlySet<TechniqueId>, parentIn: number) =>
    [...subs].flatMap((sub) => {
      const parent = parentOf(sub);
      return parent !== null && parents.has(parent) && !(parents.has(sub) || subs.has(parent))
        ? { parent, sub, parentIn }
        : [];
    });
  return {
    one,
    other,
    shared,
    either,
    jaccard: either === 0 ? null : shared.length / either,
    contained: smaller === 0 ? null : shared.length / smaller,
    relatives: [...relativesIn(a, b, other), ...relativesIn(b, a, one)].sort((x, y) => compareText(x.sub, y.sub)),
  };
}

function parentOf(technique: TechniqueId): TechniqueId | null {
  const dot = technique.indexOf('.');
  return dot === -1 ? null : (technique.slice(0, dot) as TechniqueId);
}

function indexMitigations(
  threats: Pick<ThreatCatalog, 'techniqueIds' | 'mitigations'> | null,
  used: ReadonlyMap<TechniqueId, unknown>,
  fateOf: (id: string) => TechniqueFate,
): ReadonlyMap<TechniqueId, readonly string[]> {
  const byTechnique = new Map<TechniqueId, string[]>();
  for (const { id, techniques } of threats?.mitigations ?? []) {
    const live = techniques.flatMap((at) => {
      const fate = fateOf(threats?.techniqueIds[at] ?? '');
      return fate.kind === 'live' || fate.kind === 'succeeded' ? (fate.id as TechniqueId) : [];
    });
    for (const technique of new Set(live)) if (used.has(technique)) append(byTechnique, technique, id);
  }
  return byTechnique;
}

function rankMitigations(
  techniques: readonly SharedTechnique[],
  threats: Pick<ThreatCatalog, 'mitigations'> | null,
): readonly RankedMitigation[] {
  const names = new Map(threats?.mitigations.map(({ id, name }) => [id, name]));
  const byId = new Map<string, SharedTechnique[]>();
  for (const shared of techniques) for (const id of shared.mitigations) append(byId, id, shared);
  const countUses = (list: readonly SharedTechnique[]) => list.reduce((sum, { usedBy }) => sum + usedBy.length, 0);
  return [...byId]
    .map(([id, list]): RankedMitigation => {
      const unseen = list.filter(({ state }) => state !== 'runs' && state !== 'not applicable');
      return {
        id,
        name: names.get(id) ?? id,
        techniques: list.map(({ technique }) => technique),
        uses: countUses(list),
        unseen: unseen.map(({ technique }) => technique),
        unseenUses: countUses(unseen),
      };
    })
    .sort((a, b) => b.uses - a.uses || b.unseenUses - a.unseenUses || compareText(a.id, b.id));
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
