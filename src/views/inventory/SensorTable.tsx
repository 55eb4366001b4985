import { createEffect, createMemo, createSignal, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { feedsNothing } from '../../domain/sensors/describe-own-sensor';
import { removeSensors } from '../../domain/sensors/edit-inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { type Column, DataTable } from '../pieces/DataTable';
import { useInventory } from './inventory-scope';

interface SensorRow {
  readonly sensor: Sensor;
  readonly deployments: number;
}

const COLUMNS: readonly Column<SensorRow>[] = [
  { id: 'name', title: 'Sensor', value: ({ sensor }) => sensor.name, width: 'minmax(9rem, 2fr)' },
  { id: 'vendor', title: 'Vendor', value: ({ sensor }) => sensor.vendor, width: 'minmax(6rem, 1fr)' },
  {
    id: 'events',
    title: 'Events',
    value: ({ sensor }) => sensor.events.length,
    cell: ({ sensor }) => (
      <Show when={feedsNothing(sensor)} fallback={formatCount(sensor.events.length)}>
        <span class="inventory-lack">feeds nothing yet</span>
      </Show>
    ),
    numeric: true,
    width: '7rem',
  },
  {
    id: 'sources',
    title: 'Log sources',
    value: ({ sensor }) => sensor.logSources.length,
    numeric: true,
    width: '7rem',
  },
  { id: 'deployments', title: 'Deployments', value: ({ deployments }) => deployments, numeric: true, width: '7.5rem' },
];

/** The user's own sensors. */
export function SensorTable(props: { readonly opened: string | null }) {
  const { inventory, remove } = useInventory();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const rows = createMemo(() => {
    const deployments = new Map<string, number>();
    for (const { sensorId } of inventory().deployments) deployments.set(sensorId, (deployments.get(sensorId) ?? 0) + 1);
    return inventory().customSensors.map(
      (sensor): SensorRow => ({ sensor, deployments: deployments.get(sensor.id) ?? 0 }),
    );
  });
  const chosen = createMemo(() => new Set(rows().flatMap(({ sensor: { id } }) => (selected().has(id) ? [id] : []))));

  // What is out of sight is not chosen: it must not come back into a change of many when it is shown again.
  createEffect(() => {
    if (chosen().size < selected().size) setSelected(chosen());
  });

  function deleteChosen(): void {
    const ids = chosen();
    remove(
      `Delete ${formatCounted(ids.size, 'sensor')} and ${ids.size === 1 ? 'its' : 'their'} deployments`,
      (before) => removeSensors(before, ids),
    );
    setSelected(new Set<string>());
  }

  return (
    <DataTable
      label="Your own sensors"
      noun={rows().length === 1 ? 'sensor' : 'sensors'}
      rows={rows()}
      columns={COLUMNS}
      rowKey={({ sensor }) => sensor.id}
      selected={chosen()}
      onSelect={setSelected}
      opened={props.opened}
      onOpen={({ sensor }) => goTo('inventory', 'sensor', sensor.id)}
      bulkActions={<Button onClick={deleteChosen}>Delete</Button>}
      empty={null}
    />
  );
}
