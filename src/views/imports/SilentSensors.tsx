import { createMemo, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { feedsNothing } from '../../domain/sensors/describe-own-sensor';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import type { DoneItem } from './import-types';

/** More are counted, and found among the user's own sensors. */
const FIRST = 8;

/** Products that the library does not know came with the import: what they emit is the next thing to say. */
export function SilentSensors(props: { readonly item: DoneItem }) {
  const { workspace } = useApp();
  const silent = createMemo(() => {
    const detail = props.item.preview?.detail;
    if (detail?.kind !== 'inventory') return [];
    // By name: a sensor gets its id when it is written, not when it is shown.
    const brought = new Set(detail.customSensors.map(({ name }) => name));
    const own = workspace.inventory()?.customSensors ?? [];
    return own.filter((sensor) => brought.has(sensor.name) && feedsNothing(sensor));
  });
  return (
    <Show when={silent().length > 0}>
      <div class="import-panel-remark">
        <p>
          {silent().length === 1 ? 'One sensor' : `${formatCount(silent().length)} sensors`} of your own{' '}
          {silent().length === 1 ? 'feeds' : 'feed'} nothing yet: say what{' '}
          {silent().length === 1 ? 'it emits' : 'they emit'}.
        </p>
        <ul class="import-facts-list">
          <For each={silent().slice(0, FIRST)}>
            {({ id, name }) => (
              <li>
                <a href={linkTo('inventory', 'sensor', id)}>{name}</a>
              </li>
            )}
          </For>
        </ul>
        <Show when={silent().length > FIRST}>
          <p>
            The other {formatCount(silent().length - FIRST)} are among{' '}
            <a href={linkTo('inventory')}>your own sensors</a>.
          </p>
        </Show>
      </div>
    </Show>
  );
}
