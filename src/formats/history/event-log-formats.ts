/** Histories of events in JSON and XML, and tables of Windows events: the registry takes them from here. */
import type { HistoryFormat } from './history-reader';
import { makeJsonEventReader } from './json-event-reader';
import { type EventKind, sniffEvents } from './json-sniff';
import { VPC_FLOW_LOGS } from './vpc-flow-logs';
import { WINDOWS_CSV } from './windows-csv-reader';
import { WINDOWS_XML } from './windows-xml-reader';

/** All are read by one reader, which looks at every record for itself. */
function jsonFormat(id: string, name: string, docs: string, kind: EventKind, confidence: number): HistoryFormat {
  return {
    id,
    name,
    extensions: ['json', 'jsonl', 'ndjson', 'log'],
    docs,
    sniff: (probe) => (sniffEvents(probe) === kind ? confidence : 0),
    make: makeJsonEventReader,
  };
}

export const EVENT_LOG_FORMATS: readonly HistoryFormat[] = [
  jsonFormat('windows-events-json', 'Windows and Sysmon events (JSON)', 'windows-events.md', 'windows', 0.97),
  WINDOWS_XML,
  WINDOWS_CSV,
  jsonFormat('suricata-eve', 'Suricata events (EVE JSON)', 'suricata-eve.md', 'suricata', 0.98),
  jsonFormat('cloudtrail', 'AWS CloudTrail', 'cloudtrail.md', 'cloudtrail', 0.98),
  jsonFormat('cloud-audit', 'Audit logs of cloud services (JSON)', 'cloudtrail.md', 'cloud', 0.95),
  VPC_FLOW_LOGS,
  jsonFormat('osquery', 'osquery results', 'osquery.md', 'osquery', 0.97),
  jsonFormat(
    'event-export',
    'Export of a search engine (Elastic, Splunk, Sentinel)',
    'event-exports.md',
    'export',
    0.9,
  ),
  jsonFormat('json-events', 'Events (JSON)', 'event-exports.md', 'generic', 0.66),
];
