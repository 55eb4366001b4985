import type { CatalogIndex } from '../attack/catalog-index';
import type { Inventory } from '../sensors/inventory';
import type { Coverage } from './coverage';
import { LENS_NAMES } from './lens-words';
import { type CoverageSettings, settingsOfLens } from './settings';
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
  /** Of the made-up estate: every export says so. */
  readonly isDemonstration: boolean;
  /** Positions of the techniques to include. */
  readonly shown: readonly number[];
  /** Id of the only tactic to draw; absent: all. */
  readonly tactic?: string;
}

/** "Analytics (component precision or better, whole sensor library; deployed; in service on 2026-11-22)". */
export function describeLens({ settings, coverage }: Pick<ExportSubject, 'settings' | 'coverage'>): string {
  const { lens, ratedOnly, statuses } = settings;
  const { asOf } = settingsOfLens(settings);
  const counted = `${statuses.join(' or ')}${ratedOnly ? ', with a quality rating' : ''}`;
  const parts = [...describeReading(settings, coverage), counted, ...(asOf === null ? [] : [`in service on ${asOf}`])];
  return `${LENS_NAMES[lens]} (${parts.join('; ')})`;
}

function describeReading(
  { lens, minimumPrecision, facts }: CoverageSettings,
  { dettect }: Coverage,
): readonly string[] {
  switch (lens) {
    case 'analytics':
      return [
        `${minimumPrecision} precision or better, ${facts === 'smap' ? "SMAP's mappings alone" : 'whole sensor library'}`,
      ];
    case 'dettect':
      return [`its own data sources ${dettect?.hasOwnDataSources ? 'counted' : 'not counted'}`];
    case 'smap':
      return [];
  }
}

/** What was looked at: "all 5 system groups", "Windows servers; on Windows", and whether it is made up. */
export function describeEstate({ settings, inventory, isDemonstration }: ExportSubject): string {
  const { groupIds, platforms } = settings;
  const names = groupIds?.map((id) => inventory.groups.find((group) => group.id === id)?.name ?? id);
  const parts = [
    ...(isDemonstration ? ['DEMONSTRATION, a made-up estate'] : []),
    names === undefined ? `all ${inventory.groups.length} system groups` : names.join(', '),
    ...(platforms === null ? [] : [`on ${platforms.join(', ')}`]),
  ];
  return parts.join('; ');
}

/** How much of the release is in the export: what the filters hide is missing from it. */
export function describeShown({ shown, index }: Pick<ExportSubject, 'shown' | 'index'>): string {
  const all = index.catalog.techniques.length;
  return shown.length === all ? `all ${all}` : `${shown.length} of ${all}: those that passed the filters`;
}
