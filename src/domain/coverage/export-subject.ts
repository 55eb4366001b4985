import type { CatalogIndex } from '../attack/catalog-index';
import type { Inventory } from '../sensors/inventory';
import type { Coverage } from './coverage';
import type { CoverageSettings } from './settings';
import type { SmapCoverage } from './smap-coverage';

/** What is exported: computed coverage, with what must be said beside it. */
export interface ExportSubject {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly coverage: Coverage;
  readonly settings: CoverageSettings;
  /** Of the SMAP lens, else `null`. */
  readonly smap: SmapCoverage | null;
  /** ISO 8601. */
  readonly at: string;
  readonly tlp: string;
  /** Positions of the techniques to include. */
  readonly shown: readonly number[];
}

/** "Analytics (component precision or better, whole sensor library)": the lens as exports name it. */
export function describeLens({ lens, minimumPrecision, facts, ratedOnly }: CoverageSettings): string {
  if (lens === 'smap') return 'SMAP';
  const source = facts === 'smap' ? "SMAP's mappings alone" : 'whole sensor library';
  return `Analytics (${minimumPrecision} precision or better, ${source}${ratedOnly ? ', rated deployments only' : ''})`;
}
