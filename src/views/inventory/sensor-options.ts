import type { Sensor } from '../../domain/sensors/sensor';
import type { ComboOption } from '../pieces/ComboInput';

/** The user's own first, then the library, each by name. */
export function listSensorOptions(sensors: Iterable<Sensor>): readonly ComboOption<string>[] {
  return [...sensors]
    .sort((a, b) => Number(b.origin === 'user') - Number(a.origin === 'user') || a.name.localeCompare(b.name, 'en'))
    .map(({ id, name, vendor, aliases, origin }) => ({
      value: id,
      label: name,
      hint: [vendor ?? '', aliases.join(', ')].filter(Boolean).join(' · '),
      group: origin === 'user' ? 'Your own sensors' : 'Sensor library',
    }));
}
