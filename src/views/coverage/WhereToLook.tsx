import { createMemo, For, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { TechniqueExplanation } from '../../domain/coverage/explain';
import type { Lens } from '../../domain/coverage/settings';
import { collectLookingPlaces } from '../../domain/coverage/where-to-look';
import { joinWords } from './coverage-words';

/** Where traces of the technique would be, by sensor. */
export function WhereToLook(props: {
  readonly explanation: TechniqueExplanation;
  readonly facts: CatalogFacts;
  readonly lens: Lens;
}) {
  const places = createMemo(() => collectLookingPlaces(props.explanation));
  return (
    <section class="technique-section">
      <h3>Where do I look?</h3>
      <Show when={props.lens === 'smap'}>
        <p class="technique-panel-note">
          The SMAP lens only asks whether an enabled event maps. What follows is what ATT&CK’s analytics ask for.
        </p>
      </Show>
      <Show when={places().length > 0} fallback={<p>Nothing that its analytics ask for arrives from any sensor.</p>}>
        <ul class="looking-places">
          <For each={places()}>
            {(place) => (
              <li>
                <p class="looking-place-sensor">
                  <strong>{place.sensorName}</strong>
                  <Show when={!place.feedsRunning}>
                    <span class="technique-panel-note"> feeds parts only; no analytic runs on it</span>
                  </Show>
                </p>
                <dl class="technique-facts">
                  <Show when={place.eventIds.length > 0}>
                    <dt>Events</dt>
                    <dd>{place.eventIds.join(', ')}</dd>
                  </Show>
                  <Show when={place.logSources.length > 0}>
                    <dt>Log sources</dt>
                    <dd>
                      <For each={place.logSources}>{(name) => <code class="log-source">{name}</code>}</For>
                    </dd>
                  </Show>
                  <dt>Shows</dt>
                  <dd>{joinWords(place.components)}</dd>
                  <dt>On</dt>
                  <dd>{joinWords(place.groupNames)}</dd>
                </dl>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
