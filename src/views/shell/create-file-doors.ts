import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import { bundleRuleFiles } from '../../state/bundle-files';
import { listDropped } from './list-dropped';
import { isWriting } from './UndoButtons';

/**
 * Files dropped anywhere and files or tables pasted anywhere.
 * @returns whether files are being dragged over the page
 */
export function createFileDoors(accept: (files: Iterable<File>) => void): Accessor<boolean> {
  const [isDragging, setDragging] = createSignal(false);
  onMount(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal };
    addEventListener(
      'dragover',
      (event) => {
        if (!holdsFiles(event.dataTransfer)) return;
        // Without this the browser would open the file in place of the page.
        event.preventDefault();
        setDragging(true);
      },
      options,
    );
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setDragging(false);
      },
      options,
    );
    addEventListener(
      'drop',
      (event) => {
        setDragging(false);
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) void listDropped(event.dataTransfer).then(bundleRuleFiles).then(accept);
      },
      options,
    );
    addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || isWriting(event.target)) return;
        const files = readPasted(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        accept(files);
      },
      options,
    );
    onCleanup(() => controller.abort());
  });
  return isDragging;
}

function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** Cells copied from a spreadsheet come as text with tabs; a picture of them may come along and is not meant. */
function readPasted(clipboard: DataTransfer | null): readonly File[] {
  const text = clipboard?.getData('text/plain') ?? '';
  if (looksLikeTable(text)) return [new File([text], 'pasted.csv', { type: 'text/csv' })];
  if (/^\s*[[{]/.test(text)) return [new File([text], 'pasted.json', { type: 'application/json' })];
  return [...(clipboard?.files ?? [])];
}

function looksLikeTable(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split(/\r\n|\r|\n/, 2);
  return !/^[[{]/.test(first) && /[\t,;|]/.test(first) && second !== '';
}
