import { makeIssueLog } from '../../src/domain/issue-log';
import { success } from '../../src/domain/result';
import { makePairResolver } from '../../src/domain/sensors/compile-sensor-library';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readOssemCsv } from '../../src/formats/ossem-csv';
import { makeNameResolver } from '../../src/formats/own-sensor';
import { readSmapStix } from '../../src/formats/smap-stix';
import { decodeText } from '../../src/formats/text-decoding';
import { loadComponentNames } from '../component-names';
import { readWhole } from '../file-source';
import { describeSensors, makeOwnSensors, putOwnSensors } from './own-sensors';
import { MEBIBYTE, type Reader } from './reading';
import { nameSensor } from './smap-reading';

const LARGEST_MAPPING = 64 * MEBIBYTE;

export const readSmapBundle: Reader = async (source, { inventory }) => {
  const bytes = await readWhole(source, LARGEST_MAPPING, 'a sensor mapping');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const result = readSmapStix(text.value, 'user', makePairResolver(await loadComponentNames()));
  if (!result.ok) return result;
  const sensors = result.value.sensors.map(({ identity, events }): Sensor => {
    const name = identity?.name ?? nameSensor(source.name);
    const known =
      inventory.customSensors.find(({ id }) => id === identity?.id) ??
      inventory.customSensors.find((sensor) => sensor.name === name);
    const facts = identity ?? known ?? { vendor: null, aliases: [], platforms: [], logSources: [] };
    const knownEvents = new Map(known?.events.map((event) => [event.id, event]));
    return {
      ...facts,
      id: known?.id ?? (identity?.id || `user:${crypto.randomUUID()}`),
      name,
      // A bundle that names its sensor says everything of its events; SMAP's own only what they map to.
      events: identity === null ? events.map((event) => ({ ...knownEvents.get(event.id), ...event })) : events,
      origin: 'user',
    };
  });
  const { mappings, kept, repeated, leftOut } = result.value.counts;
  const log = makeIssueLog();
  for (const found of result.issues) log.add(found);
  return success(
    {
      counts: { unit: 'mappings', read: mappings, kept, reported: repeated + leftOut },
      brought: describeSensors(sensors, inventory),
      issueCounts: Object.fromEntries(log.counts().map(({ code, count }) => [code, count])),
      detail: { kind: 'sensors', sensors },
      effect: {
        kind: 'step',
        label: `Import ${sensors.length === 1 ? sensors[0]?.name : source.name}`,
        step: { of: 'inventory', run: (current) => putOwnSensors(current, sensors) },
      },
    },
    [...text.issues, ...log.list()],
  );
};

export const readOssemTable: Reader = async (source, { inventory }) => {
  const bytes = await readWhole(source, LARGEST_MAPPING, 'an event mapping');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const result = readOssemCsv(text.value, makeNameResolver(await loadComponentNames()));
  if (!result.ok) return result;
  const { counts, drafts } = result.value;
  const sensors = await makeOwnSensors(drafts, inventory);
  const log = makeIssueLog();
  for (const found of result.issues) log.add(found);
  return success(
    {
      counts: { unit: 'rows', read: counts.rows, kept: counts.kept, reported: counts.repeated + counts.leftOut },
      brought: describeSensors(sensors, inventory),
      issueCounts: Object.fromEntries(log.counts().map(({ code, count }) => [code, count])),
      detail: { kind: 'sensors', sensors },
      effect: {
        kind: 'step',
        label: `Import ${source.name}`,
        step: { of: 'inventory', run: (current) => putOwnSensors(current, sensors) },
      },
    },
    [...text.issues, ...log.list()],
  );
};
