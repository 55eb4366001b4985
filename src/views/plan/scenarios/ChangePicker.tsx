import { createMemo, createSignal, Match, Switch } from 'solid-js';
import { applyChanges, type InventoryChange } from '../../../domain/planning/inventory-change';
import type { Scenario } from '../../../domain/planning/scenario';
import type { Inventory } from '../../../domain/sensors/inventory';
import type { Sensor } from '../../../domain/sensors/sensor';
import { Button } from '../../pieces/Button';
import { Field } from '../../pieces/Field';
import { SelectInput } from '../../pieces/SelectInput';
import { AddSensorForm } from './AddSensorForm';
import { DeploymentChangeForm, type DeploymentChangeKind } from './DeploymentChangeForm';

type Kind = 'add-sensor' | DeploymentChangeKind;

const KINDS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'add-sensor', label: 'Add a sensor' },
  { value: 'deploy', label: 'Put something planned into service' },
  { value: 'enable-events', label: 'Switch events on' },
  { value: 'disable-events', label: 'Switch events off' },
  { value: 'widen-share', label: 'Widen the share of a group' },
  { value: 'raise-quality', label: 'Raise data quality' },
  { value: 'remove-deployment', label: 'Remove a deployment' },
];

/** Which kind of change, then what exactly. What earlier changes of the scenario bring can be chosen too. */
export function ChangePicker(props: {
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly scenario: Scenario;
  readonly onAdd: (changes: readonly InventoryChange[]) => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const [kind, setKind] = createSignal<Kind>('add-sensor');
  const changed = createMemo(() => applyChanges(props.inventory, props.scenario.changes).inventory);
  const sensors = createMemo(
    () => new Map([...props.sensors, ...changed().customSensors.map((own) => [own.id, own] as const)]),
  );
  const deploymentKind = () => {
    const chosen = kind();
    return chosen === 'add-sensor' ? null : chosen;
  };
  const cancel = () => props.onCancel !== undefined && <Button onClick={() => props.onCancel?.()}>Cancel</Button>;

  return (
    <div class="change-picker">
      <Field label="Change">{(id) => <SelectInput id={id} value={kind()} options={KINDS} onChange={setKind} />}</Field>
      <Switch>
        <Match when={kind() === 'add-sensor'}>
          <AddSensorForm inventory={changed()} sensors={sensors()} onAdd={props.onAdd} cancel={cancel()} />
        </Match>
        <Match when={deploymentKind()} keyed>
          {(chosen) => (
            <DeploymentChangeForm
              kind={chosen}
              inventory={changed()}
              sensors={sensors()}
              onAdd={props.onAdd}
              cancel={cancel()}
            />
          )}
        </Match>
      </Switch>
    </div>
  );
}
