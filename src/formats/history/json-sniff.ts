/** What events in JSON are, by the first of them: each is cut out and looked at as the reader would. */
import { isMap, type PlainMap } from '../plain-data';
import type { Probe } from '../probe';
import { isAzureFlows } from './azure-flows';
import { cloudServiceOf } from './cloud-events';
import { isDefenderEvent } from './defender-events';
import { looksGeneric } from './generic-events';
import { makeJsonRecordReader } from './json-records';
import { isOsqueryEvent } from './osquery-events';
import { isSuricataEvent } from './suricata-events';
import { isBulkAction, unwrapEvent } from './unwrap-event';
import { isWindowsEvent } from './windows-shapes';

export type EventKind = 'windows' | 'suricata' | 'cloudtrail' | 'cloud' | 'osquery' | 'export' | 'generic';

const JUDGED = 24;
const LONGEST_HEAD = 64 * 1024;

export function kindOfEvent(event: PlainMap): Exclude<EventKind, 'export' | 'generic'> | null {
  if (isSuricataEvent(event)) return 'suricata';
  if (isDefenderEvent(event) || isWindowsEvent(event)) return 'windows';
  if (isOsqueryEvent(event)) return 'osquery';
  if (isAzureFlows(event)) return 'cloud';
  const service = cloudServiceOf(event);
  if (service === null) return null;
  return service.dataset === 'aws.cloudtrail' ? 'cloudtrail' : 'cloud';
}

const known = new WeakMap<Probe, EventKind | null>();

/** All formats of events ask the same of a file: it is answered once. */
export function sniffEvents(probe: Probe): EventKind | null {
  const before = known.get(probe);
  if (before !== undefined) return before;
  const kind = tellKind(probe);
  known.set(probe, kind);
  return kind;
}

function tellKind({ text }: Probe): EventKind | null {
  if (text === null || !/^\uFEFF?\s{0,100}(?:[{[]|Record \d)/.test(text)) return null;
  const counts = new Map<EventKind | null, number>();
  let judged = 0;
  const count = (kind: EventKind | null) => {
    judged++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  const reader = makeJsonRecordReader({
    record(value) {
      if (judged >= JUDGED) return;
      if (!isMap(value)) {
        count(null);
        return;
      }
      if (isBulkAction(value)) return;
      const { event, isWrapped } = unwrapEvent(value, (each) => kindOfEvent(each) !== null);
      count(
        kindOfEvent(event) ??
          (looksGeneric(event, isWrapped) ? (isWrapped || isOfLogAnalytics(event) ? 'export' : 'generic') : null),
      );
    },
    reject: () => count(null),
    note: () => undefined,
  });
  const bytes = new TextEncoder().encode(text.slice(0, LONGEST_HEAD));
  reader.push(bytes);
  // The last record of a head is cut off, and says nothing, unless it is the only one.
  if (judged === 0) reader.end();
  if (![...counts.keys()].some((kind) => kind !== null) && judged <= 1) return tellFirst(text.slice(0, LONGEST_HEAD));
  const [best] = [...counts].filter(([kind]) => kind !== null).sort(([, one], [, other]) => other - one);
  // What is no event at all among them may be configuration, or damage.
  return best === undefined || best[1] * 2 < judged ? null : best[0];
}

/** Every table of Log Analytics has these. */
function isOfLogAnalytics(event: PlainMap): boolean {
  return (
    event['TimeGenerated'] !== undefined &&
    (event['TenantId'] !== undefined || event['Type'] !== undefined || event['SourceSystem'] !== undefined)
  );
}

/** The first record is longer than the head: told by what its beginning names. */
function tellFirst(text: string): EventKind | null {
  if (/"Event"\s*:\s*\{\s*(?:"[^"]{0,60}"\s*:\s*\{[^{}]{0,500}\}\s*,\s*)?"System"\s*:/.test(text)) return 'windows';
  if (
    /"(?:EventID|event_id)"\s*:\s*"?\d/.test(text) &&
    /"(?:Channel|SourceName|ProviderName|provider_name|log_name|winlog)"\s*:/.test(text)
  )
    return 'windows';
  if (/"event_type"\s*:\s*"[a-z0-9_]+"/.test(text) && /"(?:flow_id|src_ip)"\s*:/.test(text)) return 'suricata';
  if (/"eventSource"\s*:\s*"[a-z0-9.-]+\.amazonaws\.com"/.test(text)) return 'cloudtrail';
  return /"snapshot"\s*:\s*\[/.test(text) && /"(?:hostIdentifier|unixTime|calendarTime)"\s*:/.test(text)
    ? 'osquery'
    : null;
}
