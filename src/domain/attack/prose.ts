import type { AttackDomain, DataComponentId, TechniqueId } from './identifiers';

/**
 * What ATT&CK says about its techniques, in its own words: kept only of bundles that the user imported, and apart from
 * the catalog, which the matrix needs and this does not. Texts are as ATT&CK writes them; `prose-text.ts` reads them.
 */
export interface ReleaseProse {
  readonly domain: AttackDomain;
  readonly release: string;
  /** By id. */
  readonly techniques: readonly TechniqueProse[];
  /** By id. */
  readonly components: readonly ComponentProse[];
  /** By technique; absent in what an older version compiled. */
  readonly procedures?: readonly ProcedureProse[];
}

/** How somebody has used a technique: the description of a `uses` relationship. */
export interface ProcedureProse {
  readonly technique: TechniqueId;
  readonly text: string;
}

export interface TechniqueProse {
  readonly id: TechniqueId;
  readonly description: string;
  /** How to detect it, of releases up to 17; empty from 18 on. */
  readonly detection: string;
  /** What each data component shows of it, of releases 10 to 17. */
  readonly componentDetections: readonly { readonly component: DataComponentId; readonly text: string }[];
  /** From release 18 on. */
  readonly strategies: readonly StrategyProse[];
  readonly mitigations: readonly { readonly id: string; readonly name: string; readonly text: string }[];
}

/** A detection strategy (`DET0048`) and its analytics. */
export interface StrategyProse {
  readonly id: string;
  readonly name: string;
  readonly analytics: readonly AnalyticProse[];
}

export interface AnalyticProse {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly platforms: readonly string[];
  /** As given: a channel may be a code, a sentence, or "None". */
  readonly logSources: readonly {
    readonly component: DataComponentId;
    readonly name: string;
    readonly channel: string;
  }[];
  /** What a defender has to adjust. */
  readonly mutableElements: readonly { readonly field: string; readonly description: string }[];
}

export interface ComponentProse {
  readonly id: DataComponentId;
  readonly name: string;
  readonly description: string;
}

/** One technique's prose with the components it speaks of: what a panel shows. */
export interface TechniqueReading {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly technique: TechniqueProse;
  readonly components: readonly ComponentProse[];
}
