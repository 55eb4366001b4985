import type { DeploymentStatus } from '../sensors/inventory';

/**
 * Analytics: can a published analytic run? DeTT&CT: what would DeTT&CT say? SMAP: does any enabled event map? (coverage
 * model, "Lenses")
 */
export const LENSES = ['analytics', 'dettect', 'smap'] as const;
export type Lens = (typeof LENSES)[number];

/** How closely a sensor matches a requirement, from loose to strict (coverage model, "Is a requirement fed?"). */
export const PRECISIONS = ['component', 'log-source', 'exact'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** `library`: every fact of the sensor library. `smap`: only SMAP's and the user's own event mappings. */
export const FACT_SOURCES = ['library', 'smap'] as const;
export type FactSource = (typeof FACT_SOURCES)[number];

export interface CoverageSettings {
  readonly lens: Lens;
  readonly minimumPrecision: Precision;
  readonly facts: FactSource;
  /** Deployments that count; "What can I see?" counts the deployed ones. */
  readonly statuses: readonly DeploymentStatus[];
  /** Leave out deployments without a quality rating. */
  readonly ratedOnly: boolean;
  /** ISO 8601 date on which deployments must be in service; `null`: dates are not looked at. */
  readonly asOf: string | null;
  /** `null`: all groups. */
  readonly groupIds: readonly string[] | null;
  /** ATT&CK platform names to look at; `null`: all. */
  readonly platforms: readonly string[] | null;
}

export const DEFAULT_SETTINGS: CoverageSettings = {
  lens: 'analytics',
  minimumPrecision: 'component',
  facts: 'library',
  statuses: ['deployed'],
  ratedOnly: false,
  asOf: null,
  groupIds: null,
  platforms: null,
};

/** What a lens does not look at is set to what changes nothing: DeTT&CT knows no dates, and takes every mapping. */
export function settingsOfLens(settings: CoverageSettings): CoverageSettings {
  return settings.lens === 'dettect' ? { ...settings, facts: 'library', asOf: null } : settings;
}
