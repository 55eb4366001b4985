import { createMemo, createResource, For, Show } from 'solid-js';
import type { Sensor } from '../../domain/sensors/sensor';
import { describeSource, type GroundsRow, listGrounds } from '../../domain/sensors/sensor-grounds';
import { useApp } from '../../state/app-state';
import { Fold } from '../pieces/Fold';
import './SensorGroundsFold.css';

/** Which events belong together, how they are switched on, and the pages that say so. */
export function SensorGroundsFold(props: { readonly sensor: Sensor }) {
  const { coverage } = useApp();
  const [grounds] = createResource(
    () => props.sensor.id,
    (id) => coverage.findGrounds(id),
  );
  // Only once they are there: reading a resource before suspends the panel, and reading one that failed throws.
  const rows = createMemo(() => {
    const known = grounds.state === 'ready' ? grounds() : null;
    return known === null || known === undefined ? [] : listGrounds(props.sensor, known);
  });
  // Known before they are: the panel does not move when they arrive.
  const hasGrounds = () => props.sensor.events.some(({ set }) => set !== undefined);
  return (
    <Show when={hasGrounds()}>
      <Fold kind="head" summary="Switching on, and sources" state={rows().length === 0 ? '' : String(rows().length)}>
        <Show when={grounds.state === 'errored'}>
          <p class="sensor-grounds-note">They could not be loaded.</p>
        </Show>
        <ul class="sensor-grounds">
          <For each={rows()}>{(row) => <GroundsItem row={row} />}</For>
        </ul>
      </Fold>
    </Show>
  );
}

function GroundsItem(props: { readonly row: GroundsRow }) {
  const facts = () =>
    [
      props.row.events === 1 ? '1 event' : `${props.row.events} events`,
      props.row.default === null ? '' : DEFAULT_WORDS[props.row.default],
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <li class="sensor-grounds-item">
      <span class="sensor-grounds-name">{props.row.name}</span>
      <span class="sensor-grounds-note"> {facts()}</span>
      <Show when={props.row.enable}>{(words) => <span class="sensor-grounds-line">{words()}</span>}</Show>
      <span class="sensor-grounds-line sensor-grounds-note">
        <For each={props.row.sources}>
          {(source, position) => (
            <>
              {position() === 0 ? '' : ', '}
              <SourceLink source={source} />
            </>
          )}
        </For>
      </span>
    </li>
  );
}

const DEFAULT_WORDS = { on: 'on by default', off: 'must be switched on' } as const;

function SourceLink(props: { readonly source: string }) {
  const known = () => describeSource(props.source);
  return (
    <Show when={known().address} fallback={known().words}>
      {(address) => (
        <a href={address()} target="_blank" rel="noreferrer noopener" title={address()}>
          {known().words}
        </a>
      )}
    </Show>
  );
}
