import { onCleanup, onMount } from 'solid-js';
import { type PastedCells, readPastedCells } from '../../domain/pasted-cells';
import { isWriting } from '../shell/UndoButtons';

/**
 * Cells pasted while rows of a table are chosen are for these rows; otherwise they are for the door of the app.
 * @param element of the table: a paste inside another table is for that one
 */
export function createPaste(
  element: () => HTMLElement | undefined,
  isMeant: () => boolean,
  take: (cells: PastedCells) => void,
): void {
  onMount(() => {
    const controller = new AbortController();
    addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || !isMeant() || isWriting(event.target)) return;
        const table = event.target instanceof Element ? event.target.closest('.data-table') : null;
        if (table !== null && element()?.contains(table) === false) return;
        const cells = readPastedCells(event.clipboardData?.getData('text/plain').replace(/[\r\n]+$/, '') ?? '');
        if (cells.length === 0) return;
        event.preventDefault();
        take(cells);
      },
      // Ahead of the door of the app.
      { capture: true, signal: controller.signal },
    );
    onCleanup(() => controller.abort());
  });
}
