/**
 * Fields of histories, named as in the Elastic Common Schema (https://www.elastic.co/docs/reference/ecs). What a source has
 * beyond it keeps the name that the source gives, and is text.
 */
import type { FieldKind } from '../columns/column';

const KINDS: Readonly<Record<string, FieldKind>> = {
  '@timestamp': 'time',
  'event.start': 'time',
  'event.end': 'time',
  // In milliseconds here; ECS has nanoseconds.
  'event.duration': 'number',
  'source.ip': 'address',
  'source.port': 'number',
  'source.bytes': 'number',
  'source.packets': 'number',
  'source.nat.ip': 'address',
  'source.nat.port': 'number',
  'source.as.number': 'number',
  'destination.ip': 'address',
  'destination.port': 'number',
  'destination.bytes': 'number',
  'destination.packets': 'number',
  'destination.nat.ip': 'address',
  'destination.nat.port': 'number',
  'destination.as.number': 'number',
  'client.ip': 'address',
  'server.ip': 'address',
  'host.ip': 'list',
  'network.bytes': 'number',
  'network.packets': 'number',
  'network.forwarded_ip': 'address',
  'http.request.bytes': 'number',
  'http.response.bytes': 'number',
  'http.response.status_code': 'number',
  'dns.answers.data': 'list',
  'dns.resolved_ip': 'list',
  'email.to.address': 'list',
  'email.cc.address': 'list',
  // Addresses in messages of which nothing more is known.
  'related.ip': 'list',
  'process.pid': 'number',
  'process.parent.pid': 'number',
  'record.line': 'number',
  'record.offset': 'number',
  'record.length': 'number',
};

export function kindOfField(field: string): FieldKind {
  return (Object.hasOwn(KINDS, field) ? KINDS[field] : undefined) ?? 'text';
}

/** Where a record stands in its file: kept by the sink, of no concern to readers. */
export const PLACE_FIELDS = ['record.line', 'record.offset', 'record.length'] as const;

/** Ours, beside ECS: what became of a connection (docs/history.md). */
export const DISPOSITION_FIELD = 'vedette.disposition';
export const DISPOSITIONS = ['established', 'attempted', 'denied', 'unknown'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
