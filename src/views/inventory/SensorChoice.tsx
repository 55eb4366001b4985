import { createMemo } from 'solid-js';
import { ComboInput } from '../pieces/ComboInput';
import { Field } from '../pieces/Field';
import { useInventory } from './inventory-scope';
import { listSensorOptions } from './sensor-options';

/** One of the library's sensors or the user's own, found by any name it goes by. */
export function SensorChoice(props: {
  /** `null`: none chosen yet. */
  readonly value: string | null;
  readonly onChange: (sensorId: string) => void;
  readonly error?: string | null;
}) {
  const { sensors } = useInventory();
  const options = createMemo(() => listSensorOptions(sensors().values()));
  return (
    <Field label="Sensor" error={props.error}>
      {(id) => (
        <ComboInput
          id={id}
          value={props.value}
          options={options()}
          placeholder="Name, vendor or product"
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}
