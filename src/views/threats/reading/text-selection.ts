import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { TextRange } from '../../../domain/threats/threat-report';

/** Longer than any passage one would quote. */
const LONGEST = 2000;

export interface SelectedPassage extends TextRange {
  readonly words: string;
}

export interface TextSelection {
  /** `null`: nothing was selected, or it was let go. */
  readonly passage: Accessor<SelectedPassage | null>;
  readonly clear: () => void;
}

/** What the reader has selected in the text of a report, by offsets into it. */
export function createTextSelection(text: Accessor<string>): TextSelection {
  const [passage, setPassage] = createSignal<SelectedPassage | null>(null);
  const follow = () => {
    const range = readSelection(document.getSelection());
    const found = range === null ? null : trimPassage(text(), range);
    // A click on a button clears the selection: what was selected stays until something else is.
    if (found !== null) setPassage(found);
  };
  document.addEventListener('selectionchange', follow);
  onCleanup(() => document.removeEventListener('selectionchange', follow));
  return {
    passage,
    clear: () => {
      setPassage(null);
      document.getSelection()?.removeAllRanges();
    },
  };
}

/** Without the spaces at both ends; `null`: nothing is left, or too much to quote. */
export function trimPassage(text: string, { start, end }: TextRange): SelectedPassage | null {
  const selected = text.slice(start, end);
  const words = selected.trim();
  if (words === '' || words.length > LONGEST) return null;
  const from = start + selected.length - selected.trimStart().length;
  return { start: from, end: from + words.length, words };
}

function readSelection(selection: Selection | null): TextRange | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const start = offsetOf(startContainer, startOffset);
  const end = offsetOf(endContainer, endOffset);
  return start === null || end === null || end <= start ? null : { start, end };
}

/** A place in the page as one in the text; `null`: it is outside of it. */
function offsetOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  if (element?.closest('[data-report-text]') == null) return null;
  if (!(node instanceof Element)) {
    const part = readStart(element.closest('[data-start]'));
    // In the line that names a section: what comes before it ends there.
    return part === null ? endOf(element.closest('.report-text-section')?.previousElementSibling) : part + offset;
  }
  // Between the children of an element: where the next one begins, or the last one ends.
  const next = node.childNodes[offset];
  const start = next instanceof Element ? readStart(next) : null;
  if (start !== null) return start;
  return offset === 0 ? readStart(node.closest('[data-start]')) : endOf(node.lastElementChild ?? node);
}

function readStart(part: Element | null | undefined): number | null {
  return part instanceof HTMLElement && part.dataset['start'] !== undefined ? Number(part.dataset['start']) : null;
}

function endOf(part: Element | null | undefined): number | null {
  const start = readStart(part);
  return part == null || start === null ? null : start + (part.textContent?.length ?? 0);
}
