import type { Catalog, Technique } from './catalog';
import type { AttackDomain } from './identifiers';

/** What changed between two releases of one domain. Each change is one line that can be counted, filtered and exported. */
export interface ReleaseDiff {
  readonly domain: AttackDomain;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly ReleaseChange[];
  /** Live techniques on both sides in which nothing changed. */
  readonly unchanged: number;
}

export const CHANGE_KINDS = [
  'tactic added',
  'tactic renamed',
  'tactic removed',
  'added',
  'revoked',
  'deprecated',
  'absent',
  'renamed',
  'moved',
  'parent',
  'platforms',
  'components',
  'analytics',
  'component added',
  'component renamed',
  'component removed',
] as const;
/** `absent`: the other release has never heard of it, as when an older one is compared with. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ReleaseChange {
  readonly kind: ChangeKind;
  /** Of a technique, a tactic or a data component. */
  readonly id: string;
  /** In the later release; in the earlier where the later has none. */
  readonly name: string;
  /** In words; empty where there is nothing to say. */
  readonly before: string;
  readonly after: string;
}

/** @param from and @param to of the same domain; either may be the older one */
export function diffReleases(from: Catalog, to: Catalog): ReleaseDiff {
  const [before, after] = [describeSide(from), describeSide(to)];
  const changes = [
    ...diffTactics(from, to),
    ...diffTechniques(before, after),
    ...diffNamed('component', from.dataComponents, to.dataComponents),
  ];
  const changed = new Set(changes.map(({ id }) => id));
  const unchanged = to.techniques.filter(({ id }) => before.techniques.has(id) && !changed.has(id)).length;
  const order = new Map(CHANGE_KINDS.map((kind, at) => [kind, at]));
  changes.sort((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) || (a.id < b.id ? -1 : 1));
  return { domain: to.domain, from: from.release, to: to.release, changes, unchanged };
}

interface Side {
  readonly catalog: Catalog;
  readonly techniques: ReadonlyMap<string, TechniqueSide>;
  readonly retired: ReadonlyMap<string, Catalog['retired'][number]>;
  /** By tactic id: the release that renames a tactic has moved nothing. */
  readonly tacticNames: ReadonlyMap<string, string>;
}

interface TechniqueSide {
  readonly name: string;
  /** Ids. */
  readonly tactics: readonly string[];
  readonly parent: string;
  readonly platforms: readonly string[];
  readonly components: readonly string[];
  /** Each with all that it asks for, so that a changed one differs. */
  readonly analytics: ReadonlyMap<string, string>;
}

function describeSide(catalog: Catalog): Side {
  const requirements = catalog.requirements.map(({ component, logSource, codes }) => ({
    component: catalog.dataComponents[component],
    asked: [catalog.dataComponents[component]?.id, catalog.logSources[logSource] ?? '', ...codes].join(' '),
  }));
  const components = catalog.techniques.map(() => new Set<string>());
  const analytics = catalog.techniques.map(() => new Map<string, string>());
  for (const analytic of catalog.analytics) {
    const asked = analytic.requirements.flatMap((at) => requirements[at] ?? []);
    for (const { component } of asked) {
      if (component !== undefined) components[analytic.technique]?.add(`${component.id} ${component.name}`);
    }
    const platforms = analytic.platforms.map((at) => catalog.platforms[at]).sort();
    const key = JSON.stringify([platforms, asked.map((each) => each.asked).sort()]);
    analytics[analytic.technique]?.set(analytic.id, key);
  }
  const sideOf = (technique: Technique, at: number): TechniqueSide => ({
    name: technique.name,
    tactics: technique.tactics.flatMap((tactic) => catalog.tactics[tactic]?.id ?? []),
    parent: catalog.techniques[technique.parent]?.id ?? '',
    platforms: technique.platforms.flatMap((platform) => catalog.platforms[platform] ?? []),
    components: [...(components[at] ?? [])].sort(),
    analytics: analytics[at] ?? new Map(),
  });
  return {
    catalog,
    techniques: new Map(catalog.techniques.map((technique, at) => [technique.id, sideOf(technique, at)])),
    retired: new Map(catalog.retired.map((each) => [each.id, each])),
    tacticNames: new Map(catalog.tactics.map(({ id, name }) => [id, name])),
  };
}

