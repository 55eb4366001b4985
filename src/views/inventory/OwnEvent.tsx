import { createMemo, For, Show } from 'solid-js';
import { type DataComponentId, isUnlisted } from '../../domain/attack/identifiers';
import { ROLES, type Role, type SensorEvent } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { ComboInput } from '../pieces/ComboInput';
import { Field } from '../pieces/Field';
import { SelectInput } from '../pieces/SelectInput';
import { useInventory } from './inventory-scope';
import { describeRole } from './inventory-words';
import './SensorPanel.css';

const ROLE_OPTIONS: readonly { readonly value: Role | null; readonly label: string }[] = [
  { value: null, label: 'on every host' },
  ...ROLES.map((value) => ({ value, label: describeRole(value) })),
];

export function OwnEvent(props: {
  readonly event: SensorEvent;
  readonly onChange: (change: (event: SensorEvent) => Partial<SensorEvent>) => void;
  readonly onRoleChange: (role: Role | null) => void;
  readonly onRemove: () => void;
}) {
  const { coverage } = useApp();
  const { componentName } = useInventory();
  const options = createMemo(() => {
    const present = new Set<string>(props.event.mappings.map(({ component }) => component));
    return (coverage.facts()?.dataComponents ?? [])
      .filter(({ id }) => !present.has(id) && !isUnlisted(id))
      .map(({ id, name }) => ({ value: id, label: name, hint: id }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en'));
  });
  const addComponent = (component: DataComponentId) =>
    props.onChange(({ mappings }) => ({ mappings: [...mappings, { component, origin: 'user' }] }));

  return (
    <>
      <ul class="sensor-panel-list">
        <For each={props.event.mappings.map(({ component }) => component)}>
          {(component) => (
            <li class="sensor-panel-item">
              <Show
                when={!isUnlisted(component)}
                fallback={
                  <span>
                    {component.slice(1)} <span class="sensor-panel-note">in no ATT&CK release, never counted</span>
                  </span>
                }
              >
                <span>
                  {componentName(component)} <span class="sensor-panel-note">{component}</span>
                </span>
              </Show>
              <Button
                kind="quiet"
                label={`Remove ${componentName(component)}`}
                onClick={() =>
                  props.onChange(({ mappings }) => ({
                    mappings: mappings.filter((mapping) => mapping.component !== component),
                  }))
                }
              >
                Remove
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Field label="Add a data component">
        {(id) => (
          <ComboInput
            id={id}
            value={null}
            options={options()}
            placeholder="Name or DC number"
            onChange={addComponent}
          />
        )}
      </Field>
      <Field label="Emitted">
        {(id) => (
          <SelectInput id={id} value={props.event.role ?? null} options={ROLE_OPTIONS} onChange={props.onRoleChange} />
        )}
      </Field>
      <div>
        <Button kind="quiet" label={`Remove event ${props.event.id}`} onClick={() => props.onRemove()}>
          Remove this event
        </Button>
      </div>
    </>
  );
}
