import { createEffect, createSignal, For } from 'solid-js';
import type { Totals } from '../../domain/coverage/totals';
import { coverageFilters } from '../../state/coverage-filters';
import { goTo } from '../../state/route';
import { createMediaQuery } from '../pieces/media-query';
import { findTarget, readMove } from './matrix-keys';
import { type CellKey, MatrixContext, type MatrixView } from './matrix-view';
import { NARROW } from './narrow';
import { TacticRow } from './TacticRow';
import './TechniqueMatrix.css';

const MARGIN = 8;

/** All techniques by tactic. Cells are made once per catalog; a new answer changes attributes only. */
export function TechniqueMatrix(props: {
  readonly view: MatrixView;
  readonly tacticTotals: readonly Totals[] | undefined;
  readonly isDimmed: boolean;
  readonly isNarrowed: boolean;
}) {
  const isNarrow = createMediaQuery(NARROW);
  let element: HTMLDivElement | undefined;
  const [open, setOpen] = createSignal<ReadonlySet<number>>(new Set());
  const canFold = () =>
    isNarrow() && props.view.zoom() !== 'blocks' && !props.isNarrowed && coverageFilters.tactic() === null;
  const isOpen = (tactic: number) => (canFold() ? open().has(tactic) : null);

  function toggleTactic(tactic: number): void {
    const id = props.view.facts().tactics[tactic]?.id ?? null;
    if (canFold()) {
      const next = new Set(open());
      if (!next.delete(tactic)) next.add(tactic);
      setOpen(next);
    } else coverageFilters.chooseTactic(coverageFilters.tactic() === id ? null : id);
  }

  function activate(cell: HTMLElement): void {
    const [tactic, position] = (cell.dataset['cell'] ?? '').split(':');
    if (position === 'head') toggleTactic(Number(tactic));
    else goTo('coverage', props.view.techniqueAt(Number(position))?.id ?? '');
  }

  function onClick(event: MouseEvent): void {
    const cell = findCell(event.target);
    if (cell === null) return;
    props.view.focusOn(cell.dataset['cell'] as CellKey);
    if (event.target instanceof Element && event.target.closest('[data-expand]') !== null) {
      props.view.toggle(positionOf(cell));
    } else activate(cell);
  }

  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
    const cell = findCell(event.target);
    if (cell === null || event.altKey || event.metaKey) return;
    const move = readMove(event, props.view.zoom() === 'blocks');
    if (move !== null) findTarget(listRows(event.currentTarget), cell, move)?.focus();
    else if (event.key === 'Enter') activate(cell);
    else if (event.key === ' ') {
      if (cell.dataset['cell']?.endsWith('head')) activate(cell);
      else props.view.toggle(positionOf(cell));
    } else if (event.key === '+') props.view.toggle(positionOf(cell), true);
    else if (event.key === '-') props.view.toggle(positionOf(cell), false);
    else return;
    event.preventDefault();
  }

  // What is open beside the matrix is to be seen in it, as far as no page has to move for it.
  createEffect(() => {
    if (props.view.selected() === null) return;
    // The panel takes its column first, and a folded sub-technique has yet to appear.
    requestAnimationFrame(() => {
      const cell = element?.querySelector<HTMLElement>('[aria-current="true"]:not([hidden])');
      if (element && cell) bringIntoView(element, cell);
    });
  });

  return (
    <MatrixContext.Provider value={props.view}>
      {/* biome-ignore lint/a11y/useSemanticElements: a matrix of tactics as columns is no HTML table. */}
      <div
        ref={element}
        role="grid"
        tabindex={-1}
        class="technique-matrix"
        aria-label="Technique matrix"
        aria-readonly="true"
        data-zoom={props.view.zoom()}
        data-single={coverageFilters.tactic() === null ? undefined : 'true'}
        data-dimmed={props.isDimmed ? 'true' : undefined}
        onClick={onClick}
        onPointerOver={(event) => {
          // What a cell is called, for the pointer too; written when looked at, not with every answer.
          const cell = findCell(event.target);
          if (cell !== null) cell.title = cell.getAttribute('aria-label') ?? '';
        }}
        onKeyDown={onKeyDown}
        onFocusIn={(event) => {
          const cell = findCell(event.target);
          if (cell !== null) props.view.focusOn(cell.dataset['cell'] as CellKey);
        }}
      >
        <For each={props.view.facts().tactics}>
          {(tactic, position) => (
            <TacticRow
              tactic={tactic}
              position={position()}
              totals={props.tacticTotals?.[position()]}
              isOnly={coverageFilters.tactic() === tactic.id}
              isOpen={isOpen(position())}
            />
          )}
        </For>
      </div>
    </MatrixContext.Provider>
  );
}

function findCell(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
}

function bringIntoView(grid: HTMLElement, cell: HTMLElement): void {
  const [outer, inner] = [grid.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (inner.left < outer.left) grid.scrollLeft -= outer.left - inner.left + MARGIN;
  else if (inner.right > outer.right) grid.scrollLeft += inner.right - outer.right + MARGIN;
  const head = grid.querySelector('[role="rowheader"]')?.getBoundingClientRect().height ?? 0;
  const top = outer.top + head + MARGIN;
  if (inner.top < top) grid.scrollTop -= top - inner.top;
  else if (inner.bottom > outer.bottom) grid.scrollTop += inner.bottom - outer.bottom + MARGIN;
}

function positionOf(cell: HTMLElement): number {
  return Number(cell.dataset['cell']?.split(':')[1]);
}

/** Cells that can be seen, by tactic. Read from the page: it knows best what is hidden. */
function listRows(grid: HTMLElement): HTMLElement[][] {
  return [...grid.querySelectorAll<HTMLElement>(':scope > [role="row"]:not([hidden])')].map((row) => [
    ...row.querySelectorAll<HTMLElement>('[data-cell]:not([hidden])'),
  ]);
}
