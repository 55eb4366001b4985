import type { CatalogIndex } from '../attack/catalog-index';
import { BLIND, NO_ANALYTIC, NOT_APPLICABLE, NOT_OBSERVABLE, RUNS } from '../coverage/state';
import { makeStepPlacer, type PlacedStep } from './place-steps';
import type { ThreatSteps } from './threat-steps';
import type { VerdictFigures } from './verdict';

/**
 * The figures of very many threats under one lens: states are looked up, nothing is explained.
 * @param states per technique, the best in any group, as the lens in force has them
 */
export function makeFigureCounter(
  index: CatalogIndex,
  states: Uint8Array,
): (threat: Pick<ThreatSteps, 'steps' | 'unresolved'>) => VerdictFigures {
  const placer = makeStepPlacer(index);
  return (threat) => countFigures(index, states, placer.place(threat).steps);
}

/** @param steps in the order of the tactics */
export function countFigures(index: CatalogIndex, states: Uint8Array, steps: readonly PlacedStep[]): VerdictFigures {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  let firstSeen = -1;
  const observable = new Set<number>();
  const seen = new Set<number>();
  for (const { index: technique, tactic } of steps) {
    const state = states[technique] ?? NOT_APPLICABLE;
    counts[state] = (counts[state] ?? 0) + 1;
    if (state < BLIND) continue;
    observable.add(tactic);
    if (state !== RUNS) continue;
    seen.add(tactic);
    if (firstSeen < 0) firstSeen = tactic;
  }
  const countOf = (state: number) => counts[state] ?? 0;
  const outside = countOf(NOT_APPLICABLE) + countOf(NOT_OBSERVABLE) + countOf(NO_ANALYTIC);
  return {
    steps: steps.length,
    observable: steps.length - outside,
    seen: countOf(RUNS),
    firstSeenAt: firstSeen < 0 ? null : tacticName(index, firstSeen),
    blindFor: [...observable].filter((tactic) => !seen.has(tactic)).map((tactic) => tacticName(index, tactic)),
    notObservable: countOf(NOT_OBSERVABLE),
    notApplicable: countOf(NOT_APPLICABLE),
    noAnalytic: countOf(NO_ANALYTIC),
  };
}

/** Techniques without a tactic stand last. */
export function tacticName({ catalog }: CatalogIndex, tactic: number): string {
  return catalog.tactics[tactic]?.name ?? 'No tactic';
}
