/** Where a key leads in the grid (WAI-ARIA APG, "Grid"): along a tactic, or to the next tactic at the same height. */

export type MatrixMove =
  | { readonly kind: 'along'; readonly step: 1 | -1 }
  | { readonly kind: 'across'; readonly step: 1 | -1 }
  | { readonly kind: 'end'; readonly last: boolean; readonly ofGrid: boolean };

/** @param isRow tactics run from left to right, as they do where blocks are shown */
export function readMove(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  isRow: boolean,
): MatrixMove | null {
  switch (key) {
    case 'ArrowDown':
      return { kind: isRow ? 'across' : 'along', step: 1 };
    case 'ArrowUp':
      return { kind: isRow ? 'across' : 'along', step: -1 };
    case 'ArrowRight':
      return { kind: isRow ? 'along' : 'across', step: 1 };
    case 'ArrowLeft':
      return { kind: isRow ? 'along' : 'across', step: -1 };
    case 'Home':
      return { kind: 'end', last: false, ofGrid: ctrlKey };
    case 'End':
      return { kind: 'end', last: true, ofGrid: ctrlKey };
    default:
      return null;
  }
}

/**
 * The place a move leads to; `null` when it leads out of the grid.
 * @param rows visible cells of each visible tactic, its head first
 */
export function findTarget<Cell>(rows: readonly (readonly Cell[])[], from: Cell, move: MatrixMove): Cell | null {
  const row = rows.findIndex((cells) => cells.includes(from));
  const cells = rows[row];
  if (cells === undefined) return null;
  const column = cells.indexOf(from);
  switch (move.kind) {
    case 'along':
      return cells[column + move.step] ?? null;
    case 'across': {
      const next = rows[row + move.step];
      return next?.[Math.min(column, next.length - 1)] ?? null;
    }
    case 'end': {
      const target = move.ofGrid ? rows.at(move.last ? -1 : 0) : cells;
      return target?.at(move.last ? -1 : 0) ?? null;
    }
  }
}
