import type { GroupPart, SystemGroup } from './inventory';
import { foldSensorName, type Sensor, type SensorEvent } from './sensor';

/** What an inventory must not say. Each answers with a sentence for the field, or `null` when all is well. */

/** Sums of shares such as 0.6 + 0.3 + 0.1 miss 1 by a hair. */
const ROUNDING = 1e-9;

/** @param id of the group itself, which may keep its name */
export function checkGroupName(name: string, groups: readonly SystemGroup[], id: string | null): string | null {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return 'A system group needs a name.';
  const other = groups.find((group) => group.id !== id && group.name.trim().toLowerCase() === wanted);
  return other === undefined ? null : 'Another system group has this name.';
}

/** Names of sensors must differ as inventories compare them: by letters and digits. */
export function checkSensorName(name: string, sensors: readonly Sensor[], id: string | null): string | null {
  const wanted = foldSensorName(name);
  if (wanted === '') return 'A sensor needs a name.';
  const other = sensors.find(
    (sensor) => sensor.id !== id && [sensor.name, ...sensor.aliases].some((known) => foldSensorName(known) === wanted),
  );
  if (other === undefined) return null;
  return other.origin === 'user' ? `${other.name} goes by this name.` : `The library has this sensor: ${other.name}.`;
}

export function checkEventId(id: string, events: readonly SensorEvent[]): string | null {
  if (id.trim() === '') return 'An event needs an id.';
  return events.some((event) => event.id === id.trim()) ? 'This event is in the list.' : null;
}

export function checkPartName(name: string, parts: readonly GroupPart[], at: number): string | null {
  if (name.trim() === '') return 'A part needs a name.';
  const other = parts.some((part, position) => position !== at && part.name === name.trim());
  return other ? 'Another part of this group has this name.' : null;
}

export function checkPartShare(share: number, parts: readonly GroupPart[], at: number): string | null {
  const rest = computeRest(parts.filter((_, position) => position !== at));
  return share > rest + ROUNDING ? 'More than 100 % in all.' : null;
}

/** The share of a group that belongs to no part. */
export function computeRest(parts: readonly GroupPart[]): number {
  const rest = 1 - parts.reduce((sum, part) => sum + part.share, 0);
  return rest < ROUNDING ? 0 : rest;
}

/** @param since, until ISO 8601 dates, which sort as text */
export function checkPeriod(since: string | null, until: string | null): string | null {
  return since !== null && until !== null && until < since ? 'The end lies before the beginning.' : null;
}
