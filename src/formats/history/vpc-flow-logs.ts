/** Flow logs of Amazon VPC as CloudWatch exports them, with the time of delivery before each line (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html), as lines. docs/formats/cloudtrail.md */
import { DISPOSITION_FIELD } from '../../domain/history/fields';
import { excerpt, issue } from '../../domain/result';
import type { Probe } from '../probe';
import { makeEventWriter } from './event-writer';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { makeLineReader } from './lines';

const DEFAULT =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

const FIELDS: Readonly<Record<string, string>> = {
  'account-id': 'cloud.account.id',
  'instance-id': 'cloud.instance.id',
  region: 'cloud.region',
  'az-id': 'cloud.availability_zone',
  srcaddr: 'source.ip',
  dstaddr: 'destination.ip',
  srcport: 'source.port',
  dstport: 'destination.port',
  protocol: 'network.iana_number',
  packets: 'network.packets',
  bytes: 'network.bytes',
  start: 'event.start',
  end: 'event.end',
  action: 'event.action',
  'flow-direction': 'network.direction',
};
const TRANSPORTS: Readonly<Record<string, string>> = {
  1: 'icmp',
  6: 'tcp',
  17: 'udp',
  47: 'gre',
  50: 'esp',
  58: 'ipv6-icmp',
  132: 'sctp',
};

/** Of version 2, which has no header in exports of CloudWatch. */
const RECORD =
  /^\d{4}-\d\d-\d\dT[\d:.]+Z\s+\d{1,2} \d{12} eni-[0-9a-f]+ (?:[\d.]+|[0-9a-f:]+|-) (?:[\d.]+|[0-9a-f:]+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) \d+ \d+ (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)\s*$/;
const LONGEST = 8192;

export const VPC_FLOW_LOGS: HistoryFormat = {
  id: 'vpc-flow-cloudwatch',
  name: 'VPC flow log from CloudWatch (AWS)',
  extensions: ['log', 'txt', 'gz'],
  docs: 'cloudtrail.md',
  sniff: sniffVpcFlow,
  make: makeVpcFlowReader,
};

function headerOf(line: string): readonly string[] | null {
  const names = line
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll('_', '-').replace(/^\$\{(.+)\}$/, '$1'));
  const known = new Set([
    ...DEFAULT,
    ...Object.keys(FIELDS),
    'vpc-id',
    'subnet-id',
    'tcp-flags',
    'type',
    'pkt-srcaddr',
    'pkt-dstaddr',
  ]);
  const isHeader =
    names.length >= 4 &&
    names.includes('srcaddr') &&
    names.includes('dstaddr') &&
    names.filter((name) => known.has(name)).length >= names.length / 2;
  return isHeader ? names : null;
}

function sniffVpcFlow({ text }: Probe): number {
  if (text === null) return 0;
  const lines = text
    .slice(0, 8192)
    .split(/\r?\n/, 4)
    .map((line) => line.replace(/^\uFEFF/, ''));
  return lines.slice(0, 2).some((line) => RECORD.test(line)) ? 0.97 : 0;
}

function makeVpcFlowReader(context: HistoryContext): HistoryReader {
  const out = makeEventWriter(context.sink, context.time);
  const decoder = new TextDecoder();
  let names: readonly string[] = DEFAULT;

  function reject(line: number, message: string, text: string): void {
    context.reject(
      issue('error', 'record-damaged', { kind: 'line', line }, message, {
        found: excerpt(text),
        done: 'Record left out.',
      }),
    );
  }

  return makeLineReader((bytes, start, end, line, offset) => {
    const text = decoder
      .decode(bytes.subarray(start, Math.min(end, start + LONGEST)))
      .replace(/^\uFEFF/, '')
      .trim();
    if (text === '' || text.startsWith('#')) return;
    const header = headerOf(text.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z\s+/, ''));
    if (header !== null) {
      names = header;
      return;
    }
    const cells = text.split(/\s+/);
    if (cells.length === names.length + 1 && /^\d{4}-\d\d-\d\dT/.test(cells[0] ?? '')) cells.shift();
    if (cells.length !== names.length || end - start > LONGEST) {
      reject(line, `The line has ${cells.length} fields where ${names.length} are expected.`, text);
      return;
    }
    out.begin(line, offset, end - start);
    let began: string | null = null;
    cells.forEach((cell, at) => {
      const name = names[at] ?? '';
      // "-": no data was recorded.
      if (cell === '-' || name === '') return;
      if (name === 'start') began = cell;
      if (name === 'protocol' && Object.hasOwn(TRANSPORTS, cell))
        out.putField('network.transport', TRANSPORTS[cell] ?? null);
      const isTime = (name === 'start' || name === 'end') && /^\d{1,12}$/.test(cell);
      const field = Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? name) : name;
      const own = `aws.vpcflow.${name.replaceAll('-', '_')}`;
      out.putField(field === name ? own : field, isTime ? Number(cell) : cell, own);
      if (name === 'action')
        out.putField(DISPOSITION_FIELD, cell === 'REJECT' ? 'denied' : cell === 'ACCEPT' ? 'unknown' : null);
    });
    if (began !== null) out.putField('@timestamp', Number(began), 'start');
    out.putField('event.dataset', 'aws.vpcflow');
    out.putField('cloud.provider', 'aws');
    out.finish();
  });
}
