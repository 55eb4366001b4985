import type { ColumnReader } from '../../columns/column';
import type { OpenSegment } from '../../columns/open-column';
import { DISPOSITION_FIELD, DISPOSITIONS } from '../../history/fields';
import { FLOW_STATES, type FlowFacts, type FlowSegment, type FlowTable } from './flow-table';
import type { HostTable } from './host-table';

/** Columns that flows, requests by name, and what tells them apart are read from. */
export const FLOW_FIELDS: ReadonlySet<string> = new Set([
  '@timestamp',
  'event.start',
  'event.dataset',
  'event.action',
  'event.duration',
  'source.ip',
  'source.bytes',
  'destination.ip',
  'destination.port',
  'destination.bytes',
  'network.transport',
  'network.direction',
  'http.request.bytes',
  'url.domain',
  'tls.client.server_name',
  'dns.question.name',
  DISPOSITION_FIELD,
]);

/** Where a request names whom it wants, the first that is there. */
const NAMES = ['tls.client.server_name', 'url.domain', 'dns.question.name'] as const;

/** Logs whose every record is a flow. */
const FLOW_LOGS = /^(?:zeek\.conn|nfdump\.|silk\.|argus\.|netflow|ipfix|aws\.vpcflow|azure\.(?:nsg|vnet)flow)/;
/** Logs of what was said within flows: their connections stand in another log of the same sensor. */
const OTHER_LOGS = /^(?:zeek\.|suricata\.)/;

const TRANSPORTS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, 'ipv6-icmp': 1, icmp6: 1, sctp: 132 };

export interface FlowReading {
  /** Records of the segment that are flows, and that are requests by name. */
  readonly flows: number;
  readonly requests: number;
}

/** Puts what a segment has of flows into the one table, of requests by name into the other. */
export function readFlows(
  segment: OpenSegment,
  owner: FlowSegment,
  flows: FlowTable,
  requests: FlowTable,
): FlowReading {
  const reader = (field: string) => segment.reader(field);
  const [time, begun] = [reader('@timestamp'), reader('event.start')];
  const isFlow = makeFlowTest(segment);
  const nameReaders = NAMES.flatMap((field) => reader(field) ?? []);
  const ends = { source: reader('source.ip'), destination: reader('destination.ip') };
  const codesOf = { flows: hostCodes(ends, flows.hosts), names: namesOf(nameReaders, requests.hosts) };
  const requesters = hostCodes({ source: ends.source, destination: null }, requests.hosts);
  const transports = codeMap(reader('network.transport'), (text) => TRANSPORTS[text.toLowerCase()] ?? numberOr(text));
  const states = codeMap(reader(DISPOSITION_FIELD), (text) =>
    Math.max(0, FLOW_STATES.indexOf(DISPOSITIONS.find((known) => known === text) ?? 'unknown')),
  );
  const isAnswer = codeMap(reader('network.direction'), (text) => (text === 'to_client' ? 1 : 0));
  const number = (field: string) => {
    const column = reader(field);
    return (row: number) => column?.numberAt(row) ?? Number.NaN;
  };
  const [port, out, back, duration, asked] = [
    number('destination.port'),
    number('source.bytes'),
    number('destination.bytes'),
    number('event.duration'),
    number('http.request.bytes'),
  ];
  const fact: FlowFacts = {
    start: 0,
    source: 0,
    destination: 0,
    port: 0,
    transport: 0,
    out: 0,
    back: 0,
    duration: 0,
    state: 0,
    row: 0,
  };
  const hasEnds = (row: number) => ends.source?.isAbsent(row) === false && ends.destination?.isAbsent(row) === false;
  let [flowCount, requestCount] = [0, 0];
  flows.open(owner);
  requests.open(owner);
  for (let row = 0; row < segment.rows; row++) {
    const start = begun?.numberAt(row) ?? time?.numberAt(row) ?? null;
    if (start === null) continue;
    const wasAnswer = isAnswer(row) === 1;
    fact.start = start;
    fact.row = row;
    fact.state = states(row);
    fact.transport = transports(row);
    fact.duration = duration(row);
    const asksFor = wasAnswer ? 0 : codesOf.names(row);
    if (asksFor > 0) {
      fact.source = requesters.source(row);
      fact.destination = asksFor;
      fact.port = portOr(port(row));
      fact.out = asked(row);
      fact.back = Number.NaN;
      if (fact.source > 0) {
        requests.add(fact);
        requestCount++;
      }
    }
    if (!isFlow(row)) continue;
    fact.source = codesOf.flows.source(row);
    fact.destination = codesOf.flows.destination(row);
    if (fact.source === 0 || fact.destination === 0) {
      if (hasEnds(row)) flows.left++;
      continue;
    }
    fact.port = portOr(port(row));
    fact.out = out(row);
    fact.back = back(row);
    flows.add(fact);
    flowCount++;
  }
  return { flows: flowCount, requests: requestCount };
}

/**
 * A log of flows, Suricata's records of them, and what else tells of a connection between two addresses and what became of
 * it: firewalls, sensors on hosts, tables.
 */
function makeFlowTest(segment: OpenSegment): (row: number) => boolean {
  const [dataset, action, state, bytes] = ['event.dataset', 'event.action', DISPOSITION_FIELD, 'source.bytes'].map(
    (field) => segment.reader(field),
  );
  const kind = codeMap(dataset ?? null, (text) => (FLOW_LOGS.test(text) ? 1 : OTHER_LOGS.test(text) ? 2 : 0));
  const isFlowEvent = codeMap(action ?? null, (text) => (text === 'flow' ? 1 : 0));
  return (row) => {
    const known = kind(row);
    if (known === 1) return true;
    if (known === 2) return isFlowEvent(row) === 1;
    return (state?.isAbsent(row) ?? true) === false || (bytes?.isAbsent(row) ?? true) === false;
  };
}

function hostCodes(
  ends: { readonly source: ColumnReader | null; readonly destination: ColumnReader | null },
  hosts: HostTable,
) {
  return {
    source: codeMap(ends.source, (text) => hosts.add(text)),
    destination: codeMap(ends.destination, (text) => hosts.add(text)),
  };
}

function namesOf(readers: readonly ColumnReader[], hosts: HostTable): (row: number) => number {
  const maps = readers.map((reader) => codeMap(reader, (text) => hosts.add(plainName(text))));
  return (row) => {
    for (const map of maps) {
      const code = map(row);
      if (code > 0) return code;
    }
    return 0;
  };
}

/** Lower case, without the port and the root's dot. */
function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
}

/** Asks each value of a column once, when it is first met. @returns 0 for rows without */
function codeMap(reader: ColumnReader | null, of: (text: string) => number): (row: number) => number {
  const values = reader?.values ?? null;
  if (reader === null) return () => 0;
  if (values === null) return (row) => of(reader.textAt(row) ?? '');
  const known = new Int32Array(values.count + 1).fill(-1);
  return (row) => {
    const code = values.codes[row] ?? 0;
    if (code === 0) return 0;
    const before = known[code] ?? -1;
    if (before >= 0) return before;
    const answer = of(values.textOf(code));
    known[code] = answer;
    return answer;
  };
}

function portOr(port: number): number {
  return port > 0 && port < 65_536 ? port : 0;
}

/** Of a protocol written as its number. */
function numberOr(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number < 256 ? number : 0;
}
