import type { CatalogIndex } from '../attack/catalog-index';
import type { Coverage } from './coverage';
import { BLIND, NO_ANALYTIC, NOT_APPLICABLE, NOT_OBSERVABLE, ONE_SHORT, PARTIAL, RUNS } from './state';

/**
 * How many techniques stand where. `counted` is the denominator of every ratio: runs + one short + partial + blind;
 * what is not applicable, not observable or without analytic is given beside it, never in it.
 */
export interface Totals {
  readonly counted: number;
  readonly runs: number;
  readonly oneShort: number;
  readonly partial: number;
  readonly blind: number;
  readonly noAnalytic: number;
  readonly notObservable: number;
  readonly notApplicable: number;
  /** Techniques one of whose analytics has all components fed, supporting ones included; or any component at all. */
  readonly allFed: number;
  readonly anyFed: number;
}

export function computeTotals(coverage: Coverage, techniques: Iterable<number>): Totals {
  const byState = new Array<number>(RUNS + 1).fill(0);
  let allFed = 0;
  let anyFed = 0;
  for (const technique of techniques) {
    const state = coverage.states[technique] ?? NOT_APPLICABLE;
    byState[state] = (byState[state] ?? 0) + 1;
    allFed += coverage.allFed[technique] ?? 0;
    anyFed += coverage.anyFed[technique] ?? 0;
  }
  const of = (state: number) => byState[state] ?? 0;
  return {
    counted: of(RUNS) + of(ONE_SHORT) + of(PARTIAL) + of(BLIND),
    runs: of(RUNS),
    oneShort: of(ONE_SHORT),
    partial: of(PARTIAL),
    blind: of(BLIND),
    noAnalytic: of(NO_ANALYTIC),
    notObservable: of(NOT_OBSERVABLE),
    notApplicable: of(NOT_APPLICABLE),
    allFed,
    anyFed,
  };
}

/** Totals per tactic of the matrix: a technique counts in each of its tactics. */
export function computeTacticTotals(index: CatalogIndex, coverage: Coverage): readonly Totals[] {
  const members: number[][] = index.catalog.tactics.map(() => []);
  index.catalog.techniques.forEach((technique, position) => {
    for (const tactic of technique.tactics) members[tactic]?.push(position);
  });
  return members.map((techniques) => computeTotals(coverage, techniques));
}
