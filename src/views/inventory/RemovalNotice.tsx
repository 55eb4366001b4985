import { Show } from 'solid-js';
import { Button } from '../pieces/Button';
import { useInventory } from './inventory-scope';

/** What was just deleted, as long as undo would bring it back. */
export function RemovalNotice() {
  const { removed, undoRemoval } = useInventory();
  return (
    <div role="status">
      <Show when={removed()}>
        {(label) => (
          <p class="inventory-removed">
            {label().replace(/^Delete/, 'Deleted')}.
            <Button kind="quiet" onClick={undoRemoval}>
              Undo
            </Button>
          </p>
        )}
      </Show>
    </div>
  );
}
