import { Show } from 'solid-js';
import { Button } from './Button';
import './RemovalLine.css';

/** What was just removed, as long as it can be brought back. */
export function RemovalLine(props: {
  /** "Deleted sensor Zeek"; `null`: nothing. */
  readonly said: string | null;
  readonly onUndo: () => void;
  /** Where what was removed takes up room until it is settled. */
  readonly onClose?: (() => void) | undefined;
}) {
  return (
    <div role="status">
      <Show when={props.said}>
        {(said) => (
          <p class="removal-line">
            {said()}.
            <Button kind="quiet" onClick={() => props.onUndo()}>
              Undo
            </Button>
            <Show when={props.onClose}>
              {(close) => (
                <Button kind="quiet" onClick={() => close()()}>
                  Close
                </Button>
              )}
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
