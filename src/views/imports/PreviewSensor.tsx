import { createMemo } from 'solid-js';
import { type DataComponentId, isUnlisted } from '../../domain/attack/identifiers';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';
import { FirstRows } from './FirstRows';

/** A sensor of the user's own: its first events, and what they map to. */
export function PreviewSensor(props: { readonly sensor: Sensor }) {
  const { coverage } = useApp();
  const names = createMemo(
    () => new Map<string, string>(coverage.facts()?.dataComponents.map(({ id, name }) => [id, name])),
  );
  const nameComponent = (id: DataComponentId) =>
    isUnlisted(id) ? `${id.slice(1)} (not in ATT&CK)` : `${names().get(id) ?? ''} ${id}`.trim();
  return (
    <FirstRows
      title={`First events of ${props.sensor.name}`}
      columns={['Event', 'Data components']}
      items={props.sensor.events}
      most={8}
      cells={({ id, mappings }) => [id, mappings.map(({ component }) => nameComponent(component)).join(', ') || 'none']}
    />
  );
}
