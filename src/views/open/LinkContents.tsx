import { For, Show } from 'solid-js';
import { formatCount, formatCounted, formatDate } from '../../domain/format';
import type { LinkPreview } from '../../state/share-link';

const FIRST = 12;

/** What a link holds, by name, and what adding it would change. */
export function LinkContents(props: { readonly preview: LinkPreview }) {
  const origin = () => {
    const from = props.preview.sender === '' ? '' : ` from ${props.preview.sender}`;
    const on = props.preview.at === '' ? '' : `, made ${formatDate(props.preview.at)}`;
    return `An inventory${from}${on}`;
  };
  return (
    <>
      <p class="open-screen-answer">
        {origin()}: {formatCounted(props.preview.groups.length, 'system group')},{' '}
        {formatCounted(props.preview.deployments, 'deployment')} of{' '}
        {formatCounted(props.preview.sensors.length, 'sensor')}
        <Show when={props.preview.scenarios.length > 0}>
          , and {formatCounted(props.preview.scenarios.length, 'scenario')}
        </Show>
        .
      </p>
      <p class="open-screen-quiet">Who sent it is their own word: a link is not signed.</p>
      <div class="open-screen-columns">
        <section aria-labelledby="link-groups">
          <h2 id="link-groups" class="open-screen-heading">
            System groups
          </h2>
          <ul class="open-screen-list">
            <For each={props.preview.groups.slice(0, FIRST)}>
              {(group) => (
                <li>
                  <span>{group.name}</span>
                  <span class="open-screen-quiet">
                    {group.hosts === null ? '' : formatCounted(group.hosts, 'host')}
                    {group.isKnown ? (group.hosts === null ? 'known here' : ', known here') : ''}
                  </span>
                </li>
              )}
            </For>
          </ul>
          <Rest all={props.preview.groups.length} />
        </section>
        <section aria-labelledby="link-sensors">
          <h2 id="link-sensors" class="open-screen-heading">
            Sensors
          </h2>
          <ul class="open-screen-list">
            <For each={props.preview.sensors.slice(0, FIRST)}>
              {(sensor) => (
                <li>
                  <span>{sensor.name}</span>
                  <span class="open-screen-quiet">{formatCounted(sensor.deployments, 'deployment')}</span>
                </li>
              )}
            </For>
          </ul>
          <Rest all={props.preview.sensors.length} />
        </section>
        <Show when={props.preview.scenarios.length > 0}>
          <section aria-labelledby="link-scenarios">
            <h2 id="link-scenarios" class="open-screen-heading">
              Scenarios
            </h2>
            <ul class="open-screen-list">
              <For each={props.preview.scenarios.slice(0, FIRST)}>
                {(scenario) => (
                  <li>
                    <span>{scenario.name}</span>
                    <span class="open-screen-quiet">{formatCounted(scenario.changes, 'change')}</span>
                  </li>
                )}
              </For>
            </ul>
            <Rest all={props.preview.scenarios.length} />
          </section>
        </Show>
        <section aria-labelledby="link-brings">
          <h2 id="link-brings" class="open-screen-heading">
            Adding it would bring
          </h2>
          <ul class="open-screen-list">
            <For each={props.preview.brings} fallback={<li>nothing</li>}>
              {(line) => <li>{line}</li>}
            </For>
          </ul>
        </section>
      </div>
    </>
  );
}

function Rest(props: { readonly all: number }) {
  return (
    <Show when={props.all > FIRST}>
      <p class="open-screen-quiet">and {formatCount(props.all - FIRST)} more</p>
    </Show>
  );
}
