import type { AttackDomain } from './identifiers';

/**
 * An official ATT&CK bundle after reading: the objects the compiler uses, with absent fields made explicit, in file
 * order. References are STIX ids. Nothing is filtered yet: revoked and deprecated objects are here, flagged.
 */
export interface AttackBundle {
  readonly domain: AttackDomain;
  /** From the collection object, the file name, or the dates of the objects; see `releaseSource`. */
  readonly release: string;
  readonly releaseSource: 'collection' | 'file-name' | 'dates' | 'unknown';
  readonly matrices: readonly BundleMatrix[];
  readonly tactics: readonly (BundleObject & { readonly shortName: string })[];
  readonly techniques: readonly BundleTechnique[];
  /** Retired from release 18 on, and still there. */
  readonly dataSources: readonly (BundleObject & { readonly platforms: readonly string[] })[];
  readonly dataComponents: readonly (BundleObject & { readonly dataSourceRef: string })[];
  readonly strategies: readonly (BundleObject & { readonly analyticRefs: readonly string[] })[];
  readonly analytics: readonly BundleAnalytic[];
  readonly groups: readonly BundleActor[];
  readonly software: readonly BundleActor[];
  readonly campaigns: readonly BundleActor[];
  readonly mitigations: readonly BundleObject[];
  readonly relationships: readonly BundleRelationship[];
}

export interface BundleObject {
  readonly stixId: string;
  /** The ATT&CK id (`T1059`, `DC0032`); empty when the object has none. */
  readonly attackId: string;
  readonly name: string;
  /** Prose of ATT&CK, as it is: compiled into no catalog. Empty when the object has none. */
  readonly description: string;
  /** Revoked or deprecated: no longer part of the release's live content. */
  readonly retired: boolean;
}

export interface BundleMatrix extends BundleObject {
  readonly tacticRefs: readonly string[];
}

export interface BundleTechnique extends BundleObject {
  readonly tacticShortNames: readonly string[];
  /** Of the two ways to be retired: replaced rather than deprecated. */
  readonly revoked: boolean;
  readonly platforms: readonly string[];
  /** "Source: Component" strings of releases up to 17. */
  readonly dataSourceNames: readonly string[];
  /** How to detect it, as prose, of releases up to 17. */
  readonly detection: string;
}

export interface BundleAnalytic extends BundleObject {
  readonly platforms: readonly string[];
  readonly logSources: readonly { readonly componentRef: string; readonly name: string; readonly channel: string }[];
  /** What a defender has to adjust, from release 18 on. */
  readonly mutableElements: readonly { readonly field: string; readonly description: string }[];
}

export interface BundleActor extends BundleObject {
  readonly aliases: readonly string[];
}

/** `detects`, `uses`, `mitigates`, `revoked-by`, `subtechnique-of` or `attributed-to`. */
export interface BundleRelationship {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly description: string;
  readonly retired: boolean;
}
