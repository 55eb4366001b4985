import { createMemo } from 'solid-js';
import { ComboInput } from '../pieces/ComboInput';
import { useInventory } from './inventory-scope';

/** One of the library's sensors or the user's own, found by any name it goes by. */
export function SensorChoice(props: {
  /** `null`: none chosen yet. */
  readonly value: string | null;
  readonly onChange: (sensorId: string) => void;
}) {
  const { sensors } = useInventory();
  const options = createMemo(() =>
    [...sensors().values()]
      .sort((a, b) => Number(b.origin === 'user') - Number(a.origin === 'user') || a.name.localeCompare(b.name, 'en'))
      .map(({ id, name, vendor, aliases, origin }) => ({
        value: id,
        label: name,
        hint: [vendor ?? '', aliases.join(', ')].filter(Boolean).join(' · '),
        group: origin === 'user' ? 'Your own sensors' : 'Sensor library',
      })),
  );
  return (
    <ComboInput
      label="Sensor"
      value={props.value}
      options={options()}
      placeholder="Name, vendor or product"
      onChange={(sensorId) => {
        if (sensorId !== null) props.onChange(sensorId);
      }}
    />
  );
}
