import { For, Show } from 'solid-js';
import { formatDateTime } from '../../../domain/format';
import type { HuntEntry } from '../../../domain/threats/hunt-sheet';
import { Button } from '../../pieces/Button';
import { OUTCOME_WORDS } from './hunt-words';

/** What was ticked off and is no place of the sheet any more: kept, since somebody looked. */
export function GoneEntries(props: {
  readonly entries: readonly HuntEntry[];
  readonly onRemove: (key: string) => void;
}) {
  return (
    <Show when={props.entries.length > 0}>
      <section class="hunt-gone">
        <h2>Looked at before</h2>
        <p class="threat-note">
          These places are not on the sheet any more: the report, your decisions, the inventory or the release changed.
        </p>
        <ul>
          <For each={props.entries}>
            {(entry) => (
              <li>
                <span>
                  <b>{entry.key}</b>: {OUTCOME_WORDS[entry.outcome].toLowerCase()}, {formatDateTime(entry.at)}
                  <Show when={entry.notes}>{(notes) => <span class="hunt-gone-notes">{notes()}</span>}</Show>
                </span>
                <Button kind="quiet" label={`Remove ${entry.key}`} onClick={() => props.onRemove(entry.key)}>
                  Remove
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
