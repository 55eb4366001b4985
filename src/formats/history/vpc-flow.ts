/** Amazon's VPC flow logs, https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html: with their header, or in the usual order. */
import type { Probe } from '../probe';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import { shareOfLines } from './line-log';
import type { ColumnReading, PlannedColumn } from './row-writer';

const SPECS: Readonly<Record<string, string>> = {
  version: 'aws.version:left',
  'account-id': 'cloud.account.id',
  'interface-id': 'aws.interface_id',
  'instance-id': 'cloud.instance.id',
  region: 'cloud.region',
  srcaddr: 'source.ip',
  dstaddr: 'destination.ip',
  'pkt-srcaddr': 'aws.packet_source',
  'pkt-dstaddr': 'aws.packet_destination',
  srcport: 'source.port',
  dstport: 'destination.port',
  protocol: 'network.transport:protocol',
  packets: 'network.packets',
  bytes: 'network.bytes',
  start: '@timestamp:moment',
  end: 'event.end:left',
  action: 'event.action:action',
  'log-status': 'aws.log_status:left',
  'tcp-flags': 'aws.tcp_flags',
  'flow-direction': 'network.direction',
};
const USUAL =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
const ROW =
  /^[2-9] \S{1,20} eni-\w{1,20} (?:[0-9a-fA-F.:]{2,45}|-) (?:[0-9a-fA-F.:]{2,45}|-) (?:\d{1,5}|-) (?:\d{1,5}|-) (?:\d{1,3}|-) \S+ \S+ \d{10} \d{10} (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)$/;

export const VPC_FLOW: HistoryFormat = {
  id: 'vpc-flow',
  name: 'VPC flow log (AWS)',
  extensions: ['log', 'txt'],
  docs: 'flows.md',
  sniff({ text }: Probe) {
    const [first = ''] = (text ?? '').replace(/^[\uFEFF\s]{0,100}/, '').split(/\r?\n/, 1);
    return readTitles(first) !== null || shareOfLines(text, (line) => ROW.test(line)) >= 0.8 ? 1 : 0;
  },
  make(context) {
    let begun = false;
    return makeHeaderTableReader(context, {
      dataset: 'aws.vpcflow',
      code: 'vpc',
      advice: 'Keep the header.',
      firstIsRecord: (line) => readTitles(line) === null,
      isAside: () => false,
      readHeader(line) {
        const titles = readTitles(line) ?? (!begun && ROW.test(line) ? USUAL : null);
        if (titles !== null) begun = true;
        return titles?.map(planned) ?? null;
      },
      split: (line) => line.trim().split(/\s+/),
    });
  },
};

function planned(title: string): PlannedColumn {
  const [field = '', how = 'text'] = (
    Object.hasOwn(SPECS, title) ? (SPECS[title] ?? '') : `aws.${title.replace(/-/g, '_')}`
  ).split(':');
  return { field, how: how as ColumnReading };
}

function readTitles(line: string): readonly string[] | null {
  if (line.length > 1000) return null;
  const titles = line.trim().split(/\s+/);
  return ['srcaddr', 'dstaddr', 'start', 'action'].every((title) => titles.includes(title)) ? titles : null;
}
