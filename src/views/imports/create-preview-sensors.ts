import { type Accessor, createMemo } from 'solid-js';
import { indexSensors } from '../../domain/coverage/estate';
import { EMPTY_INVENTORY } from '../../domain/sensors/inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';

/** Every sensor that a preview can speak of, by id: of the library, the user's own, and those the file would bring. */
export function createPreviewSensors(
  brought: Accessor<readonly Sensor[]> = () => [],
): Accessor<ReadonlyMap<string, Sensor>> {
  const { coverage, workspace } = useApp();
  return createMemo(() => {
    const library = coverage.sensors.error === undefined ? (coverage.sensors.latest ?? []) : [];
    const own = workspace.inventory()?.customSensors ?? [];
    return indexSensors(library, { ...EMPTY_INVENTORY, customSensors: [...own, ...brought()] });
  });
}
