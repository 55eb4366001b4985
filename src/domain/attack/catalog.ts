import type { AnalyticId, AttackDomain, DataComponentId, TacticId, TechniqueId } from './identifiers';

/**
 * The compiled facts of one ATT&CK release and domain: what coverage is computed from. Ids, names and links only;
 * descriptions stay in the official bundle. Numbers in these arrays are indexes into the catalog's own lists.
 *
 * Bump `CATALOG_FORMAT` when the shape changes, and bring older files up to date in `read-catalog.ts`, one pure step per
 * version (CONTRIBUTING, "Bump a version").
 */
export const CATALOG_FORMAT = 1;

export interface Catalog {
  readonly format: typeof CATALOG_FORMAT;
  readonly domain: AttackDomain;
  /** `19.1`; what is not known stays `unknown`. */
  readonly release: string;
  /** SHA-256 of the bundle, uncompressed, in lower-case hex. */
  readonly sourceSha256: string;
  readonly platforms: readonly string[];
  /** In the order of the matrix. */
  readonly tactics: readonly Tactic[];
  readonly dataComponents: readonly DataComponent[];
  /**
   * Per data component, the platforms it is for: from release 18 on those of all analytics that ask for it, also of such
   * that detect no technique any more; before, those of its data source. What DeTT&CT goes by. Absent in catalogs that
   * an older version compiled.
   */
  readonly componentPlatforms?: readonly (readonly number[])[];
  /** Names as ATT&CK gives them, dirt included; `foldLogSource` is for matching. */
  readonly logSources: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly techniques: readonly Technique[];
  /**
   * `published` from release 18 on. `from-components` before: each technique has one pseudo-analytic per platform,
   * requiring all the data components that ATT&CK says detect it (coverage model, "Lenses").
   */
  readonly analyticsKind: 'published' | 'from-components';
  readonly analytics: readonly Analytic[];
  readonly retired: readonly RetiredTechnique[];
}

export interface Tactic {
  readonly id: TacticId;
  /** As in `kill_chain_phases`: `command-and-control`. */
  readonly shortName: string;
  readonly name: string;
}

export interface DataComponent {
  readonly id: DataComponentId;
  readonly name: string;
}

/** What one analytic asks for: a data component, from a log source, in a channel. Equal ones are stored once. */
export interface Requirement {
  readonly component: number;
  /** Index into `logSources`; -1 where the release names none (before 18). */
  readonly logSource: number;
  /** Event ids, record types, API, table or file names that the channel gives; empty when it is prose or "None". */
  readonly codes: readonly string[];
}

export interface Technique {
  readonly id: TechniqueId;
  readonly name: string;
  readonly tactics: readonly number[];
  readonly platforms: readonly number[];
  /** Index of the parent technique; -1 for a technique that is no sub-technique. */
  readonly parent: number;
}

export interface Analytic {
  readonly id: AnalyticId;
  /** `DET0048`; empty before release 18. */
  readonly strategy: string;
  readonly technique: number;
  readonly platforms: readonly number[];
  /** Indexes into `requirements`; empty where ATT&CK lists no telemetry. */
  readonly requirements: readonly number[];
}

export interface RetiredTechnique {
  readonly id: TechniqueId;
  readonly name: string;
  /** The one live technique that replaced it (`revoked-by`, followed); `null` when there is none, or more than one. */
  readonly successor: TechniqueId | null;
  /**
   * Only where it was revoked without a single successor: the live techniques that ATT&CK names, perhaps none. A
   * technique with neither was deprecated.
   */
  readonly candidates?: readonly TechniqueId[];
}

/** Who uses what: kept apart from `Catalog`, because the matrix does not need it. */
export interface ThreatCatalog {
  readonly format: typeof CATALOG_FORMAT;
  readonly domain: AttackDomain;
  readonly release: string;
  /** Ids that the `techniques` fields below index. */
  readonly techniqueIds: readonly TechniqueId[];
  readonly groups: readonly ThreatActor[];
  readonly software: readonly ThreatActor[];
  readonly campaigns: readonly ThreatActor[];
  readonly mitigations: readonly Mitigation[];
  /**
   * STIX ids of the release's techniques, retired ones included, without `attack-pattern--`: reports may refer to one that
   * they do not bring. Absent in catalogs that an older version compiled.
   */
  readonly stixIds?: readonly (readonly [uuid: string, id: string])[];
}

/** A group (`G0016`), a piece of software (`S0002`) or a campaign (`C0058`). */
export interface ThreatActor {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly techniques: readonly number[];
  /** Ids of the software a group or campaign uses, and of the group a campaign is attributed to. */
  readonly related: readonly string[];
}

export interface Mitigation {
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly number[];
}

/** Log source names are compared without case, outer spaces and the release's known misspelling of `macos`. */
export function foldLogSource(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^maos:/, 'macos:');
}
