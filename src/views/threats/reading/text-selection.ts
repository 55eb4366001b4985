import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { TextRange } from '../../../domain/threats/threat-report';

/** Longer than any passage one would quote. */
const LONGEST = 2000;

export interface SelectedPassage extends TextRange {
  readonly words: string;
}

/** What the reader has selected in the text of a report, by offsets into it; `null`: nothing, or something else. */
export function createTextSelection(): Accessor<SelectedPassage | null> {
  const [selected, setSelected] = createSignal<SelectedPassage | null>(null);
  const follow = () => {
    const found = readSelection(document.getSelection());
    // A click on a button clears the selection: what was selected stays until something else is.
    if (found !== null) setSelected(found);
  };
  document.addEventListener('selectionchange', follow);
  onCleanup(() => document.removeEventListener('selectionchange', follow));
  return selected;
}

function readSelection(selection: Selection | null): SelectedPassage | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const [start, end] = [offsetOf(startContainer, startOffset), offsetOf(endContainer, endOffset)];
  if (start === null || end === null || end <= start) return null;
  const words = selection.toString().trim();
  return words === '' || end - start > LONGEST ? null : { start, end, words };
}

function offsetOf(node: Node, offset: number): number | null {
  const part = (node instanceof Element ? node : node.parentElement)?.closest('[data-start]');
  if (!(part instanceof HTMLElement) || part.closest('[data-report-text]') === null) return null;
  const start = Number(part.dataset['start']);
  return node instanceof Element ? start : start + offset;
}
