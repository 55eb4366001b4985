import { Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import './Notices.css';

/** Edits in the demonstration go with it: that is said before, with a way to keep them. */
export function LeavingDemonstration() {
  const { demonstration } = useApp();
  return (
    <div role="status">
      <Show when={demonstration.isAsking()}>
        <div class="notices-line">
          <span>You edited the demonstration estate. Leaving removes it, with what you edited.</span>
          <span class="notices-actions">
            <Button kind="primary" onClick={() => void demonstration.keepCopy()}>
              Keep a copy in your own workspace
            </Button>
            <Button onClick={() => void demonstration.leaveAnyway()}>Leave without it</Button>
            <Button kind="quiet" onClick={demonstration.stay}>
              Stay
            </Button>
          </span>
        </div>
      </Show>
    </div>
  );
}
