import { createUniqueId, For, Show } from 'solid-js';
import { formatDateTime } from '../../../domain/format';
import { HUNT_OUTCOMES, type HuntEntry } from '../../../domain/threats/hunt-sheet';
import { OUTCOME_WORDS } from './hunt-words';

/** What came of looking, and when. Large targets: it is ticked off on a tablet. */
export function HuntOutcome(props: {
  readonly label: string;
  readonly entry: HuntEntry | undefined;
  readonly onChange: (outcome: HuntEntry['outcome']) => void;
}) {
  const name = createUniqueId();
  const outcome = () => props.entry?.outcome ?? 'open';
  return (
    <fieldset class="hunt-outcomes">
      <legend class="visually-hidden">{props.label}</legend>
      <For each={HUNT_OUTCOMES}>
        {(value) => (
          <label class="hunt-outcome" data-value={value}>
            <input type="radio" name={name} checked={outcome() === value} onChange={() => props.onChange(value)} />
            <span>{OUTCOME_WORDS[value]}</span>
          </label>
        )}
      </For>
      <Show when={outcome() !== 'open' && props.entry?.at}>
        {(at) => <span class="hunt-at">{formatDateTime(at())}</span>}
      </Show>
    </fieldset>
  );
}
