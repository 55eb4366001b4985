import { type Catalog, foldLogSource } from './catalog';

/** Look-ups over a catalog that many computations share. Built once per catalog; positions are catalog indexes. */
export interface CatalogIndex {
  readonly catalog: Catalog;
  readonly techniqueById: ReadonlyMap<string, number>;
  readonly componentById: ReadonlyMap<string, number>;
  /** Bit per platform of each technique; 0: the release names none, so it applies to hosts and segments alike. */
  readonly techniquePlatforms: Uint32Array;
  readonly analyticPlatforms: Uint32Array;
  /** Analytics of technique t: positions `firstAnalytic[t]` up to, not including, `firstAnalytic[t + 1]`. */
  readonly firstAnalytic: Uint32Array;
  /**
   * The distinct components of each analytic, each with the analytic's requirements for it. Equal needs are the same
   * object (4,148 of release 19.1 are 1,152), so that what is known of one is known of all.
   */
  readonly needs: readonly (readonly ComponentNeed[])[];
  /** 1 where no analytic of the technique lists any telemetry. */
  readonly notObservable: Uint8Array;
  /** Distinct components of each technique's analytics, over all platforms. */
  readonly techniqueComponents: readonly (readonly number[])[];
  readonly subTechniques: readonly (readonly number[])[];
  /** Folded log source name → requirements; with a code, `requirementsByCode` under `source|code`. */
  readonly requirementsBySource: ReadonlyMap<string, readonly number[]>;
  readonly requirementsByCode: ReadonlyMap<string, readonly number[]>;
}

export interface ComponentNeed {
  readonly component: number;
  readonly requirements: readonly number[];
}

/** ATT&CK renamed platforms over the years: the name an inventory uses is looked for under its kin as well. */
const PLATFORM_KIN: readonly (readonly string[])[] = [
  ['Network Devices', 'Network'],
  ['Identity Provider', 'Azure AD'],
  ['Office Suite', 'Office 365', 'Google Workspace'],
  ['IaaS', 'AWS', 'Azure', 'GCP'],
];

export function indexCatalog(catalog: Catalog): CatalogIndex {
  const { techniques, analytics, requirements } = catalog;
  const firstAnalytic = new Uint32Array(techniques.length + 1);
  for (const analytic of analytics) {
    const next = analytic.technique + 1;
    firstAnalytic[next] = (firstAnalytic[next] ?? 0) + 1;
  }
  for (let i = 1; i < firstAnalytic.length; i++)
    firstAnalytic[i] = (firstAnalytic[i] ?? 0) + (firstAnalytic[i - 1] ?? 0);

  const distinctNeeds = new Map<string, ComponentNeed>();
  const needs = analytics.map((analytic) => {
    const byComponent = new Map<number, number[]>();
    for (const requirement of analytic.requirements) {
      const component = requirements[requirement]?.component;
      if (component !== undefined) append(byComponent, component, requirement);
    }
    return [...byComponent].map(([component, list]) => {
      const key = list.sort((a, b) => a - b).join();
      const need = distinctNeeds.get(key) ?? { component, requirements: list };
      distinctNeeds.set(key, need);
      return need;
    });
  });

  const componentSets = techniques.map(() => new Set<number>());
  analytics.forEach((analytic, index) => {
    for (const need of needs[index] ?? []) componentSets[analytic.technique]?.add(need.component);
  });

  const subTechniques: number[][] = techniques.map(() => []);
  techniques.forEach((technique, index) => {
    if (technique.parent >= 0) subTechniques[technique.parent]?.push(index);
  });

  const bySource = new Map<string, number[]>();
  const byCode = new Map<string, number[]>();
  requirements.forEach((requirement, index) => {
    const name = catalog.logSources[requirement.logSource];
    if (name === undefined) return;
    const source = foldLogSource(name);
    append(bySource, source, index);
    for (const code of requirement.codes) append(byCode, codeKey(source, code), index);
  });

  return {
    catalog,
    techniqueById: new Map(techniques.map((technique, index) => [technique.id, index])),
    componentById: new Map(catalog.dataComponents.map((component, index) => [component.id, index])),
    techniquePlatforms: Uint32Array.from(techniques, (technique) => bits(technique.platforms)),
    analyticPlatforms: Uint32Array.from(analytics, (analytic) => bits(analytic.platforms)),
    firstAnalytic,
    needs,
    notObservable: Uint8Array.from(componentSets, (components) => (components.size === 0 ? 1 : 0)),
    techniqueComponents: componentSets.map((components) => [...components]),
    subTechniques,
    requirementsBySource: bySource,
    requirementsByCode: byCode,
  };
}

/** Bits of the catalog's platforms that an inventory's platform names mean, older and newer names included. */
export function platformBits(catalog: Catalog, names: readonly string[]): number {
  let mask = 0;
  for (const name of names) {
    const folded = name.trim().toLowerCase();
    const kin = PLATFORM_KIN.find((family) => family.some((member) => member.toLowerCase() === folded)) ?? [name];
    catalog.platforms.forEach((platform, index) => {
      const known = platform.toLowerCase();
      if (known === folded || kin.some((member) => member.toLowerCase() === known)) mask |= 1 << index;
    });
  }
  return mask >>> 0;
}

/** Whether two lists name a platform in common, whether or not a release knows it; older and newer names included. */
export function sharePlatform(some: readonly string[], others: readonly string[]): boolean {
  const kinOf = (name: string) => {
    const folded = name.trim().toLowerCase();
    return PLATFORM_KIN.find((family) => family.some((member) => member.toLowerCase() === folded)) ?? folded;
  };
  const known = new Set(others.map(kinOf));
  return some.some((name) => known.has(kinOf(name)));
}

export function codeKey(foldedSource: string, code: string): string {
  return `${foldedSource}|${code.toLowerCase()}`;
}

function bits(indexes: readonly number[]): number {
  let mask = 0;
  for (const index of indexes) mask |= 1 << index;
  return mask >>> 0;
}

function append<Key>(map: Map<Key, number[]>, key: Key, item: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
