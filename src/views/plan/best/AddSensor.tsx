import { createSignal, Show } from 'solid-js';
import { makeSensorOption } from '../../../domain/planning/list-options';
import type { PlanOption } from '../../../domain/planning/plan';
import { ChoiceSet } from '../../inventory/ChoiceSet';
import { useInventory } from '../../inventory/inventory-scope';
import { SensorChoice } from '../../inventory/SensorChoice';
import { Button } from '../../pieces/Button';

/** A sensor that is not there yet, on some groups. */
export function AddSensor(props: { readonly onAdd: (option: PlanOption) => void; readonly onClose: () => void }) {
  const { inventory, sensors } = useInventory();
  const [sensorId, setSensorId] = createSignal<string | null>(null);
  const [groupIds, setGroupIds] = createSignal<readonly string[]>([]);
  const made = () => {
    const sensor = sensors().get(sensorId() ?? '');
    const groups = inventory().groups.filter(({ id }) => groupIds().includes(id));
    return sensor === undefined ? null : makeSensorOption(sensor, groups, () => crypto.randomUUID());
  };

  function add(): void {
    const option = made();
    if (option === null) return;
    props.onAdd(option);
    setSensorId(null);
  }

  return (
    <section class="best-panel" aria-label="Add a sensor">
      <SensorChoice value={sensorId()} onChange={setSensorId} />
      <Show when={inventory().groups.length > 0} fallback={<p class="best-note">There is no system group yet.</p>}>
        <ChoiceSet
          label="On which system groups?"
          options={inventory().groups.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={groupIds()}
          onChange={setGroupIds}
        />
      </Show>
      <p class="best-note">One option, bought as a whole, with the events that are on by default.</p>
      <div class="best-panel-actions">
        <Button kind="primary" disabled={sensorId() === null || groupIds().length === 0} onClick={add}>
          Add to the plan
        </Button>
        <Button onClick={() => props.onClose()}>Close</Button>
      </div>
    </section>
  );
}
