import { foldSensorName, type Sensor } from './sensor';

export type SensorMatcher = (name: string, vendor: string | null) => { readonly sensorId: string } | null;

/** "v15.1", "15", "Version 3.2.1 (64-bit)": at the end of a name, or in brackets anywhere. */
const BRACKETS = /\([^)]*\)|\[[^\]]*\]/g;
const VERSION = /[\s_-]+(?:v|ver\.?|version|release|r)?\s*\d+(?:\.\d+)*(?:\.x)?(?:\s*\+)?$/i;
/** No product has a longer name; patterns are not tried on more. */
const LONGEST_NAME = 200;
const LEGAL_FORM = /[\s,]+(?:inc|corp|corporation|ltd|llc|gmbh|ag|sa)\.?$/i;

/**
 * Finds sensors by what inventories call them: id, name or alias, compared by letters and digits, with and without a
 * version and the vendor's name. Equal after that, or no match: nothing is guessed by similarity (`match-product`). A name that several
 * sensors share is settled by the vendor, or not at all. Earlier sensors do not hide later ones.
 */
export function makeSensorMatcher(sensors: readonly Sensor[]): SensorMatcher {
  const byName = new Map<string, Sensor[]>();
  for (const sensor of sensors) {
    const folded = new Set([sensor.id, sensor.name, ...sensor.aliases].map(foldSensorName));
    for (const name of folded) {
      if (name === '') continue;
      const namesakes = byName.get(name) ?? [];
      byName.set(name, namesakes);
      namesakes.push(sensor);
    }
  }
  const vendors = new Set(sensors.map(({ vendor }) => foldVendor(vendor)).filter((vendor) => vendor !== ''));
  const ids = new Set(sensors.map(({ id }) => id));

  return (name, vendor) => {
    if (ids.has(name)) return { sensorId: name };
    if (name.length > LONGEST_NAME) return null;
    for (const reading of listReadings(name, foldVendor(vendor), vendors)) {
      const namesakes = (byName.get(reading.name) ?? []).filter((sensor) => isMakeOf(reading.maker, sensor));
      if (namesakes.length === 0) continue;
      const [only, other] = namesakes;
      if (only !== undefined && other === undefined) return { sensorId: only.id };
      const [settled, ambiguous] = namesakes.filter((sensor) => foldVendor(sensor.vendor) === reading.vendor);
      return settled !== undefined && ambiguous === undefined ? { sensorId: settled.id } : null;
    }
    return null;
  };
}

interface Reading {
  readonly name: string;
  /** Folded; empty when nothing states it. */
  readonly vendor: string;
  /** The vendor that was taken off the name; empty when none was. */
  readonly maker: string;
}

/** "Amazon Sysmon" is not Microsoft's; "Acme firewall" is a firewall. */
function isMakeOf(maker: string, sensor: Sensor): boolean {
  return maker === '' || sensor.vendor === null || foldVendor(sensor.vendor) === maker;
}

/** What a name may mean, folded, from the most to the least literal. */
function listReadings(name: string, vendor: string, vendors: ReadonlySet<string>): readonly Reading[] {
  const plain = name.replace(BRACKETS, ' ').trim();
  const forms = [name, plain, plain.replace(VERSION, ''), name.replace(VERSION, '')].map(foldSensorName);
  const readings = forms.map((form): Reading => ({ name: form, vendor, maker: '' }));
  for (const maker of new Set([vendor, ...vendors])) {
    if (maker === '') continue;
    for (const form of forms) {
      if (form.startsWith(maker)) readings.push({ name: form.slice(maker.length), vendor: vendor || maker, maker });
    }
  }
  if (vendor !== '') for (const form of forms) readings.push({ name: vendor + form, vendor, maker: '' });
  return readings.filter((reading) => reading.name !== '');
}

function foldVendor(vendor: string | null): string {
  return foldSensorName((vendor ?? '').slice(0, LONGEST_NAME).replace(LEGAL_FORM, ''));
}
