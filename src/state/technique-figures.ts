import { type Accessor, createMemo } from 'solid-js';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { TechniqueState } from '../domain/coverage/state';
import { areFiguresEqual, readTechniqueFigures, type TechniqueFigures } from '../domain/coverage/technique-figures';
import type { CoverageState } from './coverage';

/** Figures by a technique's position; `undefined` while no answer for this catalog has come. */
export type FiguresOf = (technique: number) => TechniqueFigures | undefined;

/**
 * One reactive value per technique, so that a new answer touches only the cells whose figures changed. An answer that
 * was computed for another catalog says nothing about this one: while the catalog changes, all are `undefined`.
 */
export function createTechniqueFigures(coverage: CoverageState): FiguresOf {
  const current = createCurrentAnswer(coverage);
  const figures = createMemo(() =>
    (coverage.facts()?.techniques ?? []).map((_, technique) =>
      createMemo<TechniqueFigures | undefined>(
        () => {
          const answer = current();
          return answer && readTechniqueFigures(answer.coverage, technique, answer.settings.lens);
        },
        undefined,
        { equals: areFiguresEqual },
      ),
    ),
  );
  return (technique) => figures()[technique]?.();
}

/** The latest answer, if it belongs to the catalog whose facts are shown. */
export function createCurrentAnswer(coverage: CoverageState): CoverageState['answer'] {
  return createMemo(() => {
    const facts = coverage.facts();
    const answer = coverage.answer();
    return facts !== undefined && answer?.catalogId === catalogIdOf(facts) ? answer : undefined;
  });
}

function catalogIdOf({ domain, release }: CatalogFacts): string {
  return `${domain}@${release}`;
}

export interface SubTechniqueCount {
  readonly running: number;
  /** Those that stand in ratios: what is not applicable, not observable or without analytic is no gap. */
  readonly counted: number;
  readonly all: number;
}

const COUNTED: ReadonlySet<TechniqueState> = new Set(['runs', 'one short', 'partial', 'blind']);

/** How many of a technique's sub-techniques run. */
export function createSubTechniqueCount(
  subTechniques: Accessor<readonly number[]>,
  figuresOf: FiguresOf,
): Accessor<SubTechniqueCount> {
  return createMemo(
    () => {
      const states = subTechniques().map((position) => figuresOf(position)?.state);
      return {
        running: states.filter((state) => state === 'runs').length,
        counted: states.filter((state) => state === undefined || COUNTED.has(state)).length,
        all: states.length,
      };
    },
    undefined,
    { equals: (a, b) => a.running === b.running && a.counted === b.counted && a.all === b.all },
  );
}
