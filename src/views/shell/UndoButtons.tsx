import Redo from 'lucide-solid/icons/redo-2';
import Undo from 'lucide-solid/icons/undo-2';
import { createSignal, onCleanup, onMount } from 'solid-js';
import { useApp } from '../../state/app-state';
import { IconButton } from '../pieces/IconButton';

/** Undo and redo over the whole app, by button and by Ctrl or ⌘ with Z. */
export function UndoButtons() {
  const { workspace } = useApp();
  const [said, setSaid] = createSignal('');
  const command = isApple() ? '⌘' : 'Ctrl+';

  async function undo(): Promise<void> {
    const label = workspace.history().undo;
    if (label === null) return;
    if (await workspace.undo()) setSaid(`Undone: ${label}`);
  }

  async function redo(): Promise<void> {
    const label = workspace.history().redo;
    if (label === null) return;
    if (await workspace.redo()) setSaid(`Done again: ${label}`);
  }

  onMount(() => {
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      // Ctrl+Y is redo, too, where people know it from.
      const isRedo = key === 'z' ? event.shiftKey : key === 'y' && !event.shiftKey && !isApple();
      if ((key !== 'z' && !isRedo) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      // Text that is being written has an undo of its own.
      if (event.defaultPrevented || isWriting(event.target)) return;
      event.preventDefault();
      void (isRedo ? redo() : undo());
    };
    document.addEventListener('keydown', press);
    onCleanup(() => document.removeEventListener('keydown', press));
  });

  const hint = (verb: string, label: string | null, keys: string) =>
    label === null ? `Nothing to ${verb.toLowerCase()}` : `${verb}: ${label} (${command}${keys})`;
  return (
    <span class="undo-buttons">
      <IconButton
        label="Undo"
        icon={Undo}
        title={hint('Undo', workspace.history().undo, 'Z')}
        disabled={workspace.history().undo === null}
        onClick={() => void undo()}
      />
      <IconButton
        label="Redo"
        icon={Redo}
        title={hint('Redo', workspace.history().redo, isApple() ? '⇧Z' : 'Shift+Z')}
        disabled={workspace.history().redo === null}
        onClick={() => void redo()}
      />
      <span class="visually-hidden" role="status">
        {said()}
      </span>
    </span>
  );
}

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
