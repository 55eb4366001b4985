import { Button } from '../pieces/Button';
import './RecordActions.css';

/** At the foot of a record. Neither asks back: both can be undone. */
export function RecordActions(props: { readonly onDuplicate: () => void; readonly onDelete: () => void }) {
  return (
    <footer class="record-actions">
      <Button onClick={() => props.onDuplicate()}>Duplicate</Button>
      <Button onClick={() => props.onDelete()}>Delete</Button>
      <p class="record-actions-note">Changes are saved as you make them, and can be undone.</p>
    </footer>
  );
}
