import { createMemo, For } from 'solid-js';
import { foldLogSource } from '../../domain/attack/catalog';
import type { Sensor } from '../../domain/sensors/sensor';
import { Button } from '../pieces/Button';
import { ComboInput } from '../pieces/ComboInput';
import { Field } from '../pieces/Field';
import { useInventory } from './inventory-scope';
import type { EditSensor } from './OwnSensor';
import './SensorPanel.css';

/** Log sources, by the names ATT&CK gives them: an analytic that asks for one of these can be fed by this sensor. */
export function LogSourcesEditor(props: { readonly sensor: Sensor; readonly edit: EditSensor }) {
  const { sensors } = useInventory();
  const options = createMemo(() => {
    const present = new Set(props.sensor.logSources.map(foldLogSource));
    const names = new Set([...sensors().values()].flatMap(({ logSources }) => logSources));
    return [...names]
      .filter((name) => !present.has(foldLogSource(name)))
      .sort((a, b) => a.localeCompare(b, 'en'))
      .map((name) => ({ value: name, label: name }));
  });
  return (
    <>
      <ul class="sensor-panel-list">
        <For each={props.sensor.logSources}>
          {(name) => (
            <li class="sensor-panel-item">
              <code>{name}</code>
              <Button
                kind="quiet"
                label={`Remove ${name}`}
                onClick={() =>
                  props.edit('log sources', ({ logSources }) => ({
                    logSources: logSources.filter((other) => other !== name),
                  }))
                }
              >
                Remove
              </Button>
            </li>
          )}
        </For>
      </ul>
      <Field label="Add a log source" hint="As ATT&CK calls it.">
        {(id) => (
          <ComboInput
            id={id}
            value={null}
            options={options()}
            placeholder="WinEventLog:Security"
            onChange={(name) => props.edit('log sources', ({ logSources }) => ({ logSources: [...logSources, name] }))}
          />
        )}
      </Field>
    </>
  );
}
