import type { CatalogIndex } from '../attack/catalog-index';

/** One tactic of the matrix with what stands in it. */
export interface TacticColumn {
  readonly name: string;
  /** Position among the catalog's tactics. */
  readonly tactic: number;
  readonly members: readonly MatrixMember[];
}

export interface MatrixMember {
  readonly technique: number;
  /** Passes the filters; one that does not stands there to hold its sub-techniques together. */
  readonly passes: boolean;
  readonly subTechniques: readonly number[];
}

export interface MatrixChoice {
  /** Positions of the techniques that pass the filters. */
  readonly shown: readonly number[];
  /** Id of the only tactic; absent: all. */
  readonly tactic?: string | undefined;
  /** Whether a technique's sub-techniques stand in the matrix; those that pass filters which leave out some do anyway. */
  isUnfolded(technique: number): boolean;
}

/** The columns of the matrix as the screen has them: techniques by name, sub-techniques below theirs. */
export function orderMatrix({ catalog, subTechniques }: CatalogIndex, choice: MatrixChoice): readonly TacticColumn[] {
  const { techniques, tactics } = catalog;
  const shown = new Set(choice.shown);
  const only = tactics.findIndex(({ id }) => id === choice.tactic);
  const isInScope = (tactic: number) => only < 0 || tactic === only;
  // A chosen tactic leaves out columns, not cells.
  const isNarrowed = techniques.some(
    (technique, position) => technique.tactics.some(isInScope) && !shown.has(position),
  );
  const nameOf = (position: number) => techniques[position]?.name ?? '';
  const members: MatrixMember[][] = tactics.map(() => []);
  techniques.forEach((technique, position) => {
    if (technique.parent >= 0) return;
    const passing = (subTechniques[position] ?? []).filter((sub) => shown.has(sub));
    const passes = shown.has(position);
    if (!passes && passing.length === 0) return;
    const member = {
      technique: position,
      passes,
      subTechniques: isNarrowed || choice.isUnfolded(position) ? passing : [],
    };
    for (const tactic of technique.tactics) members[tactic]?.push(member);
  });
  return tactics.flatMap(({ name }, position) => {
    const column = (members[position] ?? []).sort((a, b) => (nameOf(a.technique) < nameOf(b.technique) ? -1 : 1));
    return !isInScope(position) || (column.length === 0 && isNarrowed)
      ? []
      : [{ name, tactic: position, members: column }];
  });
}
