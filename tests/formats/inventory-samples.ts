import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describePlace, type Issue, type Result } from '../../src/domain/result';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { readInventoryCsv } from '../../src/formats/inventory/inventory-csv';
import type { InventoryCsvOptions, InventoryReading } from '../../src/formats/inventory/inventory-csv-table';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

export function readFixtureBytes(path: string): Uint8Array {
  return readFileSync(join(FIXTURES, path));
}

function makeSensor(id: string, name: string, vendor: string | null, aliases: string[], events: string[]): Sensor {
  const facts = { platforms: [], logSources: [], origin: 'library' } as const;
  return { id, name, vendor, aliases, ...facts, events: events.map((event) => ({ id: event, mappings: [] })) };
}

/** A library small enough to see through. */
export const SENSORS: readonly Sensor[] = [
  makeSensor('sysmon', 'Sysmon', 'Microsoft', ['System Monitor'], ['1', '2', '3', '7', '8', '10', '22']),
  makeSensor(
    'windows-event-log',
    'Windows event log',
    'Microsoft',
    ['WinEvtx'],
    ['4624', '4625', '4634', '4688', 'winrm/6', 'dns/6'],
  ),
  makeSensor('zeek', 'Zeek', null, ['Bro'], ['conn', 'dns', 'http']),
  makeSensor('aws-cloudtrail', 'AWS CloudTrail', 'Amazon', ['CloudTrail'], ['ConsoleLogin', 'CreateUser']),
];

export function makeOptions(extra: Partial<InventoryCsvOptions> = {}): InventoryCsvOptions {
  let ids = 0;
  const events = new Map(SENSORS.map((sensor) => [sensor.id, new Set(sensor.events.map(({ id }) => id))]));
  return {
    matchSensor: makeSensorMatcher(SENSORS),
    existingGroups: [],
    sensorEvents: (sensorId) => events.get(sensorId) ?? new Set(),
    newId: () => `id-${++ids}`,
    ...extra,
  };
}

/** Chunks of a given size, so that every boundary falls somewhere awkward. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function readBytes(
  bytes: Uint8Array,
  extra: Partial<InventoryCsvOptions> = {},
  chunk = 65_536,
): Promise<Result<InventoryReading>> {
  return readInventoryCsv(inChunks(bytes, chunk), makeOptions(extra));
}

export async function readText(
  text: string,
  extra: Partial<InventoryCsvOptions> = {},
): Promise<InventoryReading & { readonly issues: readonly Issue[] }> {
  return expectRead(await readBytes(new TextEncoder().encode(text), extra));
}

export async function readFixture(
  name: string,
  chunk = 65_536,
): Promise<InventoryReading & { readonly issues: readonly Issue[] }> {
  return expectRead(await readBytes(readFixtureBytes(`inventory-csv/${name}`), {}, chunk));
}

export function expectRead(result: Result<InventoryReading>): InventoryReading & { readonly issues: readonly Issue[] } {
  if (!result.ok) throw new Error(`not read: ${result.issues.map(tell).join('; ')}`);
  return { ...result.value, issues: result.issues };
}

/** An issue as an analyst reads it. */
export function tell({ severity, code, place, message, found, done }: Issue): string {
  const parts = [`${severity} ${code} at ${describePlace(place)}: ${message}`];
  if (found !== undefined) parts.push(`[${found}]`);
  if (done !== undefined) parts.push(done);
  return parts.join(' ');
}
