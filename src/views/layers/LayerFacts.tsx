import { For, Show } from 'solid-js';
import type { LayerLink, LayerMetadata } from '../../domain/layers/layer';
import './LayerFacts.css';

/** Metadata and links as text: an address of somebody else is nothing to click on unread. */
export function LayerFacts(props: {
  readonly metadata: readonly LayerMetadata[];
  readonly links: readonly LayerLink[];
}) {
  return (
    <Show when={props.metadata.length + props.links.length > 0}>
      <dl class="layer-facts">
        <For each={props.metadata}>
          {(item) => (
            <Show when={'name' in item && item} fallback={<hr class="layer-facts-line" />}>
              {(named) => (
                <>
                  <dt>{named().name}</dt>
                  <dd>{named().value}</dd>
                </>
              )}
            </Show>
          )}
        </For>
        <For each={props.links}>
          {(item) => (
            <Show when={'label' in item && item} fallback={<hr class="layer-facts-line" />}>
              {(link) => (
                <>
                  <dt>{link().label === '' ? 'Link' : link().label}</dt>
                  <dd class="layer-facts-url">{link().url}</dd>
                </>
              )}
            </Show>
          )}
        </For>
      </dl>
    </Show>
  );
}