function diffTechniques(before: Side, after: Side): ReleaseChange[] {
  const changes: ReleaseChange[] = [];
  for (const [id, technique] of after.techniques) {
    const old = before.techniques.get(id);
    if (old !== undefined) changes.push(...diffTechnique(id, old, technique, before, after));
    else changes.push({ kind: 'added', id, name: technique.name, before: '', after: nameTactics(technique, after) });
  }
  for (const [id, technique] of before.techniques) {
    if (!after.techniques.has(id)) changes.push(describeLoss(id, technique, after));
  }
  return changes;
}

function describeLoss(id: string, { name }: TechniqueSide, after: Side): ReleaseChange {
  const retired = after.retired.get(id);
  if (retired === undefined) return { kind: 'absent', id, name, before: name, after: '' };
  const nameOf = (successor: string) => `${successor} ${after.techniques.get(successor)?.name ?? ''}`.trim();
  if (retired.successor !== null) return { kind: 'revoked', id, name, before: name, after: nameOf(retired.successor) };
  if (retired.candidates === undefined) return { kind: 'deprecated', id, name, before: name, after: '' };
  return { kind: 'revoked', id, name, before: name, after: retired.candidates.map(nameOf).join(', ') };
}

function diffTechnique(id: string, old: TechniqueSide, now: TechniqueSide, before: Side, after: Side): ReleaseChange[] {
  const { name } = now;
  const changes: ReleaseChange[] = [];
  const put = (kind: ChangeKind, was: string, is: string) => changes.push({ kind, id, name, before: was, after: is });
  if (old.name !== name) put('renamed', old.name, name);
  if (!isSame(old.tactics, now.tactics)) put('moved', nameTactics(old, before), nameTactics(now, after));
  if (old.parent !== now.parent)
    put('parent', old.parent || 'a technique of its own', now.parent || 'a technique of its own');
  putDifference('platforms', old.platforms, now.platforms, put);
  putDifference('components', old.components, now.components, put);
  // Before release 18 analytics are made by us, of the components: they say nothing more.
  const arePublished = [before, after].every(({ catalog }) => catalog.analyticsKind === 'published');
  if (arePublished) diffAnalytics(old.analytics, now.analytics, put);
  return changes;
}

type Put = (kind: ChangeKind, before: string, after: string) => void;

function putDifference(kind: ChangeKind, before: readonly string[], after: readonly string[], put: Put): void {
  const removed = before.filter((item) => !after.includes(item));
  const added = after.filter((item) => !before.includes(item));
  if (removed.length + added.length > 0) put(kind, removed.join(', '), added.join(', '));
}

function diffAnalytics(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, put: Put): void {
  const gone = [...before.keys()].filter((id) => !after.has(id));
  const added = [...after.keys()].filter((id) => !before.has(id));
  const changed = [...after].filter(([id, asked]) => before.has(id) && before.get(id) !== asked).map(([id]) => id);
  if (gone.length + added.length + changed.length === 0) return;
  put('analytics', gone.join(', '), [...added, ...changed.map((id) => `${id} changed`)].join(', '));
}

function diffTactics(from: Catalog, to: Catalog): ReleaseChange[] {
  return diffNamed('tactic', from.tactics, to.tactics);
}

function diffNamed(
  what: 'tactic' | 'component',
  from: readonly { readonly id: string; readonly name: string }[],
  to: readonly { readonly id: string; readonly name: string }[],
): ReleaseChange[] {
  const before = new Map(from.map(({ id, name }) => [id, name]));
  const after = new Map(to.map(({ id, name }) => [id, name]));
  const changes: ReleaseChange[] = [];
  for (const [id, name] of after) {
    const old = before.get(id);
    if (old === undefined) changes.push({ kind: `${what} added`, id, name, before: '', after: name });
    else if (old !== name) changes.push({ kind: `${what} renamed`, id, name, before: old, after: name });
  }
  for (const [id, name] of before) {
    if (!after.has(id)) changes.push({ kind: `${what} removed`, id, name, before: name, after: '' });
  }
  return changes;
}

function nameTactics({ tactics }: TechniqueSide, side: Side): string {
  return tactics.map((id) => side.tacticNames.get(id) ?? id).join(', ');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
