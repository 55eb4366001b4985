import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import { PASTED_TEXT } from '../../domain/threats/pasted-text';
import { bundleRuleFiles } from '../../state/bundle-files';
import { listDropped } from './list-dropped';
import { sortPastedText } from './pasted-text';
import { isWriting } from './UndoButtons';

/** Where what came in goes. */
export interface FileDoors {
  accept(files: Iterable<File>): void;
  /** Pasted cells of which it has to be asked whether their first line is the header. */
  ask(file: File, text: string): void;
  /** Whether lines of text without any sign of columns may be a list: elsewhere they are something else. */
  takesLists(): boolean;
}

/**
 * Files dropped anywhere and files or tables pasted anywhere.
 * @returns whether files are being dragged over the page
 */
export function createFileDoors(doors: FileDoors): Accessor<boolean> {
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
        if (event.dataTransfer !== null) {
          void listDropped(event.dataTransfer).then(bundleRuleFiles).then(doors.accept);
        }
      },
      options,
    );
    addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || isWriting(event.target)) return;
        const text = event.clipboardData?.getData('text/plain') ?? '';
        const kind = sortPastedText(text, doors.takesLists());
        // A picture of copied cells may come along, and is not meant.
        const files = kind === 'other' ? [...(event.clipboardData?.files ?? [])] : [];
        if (kind === 'other' && files.length === 0) return;
        event.preventDefault();
        if (kind === 'table') doors.accept([new File([text], 'pasted.csv', { type: 'text/csv' })]);
        else if (kind === 'headless') doors.ask(new File([text], 'pasted.csv', { type: 'text/csv' }), text);
        else if (kind === 'prose') doors.accept([new File([text], PASTED_TEXT, { type: 'text/plain' })]);
        else if (kind === 'json') doors.accept([new File([text], 'pasted.json', { type: 'application/json' })]);
        else doors.accept(files);
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
