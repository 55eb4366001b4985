import type { CatalogIndex } from '../attack/catalog-index';

import type { Estate } from '../coverage/estate';
import { isAnalyticUsable, makeGroupCoverage, type SupportingBits } from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import { BLIND, RUNS } from '../coverage/state';

/** What keeps a technique from running, of the analytic that lacks least. */
export interface Lack {
  /** Names of the data components that do not arrive. */
  readonly missing: readonly string[];
  /** All that it needs arrives, but perhaps from different hosts. */
  readonly isOverlapUnknown: boolean;
  /** Others that it needs do arrive. */
  readonly isPartlyFed: boolean;
}

/** @param technique that counts in some group and runs in none */
export function makeLackFinder(
  index: CatalogIndex,
  estate: Estate,
  settings: CoverageSettings,
  supporting: SupportingBits,
): (technique: number) => Lack | null {
  const groups = estate.groups.map((observed) => ({
    observed,
    coverage: makeGroupCoverage(index, observed, settings.minimumPrecision, supporting),
  }));
  return (technique) => {
    let least: Lack | null = null;
    for (const { observed, coverage } of groups) {
      const end = index.firstAnalytic[technique + 1] ?? 0;
      for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
        if (!isAnalyticUsable(index, observed, technique, analytic)) continue;
        const { state } = coverage.computeAnalytic(analytic);
        if (state < BLIND || state === RUNS) continue;
        const unneeded = supporting.get(analytic) ?? 0;
        const needs = (index.needs[analytic] ?? []).filter((_, bit) => (unneeded & (1 << bit)) === 0);
        const missing = needs.filter((need) => coverage.findFeeders(need).length === 0);
        if (least !== null && missing.length >= least.missing.length) continue;
        least = {
          missing: missing.flatMap(({ component }) => index.catalog.dataComponents[component]?.name ?? []),
          isOverlapUnknown: missing.length === 0,
          isPartlyFed: missing.length < needs.length,
        };
      }
    }
    return least;
  };
}
