import { DISPOSITION_FIELD } from '../../src/domain/history/fields';

/** What is read of a record that matched, for its sighting: when, which way, what became of it, whose host. */
const FIELDS: ReadonlySet<string> = new Set([
  '@timestamp',
  'source.ip',
  'client.ip',
  'destination.ip',
  'server.ip',
  'host.name',
  'host.hostname',
  'host.ip',
  'network.direction',
  'network.forwarded_ip',
  'destination.port',
  DISPOSITION_FIELD,
]);

export function isSightingField(field: string): boolean {
  return FIELDS.has(field);
}
