import type { Catalog, DataComponent, RetiredTechnique } from '../attack/catalog';
import { type AttackDomain, parseTechniqueId } from '../attack/identifiers';
import { findSimilarNames } from '../attack/similar-names';
import { makeFateOf } from '../attack/succession';

/** What references are brought up to: one release for each domain that has one here. */
export interface UpgradeTarget {
  releaseOf(domain: AttackDomain): string | null;
  /** Short names of the tactics of a live technique; `null`: the release has no such technique. */
  tacticsOf(domain: AttackDomain, techniqueId: string): readonly string[] | null;
  hasTactic(domain: AttackDomain, shortName: string): boolean;
  nameOf(techniqueId: string): string;
  /** What the target makes of an id by itself. @param domain `null`: whichever has it */
  fateOf(kind: SubjectKind, id: string, domain: AttackDomain | null): Fate;
}

export type SubjectKind = 'technique' | 'analytic' | 'component';

export type Fate =
  | { readonly kind: 'stays' }
  | { readonly kind: 'moves'; readonly to: string; readonly name: string }
  /** Only the user can say what becomes of it. */
  | { readonly kind: 'asked'; readonly question: FateQuestion }
  /** Neither live nor retired in the target, nor known to have been: a slip of the pen, or from somewhere else. */
  | { readonly kind: 'unknown' };

export interface FateQuestion {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Empty where nobody knows it any more. */
  readonly name: string;
  readonly domain: AttackDomain | null;
  readonly reason: 'deprecated' | 'revoked' | 'gone';
  /** Those that ATT&CK names as successors, then those of similar name. */
  readonly candidates: readonly { readonly id: string; readonly name: string; readonly isNamed: boolean }[];
}

const SUGGESTIONS = 5;
const STAYS: Fate = { kind: 'stays' };
const UNKNOWN: Fate = { kind: 'unknown' };

/**
 * @param catalogs at most one for each domain
 * @param former other releases, newest first: they know what the target has forgotten
 */
export function makeUpgradeTarget(catalogs: readonly Catalog[], former: readonly Catalog[]): UpgradeTarget {
  const targets = catalogs.map(describeTarget);
  const of = (domain: AttackDomain | null) =>
    domain === null ? targets : targets.filter((target) => target.catalog.domain === domain);

  function fateOfTechnique(id: string, domain: AttackDomain | null): Fate {
    const wanted = parseTechniqueId(id);
    if (wanted === null) return UNKNOWN;
    const asked = of(domain);
    if (asked.some(({ live }) => live.has(wanted))) return STAYS;
    for (const { catalog, live, retired, fateOf } of asked) {
      const found = retired.get(wanted);
      if (found === undefined) continue;
      const fate = fateOf(wanted);
      const next = fate.kind === 'succeeded' ? live.get(fate.id) : undefined;
      if (next !== undefined) return { kind: 'moves', to: next.id, name: next.name };
      return { kind: 'asked', question: askAboutTechnique(found, catalog, live) };
    }
    return UNKNOWN;
  }

  function fateOfAnalytic(id: string): Fate {
    if (targets.some(({ analytics }) => analytics.has(id))) return STAYS;
    for (const catalog of former) {
      const analytic = catalog.analytics.find((each) => each.id === id);
      const technique = catalog.techniques[analytic?.technique ?? -1];
      if (technique === undefined) continue;
      const now = fateOfTechnique(technique.id, catalog.domain);
      const techniqueId = now.kind === 'moves' ? now.to : technique.id;
      const candidates = targets.flatMap((target) =>
        target.catalog.analytics
          .filter((each) => target.catalog.techniques[each.technique]?.id === techniqueId)
          .map((each) => ({ id: each.id as string, name: `of ${techniqueId}`, isNamed: false })),
      );
      const name = `analytic of ${technique.id} ${technique.name} in ${catalog.release}`;
      return ask('analytic', id, name, candidates);
    }
    return ask('analytic', id, '', []);
  }

  function fateOfComponent(id: string): Fate {
    if (targets.some(({ components }) => components.has(id))) return STAYS;
    if (id.startsWith('~')) {
      // A pair that no release listed when it was read; Enterprise may list its name by now.
      const name = id.slice(id.indexOf(':') + 1).trim();
      const enterprise = targets.find(({ catalog }) => catalog.domain === 'enterprise-attack');
      const found = enterprise?.catalog.dataComponents.find((each) => each.name === name && each.id !== id);
      return found === undefined || found.id.startsWith('~')
        ? UNKNOWN
        : { kind: 'moves', to: found.id, name: found.name };
    }
    const before = former.flatMap(({ dataComponents }) => dataComponents).find((each) => each.id === id);
    const all = new Map<string, DataComponent>(targets.flatMap(({ components }) => [...components]));
    const similar = before === undefined ? [] : findSimilarNames(before.name, [...all.values()], SUGGESTIONS);
    return ask(
      'component',
      id,
      before?.name ?? '',
      similar.map((each) => ({ id: each.id, name: each.name, isNamed: false })),
    );
  }

  return {
    releaseOf: (domain) => of(domain)[0]?.catalog.release ?? null,
    tacticsOf(domain, techniqueId) {
      const [target] = of(domain);
      const technique = target?.live.get(techniqueId);
      if (target === undefined || technique === undefined) return null;
      return technique.tactics.flatMap((tactic) => target.catalog.tactics[tactic]?.shortName ?? []);
    },
    hasTactic: (domain, shortName) =>
      of(domain).some(({ catalog }) => catalog.tactics.some((tactic) => tactic.shortName === shortName)),
    nameOf: (id) => targets.map(({ live, retired }) => (live.get(id) ?? retired.get(id))?.name).find(Boolean) ?? '',
    fateOf(kind, id, domain) {
      if (kind === 'technique') return fateOfTechnique(id, domain);
      return kind === 'analytic' ? fateOfAnalytic(id) : fateOfComponent(id);
    },
  };
}

function describeTarget(catalog: Catalog) {
  return {
    catalog,
    fateOf: makeFateOf(catalog),
    live: new Map<string, Catalog['techniques'][number]>(catalog.techniques.map((each) => [each.id, each])),
    retired: new Map<string, RetiredTechnique>(catalog.retired.map((each) => [each.id, each])),
    analytics: new Set<string>(catalog.analytics.map(({ id }) => id)),
    components: new Map<string, DataComponent>(catalog.dataComponents.map((each) => [each.id, each])),
  };
}

function askAboutTechnique(
  { id, name, candidates }: RetiredTechnique,
  { domain, techniques }: Catalog,
  live: ReadonlyMap<string, { readonly id: string; readonly name: string }>,
): FateQuestion {
  const named = (candidates ?? []).flatMap((candidate) => live.get(candidate) ?? []);
  const similar = findSimilarNames(name, techniques, SUGGESTIONS).filter((each) => !named.includes(each));
  return {
    kind: 'technique',
    id,
    name,
    domain,
    reason: candidates === undefined ? 'deprecated' : 'revoked',
    candidates: [
      ...named.map((each) => ({ id: each.id, name: each.name, isNamed: true })),
      ...similar.map((each) => ({ id: each.id as string, name: each.name, isNamed: false })),
    ],
  };
}

function ask(
  kind: SubjectKind,
  id: string,
  name: string,
  candidates: FateQuestion['candidates'],
): Extract<Fate, { kind: 'asked' }> {
  return { kind: 'asked', question: { kind, id, name, domain: null, reason: 'gone', candidates } };
}
