import { isUnlisted } from '../../src/domain/attack/identifiers';
import { success } from '../../src/domain/result';
import { makePairResolver } from '../../src/domain/sensors/compile-sensor-library';
import { putSensors } from '../../src/domain/sensors/edit-inventory';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { reuseRecords } from '../../src/domain/sensors/reuse-records';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readSmapCsv } from '../../src/formats/smap-csv';
import { decodeText } from '../../src/formats/text-decoding';
import { loadComponentNames } from '../component-names';
import { readWhole } from '../file-source';
import { countByCode, countOf, MEBIBYTE, type Reader } from './reading';

const LARGEST_SENSOR_TABLE = 16 * MEBIBYTE;

export const readSmapTable: Reader = async (source, { inventory }) => {
  const bytes = await readWhole(source, LARGEST_SENSOR_TABLE, 'a sensor mapping');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const name = nameSensor(source.name);
  const known = inventory.customSensors.find((sensor) => sensor.name === name);
  const identity: Omit<Sensor, 'events'> = known ?? {
    id: `user:${crypto.randomUUID()}`,
    name,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources: [],
    origin: 'user',
  };
  const result = readSmapCsv(text.value, identity, 'user', makePairResolver(await loadComponentNames()));
  if (!result.ok) return result;
  const { counts } = result.value;
  // The table says what events map to; their roles and log sources it does not know.
  const knownEvents = new Map(known?.events.map((event) => [event.id, event]));
  const events = result.value.sensor.events.map((event) => ({ ...knownEvents.get(event.id), ...event }));
  const sensor: Sensor = { ...result.value.sensor, events };
  const put = (current: Inventory) => reuseRecords(current, putSensors(current, [sensor]));
  const isKnownWhole = put(inventory).customSensors === inventory.customSensors;
  const unlisted = sensor.events.filter(({ mappings }) => mappings.every(({ component }) => isUnlisted(component)));
  return success(
    {
      counts: { unit: 'rows', read: counts.rows, kept: counts.kept, reported: counts.repeated + counts.leftOut },
      brought: [
        `${known === undefined ? 'A sensor' : isKnownWhole ? 'Known already, a sensor' : 'A new version of the sensor'} of your own: ${name}`,
        ...countOf(sensor.events.length, 'event'),
        ...countOf(unlisted.length, 'event that maps to nothing in ATT&CK', 'events that map to nothing in ATT&CK'),
      ],
      issueCounts: countByCode(result.issues),
      detail: { kind: 'sensor', sensor },
      effect: { kind: 'step', label: `Import ${name}`, step: { of: 'inventory', run: put } },
    },
    [...text.issues, ...result.issues],
  );
};

/** `Sysmon-sensors-mappings-enterprise.csv` and `Sysmon-mappings-enterprise.json` → Sysmon. */
export function nameSensor(fileName: string): string {
  const base = fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[-_ ]*(?:sensors?)?[-_ ]*mappings?.*$/i, '');
  return base.trim() === '' ? fileName : base.trim();
}
