import { For, Show } from 'solid-js';
import { formatDateTime } from '../../../domain/format';
import type { ExportFact } from '../../../domain/threats/export-facts';

/** What a sheet rests on and how it is marked: on paper at its head, on the screen at its foot. */
export function HuntFacts(props: { readonly facts: readonly ExportFact[]; readonly on: 'paper' | 'screen' }) {
  return (
    <Show when={props.facts.length > 0}>
      <dl class="hunt-facts" data-on={props.on} aria-label="What this sheet rests on">
        <For each={props.facts}>
          {({ name, value }) => (
            <div>
              <dt>{name}</dt>
              <dd>{name === 'Date' ? formatDateTime(value) : value}</dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}
