import { createMemo, For, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { TechniqueExplanation } from '../../domain/coverage/explain';
import type { Lens } from '../../domain/coverage/settings';
import { collectLookingPlaces, type LookingPlace } from '../../domain/coverage/where-to-look';
import { Fold } from '../pieces/Fold';
import { joinWords } from './coverage-words';

/** A few more are no burden; a list of everything a network sensor logs is. */
const AT_ONCE = 12;

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
      <Show when={props.lens !== 'analytics'}>
        <p class="technique-panel-note">
          {props.lens === 'smap'
            ? 'The SMAP lens only asks whether an enabled event maps.'
            : 'The DeTT&CT lens only asks which data components are available.'}{' '}
          What follows is what ATT&CK’s analytics ask for.
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
                  <Show when={place.namedEventIds.length + place.otherEventIds.length > 0}>
                    <dt>Events</dt>
                    <dd>
                      <PlaceEvents place={place} />
                    </dd>
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

/** Those that ATT&CK names come first; those that only map to the same data component fold when there are many. */
function PlaceEvents(props: { readonly place: LookingPlace }) {
  const isShort = () => props.place.namedEventIds.length + props.place.otherEventIds.length <= AT_ONCE;
  const first = () => {
    const { namedEventIds, otherEventIds } = props.place;
    if (isShort()) return [...namedEventIds, ...otherEventIds];
    return namedEventIds.length > 0 ? namedEventIds : otherEventIds.slice(0, AT_ONCE);
  };
  const rest = () => props.place.otherEventIds.filter((id) => !first().includes(id));
  return (
    <>
      {first().join(', ')}
      <Show when={rest().length > 0}>
        <Fold kind="quiet" summary={`${rest().length} more that map to the same data components`}>
          {rest().join(', ')}
        </Fold>
      </Show>
    </>
  );
}
