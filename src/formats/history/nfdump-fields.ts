/** What nfdump (https://github.com/phaag/nfdump) calls its fields, and what became of a flow by what it says. */
import type { Disposition } from '../../domain/history/fields';
import { dispositionOfFlags } from './dispositions';
import type { PlannedColumn } from './row-writer';

const SPECS: Readonly<Record<string, string>> = {
  // `-o csv` of 1.6 and 1.7.
  ts: '@timestamp:moment',
  te: 'event.end:left',
  td: 'event.duration:seconds',
  sa: 'source.ip',
  da: 'destination.ip',
  sp: 'source.port',
  dp: 'destination.port',
  pr: 'network.transport:protocol',
  flg: 'nfdump.flags',
  fwd: 'nfdump.forwarding_status',
  ipkt: 'source.packets',
  ibyt: 'source.bytes',
  opkt: 'destination.packets',
  obyt: 'destination.bytes',
  in: 'observer.ingress.interface.id',
  out: 'observer.egress.interface.id',
  sas: 'source.as.number',
  das: 'destination.as.number',
  svln: 'network.vlan.id',
  nh: 'nfdump.next_hop',
  ra: 'observer.ip',
  evt: 'nfdump.event',
  xevt: 'nfdump.extended_event',
  xsa: 'source.nat.ip',
  xda: 'destination.nat.ip',
  xsp: 'source.nat.port',
  xdp: 'destination.nat.port',
  // `-o csv` of 1.7.4, and `csv-fast`.
  firstseen: '@timestamp:moment',
  lastseen: 'event.end:left',
  received: 'event.created:left',
  duration: 'event.duration:seconds',
  proto: 'network.transport:protocol',
  srcaddr: 'source.ip',
  srcport: 'source.port',
  dstaddr: 'destination.ip',
  dstport: 'destination.port',
  packets: 'source.packets',
  bytes: 'source.bytes',
  flags: 'nfdump.flags',
  tos: 'nfdump.tos',
  flows: 'nfdump.flows',
  // `-o json` and `-o raw`, with blanks as underscores.
  first: '@timestamp:moment',
  last: 'event.end:left',
  src_addr: 'source.ip',
  dst_addr: 'destination.ip',
  src4_addr: 'source.ip',
  dst4_addr: 'destination.ip',
  src6_addr: 'source.ip',
  dst6_addr: 'destination.ip',
  src_port: 'source.port',
  dst_port: 'destination.port',
  prot: 'network.transport:protocol',
  tcp_flags: 'nfdump.flags',
  in_packets: 'source.packets',
  in_bytes: 'source.bytes',
  out_packets: 'destination.packets',
  out_bytes: 'destination.bytes',
  fwd_status: 'nfdump.forwarding_status',
  src_as: 'source.as.number',
  dst_as: 'destination.as.number',
  src_xlt_ip: 'source.nat.ip',
  dst_xlt_ip: 'destination.nat.ip',
  src_xlt_port: 'source.nat.port',
  dst_xlt_port: 'destination.nat.port',
  src4_xlt_ip: 'source.nat.ip',
  dst4_xlt_ip: 'destination.nat.ip',
  src6_xlt_ip: 'source.nat.ip',
  dst6_xlt_ip: 'destination.nat.ip',
  in_src_mac: 'source.mac',
  out_dst_mac: 'destination.mac',
  input: 'observer.ingress.interface.id',
  output: 'observer.egress.interface.id',
  ip_router: 'observer.ip',
  ip4_router: 'observer.ip',
  ip6_router: 'observer.ip',
  ip_exporter: 'observer.ip',
  fw_event: 'nfdump.event',
  fw_ext_event: 'nfdump.extended_event',
  event: 'nfdump.event',
  connect_id: 'nfdump.connection',
  username: 'user.name',
  user_name: 'user.name',
  vlanid: 'network.vlan.id',
  src_vlan: 'network.vlan.id',
  ident: 'nfdump.ident',
};

/** Of flows, what is not named here stays in the source. */
export function nfdumpColumn(name: string): PlannedColumn | null {
  const key = name
    .trim()
    .toLowerCase()
    .replace(/^\(in\)/, 'in_')
    .replace(/[\s.]+/g, '_');
  const spec = Object.hasOwn(SPECS, key) ? SPECS[key] : undefined;
  if (spec === undefined) return null;
  const [field = '', how = 'text'] = spec.split(':');
  return { field, how: how as PlannedColumn['how'] };
}

/**
 * An event of a firewall (NSEL) says it; then the forwarding status (RFC 7270: 128–191 dropped); then packets in both directions; then the
 * TCP flags of one.
 */
export function dispositionOfFlow(textOf: (field: string) => string | null): Disposition {
  const event = `${textOf('nfdump.event') ?? ''} ${textOf('nfdump.extended_event') ?? ''}`;
  if (/den(?:y|ied)/i.test(event) || /^\s*3\b/.test(event)) return 'denied';
  const status = /\d+/.exec(textOf('nfdump.forwarding_status') ?? '');
  if (status !== null && Number(status[0]) >= 128 && Number(status[0]) < 192) return 'denied';
  if (/create|update|delete|add/i.test(event)) return 'established';
  const transport = (textOf('network.transport') ?? '').trim().toLowerCase();
  const sent = numberOf(textOf('source.packets'));
  const received = numberOf(textOf('destination.packets'));
  const isTcp = /^(?:6|tcp)\b/.test(transport);
  const flags = textOf('nfdump.flags') ?? '';
  if ((sent ?? 0) > 0 && (received ?? 0) > 0) {
    if (!isTcp) return 'established';
    // Flags of both sides together: refused is a RST and no more than that.
    return /R/.test(flags) && !/[PF]/.test(flags) ? 'denied' : 'established';
  }
  return isTcp ? dispositionOfFlags(flags, sent) : 'unknown';
}

function numberOf(written: string | null): number | null {
  return written !== null && /^\d{1,15}$/.test(written.trim()) ? Number(written) : null;
}

/** What nfdump writes before and after its flows. */
export function isAside(line: string): boolean {
  return /^(?:Summary|flows,\s?bytes|Time window|Total flows|Sys:|Wall:|Blocks|Aggregated flows|No matched flows|Ident:|Command:|\s*$)/.test(
    line,
  );
}
