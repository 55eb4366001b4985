import { type Accessor, createContext, createMemo, createSelector, createSignal, useContext } from 'solid-js';
import type { CatalogFacts, TechniqueFacts } from '../../domain/attack/catalog-facts';
import type { TacticId } from '../../domain/attack/identifiers';
import type { Lens } from '../../domain/coverage/settings';
import type { Overlay } from '../../domain/layers/overlay-marks';
import type { VisibleTechniques } from '../../state/coverage-filters';
import type { RulesOf } from '../../state/rules-of-techniques';
import type { FiguresOf } from '../../state/technique-figures';

export const ZOOMS = ['names', 'ids', 'blocks'] as const;
export type Zoom = (typeof ZOOMS)[number];

/** The technique of a cell, or the head of its tactic. */
export type CellKey = `${number}:${number}` | `${number}:head`;

/** What the matrix shows and where the keyboard stands: shared by its cells. */
export interface MatrixView {
  readonly facts: Accessor<CatalogFacts>;
  readonly lens: Accessor<Lens>;
  readonly zoom: Accessor<Zoom>;
  readonly figuresOf: FiguresOf;
  /** Analytics deployed: a mark on the cell, and no part of its state. */
  readonly rulesOf: RulesOf;
  techniqueAt(position: number): TechniqueFacts | undefined;
  /** Passes the filters; a cell that does not, yet is shown, is only there to hold its sub-techniques together. */
  passes(position: number): boolean;
  isShown(position: number): boolean;
  isTacticShown(tactic: number): boolean;
  isExpanded(position: number): boolean;
  toggle(position: number, expand?: boolean): void;
  expandAll(expand: boolean): void;
  readonly isAllExpanded: Accessor<boolean>;
  isFocus(key: CellKey): boolean;
  focusOn(key: CellKey): void;
  /** Id of the technique whose panel is open. */
  readonly selected: Accessor<string | null>;
  /** What chosen layers say of the cells. */
  readonly overlay: Accessor<Overlay | undefined>;
}

export interface MatrixSources {
  readonly facts: Accessor<CatalogFacts>;
  readonly lens: Accessor<Lens>;
  readonly zoom: Accessor<Zoom>;
  readonly figuresOf: FiguresOf;
  readonly rulesOf: RulesOf;
  readonly visible: VisibleTechniques;
  /** The only tactic to show; `null`: all. */
  readonly tactic: Accessor<TacticId | null>;
  readonly selected: Accessor<string | null>;
  readonly overlay: Accessor<Overlay | undefined>;
}

export function createMatrixView(sources: MatrixSources): MatrixView {
  const { facts, visible, zoom } = sources;
  // By id, not position: what is expanded stays so in the next release.
  const [expanded, setExpanded] = createSignal<ReadonlySet<string>>(new Set());
  const parents = createMemo(() => facts().techniques.filter(({ subTechniques }) => subTechniques.length > 0));
  const isAllExpanded = createMemo(() => parents().every(({ id }) => expanded().has(id)));
  const techniqueAt = (position: number) => facts().techniques[position];

  const isExpanded = (position: number) => expanded().has(techniqueAt(position)?.id ?? '');

  const shown = createMemo(() =>
    facts().techniques.map(({ parent, subTechniques }, position) => {
      if (parent < 0) return visible.passes(position) || subTechniques.some((sub) => visible.passes(sub));
      if (!visible.isNarrowed()) return zoom() === 'blocks' || isExpanded(parent);
      return visible.passes(position) || (isExpanded(parent) && visible.passes(parent));
    }),
  );
  const isShown = (position: number) => shown()[position] ?? false;
  const shownTactics = createMemo(() =>
    facts().tactics.map(({ id, techniques }) => {
      const chosen = sources.tactic();
      const isChosen = chosen === null || chosen === id || facts().tactics.every((tactic) => tactic.id !== chosen);
      return isChosen && (!visible.isNarrowed() || techniques.some(isShown));
    }),
  );
  const isTacticShown = (tactic: number) => shownTactics()[tactic] ?? false;

  const [focus, focusOn] = createSignal<CellKey>('0:head');
  /** Where the keyboard enters: what was focused last, or the first cell when filters have taken that away. */
  const entry = createMemo<CellKey>(() => {
    const [tactic, cell] = focus().split(':');
    const isHere = isTacticShown(Number(tactic));
    if (isHere && cell === 'head') return focus();
    const position = Number(cell);
    const home = techniqueAt(position)?.parent ?? -1;
    const members = facts().tactics[Number(tactic)]?.techniques ?? [];
    if (isHere && members.includes(home < 0 ? position : home) && isShown(position)) return focus();
    return `${Math.max(0, shownTactics().indexOf(true))}:head`;
  });

  return {
    ...sources,
    techniqueAt,
    passes: (position) => visible.passes(position),
    isShown,
    isTacticShown,
    isExpanded,
    toggle(position, expand) {
      const technique = techniqueAt(position);
      if (technique === undefined || technique.subTechniques.length === 0) return;
      const next = new Set(expanded());
      if (expand ?? !next.has(technique.id)) next.add(technique.id);
      else next.delete(technique.id);
      setExpanded(next);
    },
    expandAll: (expand) => setExpanded(new Set(expand ? parents().map(({ id }) => id) : [])),
    isAllExpanded,
    isFocus: createSelector(entry),
    focusOn,
  };
}

export const MatrixContext = createContext<MatrixView>();

export function useMatrix(): MatrixView {
  const matrix = useContext(MatrixContext);
  if (matrix === undefined) throw new Error('useMatrix needs a MatrixContext around it');
  return matrix;
}
