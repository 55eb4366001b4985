import { RemovalLine } from '../pieces/RemovalLine';
import { useInventory } from './inventory-scope';

/** What was just deleted, as long as undo would bring it back. */
export function RemovalNotice() {
  const { removed, undoRemoval } = useInventory();
  return <RemovalLine said={removed()?.replace(/^Delete/, 'Deleted') ?? null} onUndo={undoRemoval} />;
}
