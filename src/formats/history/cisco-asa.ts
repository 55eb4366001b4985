/** Messages of Cisco's firewalls, https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/asa-syslog.html: those that name both ends. */
import type { Disposition } from '../../domain/history/fields';

export interface FirewallEvent {
  readonly values: readonly (readonly [field: string, value: string])[];
  readonly disposition: Disposition | null;
}

/** `outside:198.51.100.7/443`, `inside/10.0.0.5(51515)`, `10.0.0.5/51515`. */
const END = String.raw`(?:([\w.-]{1,60})[:/])?(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{2,45})(?:[/(](\d{1,5})\)?)?`;
const BUILT = new RegExp(String.raw`^Built (inbound|outbound) (\w+) connection (\d+) for ${END}[^t]{0,120}?to ${END}`);
const TEARDOWN = new RegExp(
  String.raw`^Teardown (\w+) connection (\d+) for ${END}.{0,80}? to ${END}.{0,80}? duration (\d{1,6}:\d\d:\d\d)(?: bytes (\d+))?`,
);
const SOURCE_TO = new RegExp(String.raw`\bsrc ${END}.{0,60}? dst ${END}`);
const FROM_TO = new RegExp(String.raw`\bfrom ${END}.{0,60}? to ${END}`);
const ARROW = new RegExp(String.raw`\b(permitted|denied|est-allowed) (\w+) ${END}.{0,60}? -> ${END}`);
const VPN = /Group <?=? ?([^>,]{1,100})>?,? Username? <?=? ?([^>,]{1,100})>?,? IP <?=? ?([0-9a-fA-F.:]{3,45})/i;
const URL_ACCESS = /^(\S{1,255}) Accessed (?:JAVA )?URL ([0-9a-fA-F.:]{3,45}):(\S{1,4000})/;
/** Connections whose beginning said which end opened them. */
const MOST_OPEN = 50_000;

/** Remembers what a connection's first message said of its direction, for its last. */
export function makeAsaReader(): (code: string, message: string) => FirewallEvent | null {
  const isSwapped = new Map<string, boolean>();
  return (code, message) => {
    const built = BUILT.exec(message);
    if (built !== null) {
      const [, direction = '', transport = '', id = '', ...ends] = built;
      // The outer end comes first: of outbound connections the other one opened it.
      const swap = direction === 'outbound';
      if (isSwapped.size > MOST_OPEN) isSwapped.clear();
      isSwapped.set(id, swap);
      return event(transport, ends, swap, 'established', [
        ['network.direction', direction],
        ['event.action', 'built'],
      ]);
    }
    const ended = TEARDOWN.exec(message);
    if (ended !== null) {
      const [, transport = '', id = '', ...rest] = ended;
      const swap = isSwapped.get(id) ?? false;
      isSwapped.delete(id);
      const [duration = '', bytes = ''] = rest.slice(6);
      const why = message.slice(ended[0].length).trim();
      const isAnswered = !/SYN Timeout/i.test(why) && bytes !== '0';
      return event(transport, rest.slice(0, 6), swap, isAnswered ? 'established' : 'attempted', [
        ['event.action', 'teardown'],
        ['network.bytes', bytes],
        ['event.duration', String(secondsOf(duration) * 1000)],
        ['event.reason', why],
      ]);
    }
    return readOther(code, message);
  };
}

function readOther(code: string, message: string): FirewallEvent | null {
  const access = URL_ACCESS.exec(message);
  if (access !== null) {
    const [, source = '', destination = '', url = ''] = access;
    const values = [
      ['source.ip', source],
      ['destination.ip', destination],
      [url.includes('://') ? 'url.full' : 'url.original', url],
    ] as const;
    return { values, disposition: 'established' };
  }
  const arrow = ARROW.exec(message);
  if (arrow !== null) {
    const [, action = '', transport = '', ...ends] = arrow;
    return event(transport, ends, false, action === 'denied' ? 'denied' : 'established', [['event.action', action]]);
  }
  const vpn = VPN.exec(message);
  if (vpn !== null) {
    const [, group = '', user = '', address = ''] = vpn;
    return {
      values: [
        ['user.name', user],
        ['source.ip', address],
        ['user.group.name', group],
      ],
      disposition: null,
    };
  }
  const ends = SOURCE_TO.exec(message) ?? FROM_TO.exec(message);
  if (ends === null) return null;
  const isDenied = /\b(?:den(?:y|ied)|drop(?:ped)?|discard(?:ed)?)\b/i.test(message);
  const transport = /\b(tcp|udp|icmp)\b/i.exec(message)?.[1] ?? '';
  // Translations (305…) are no connections.
  const disposition = isDenied ? 'denied' : code.startsWith('305') ? null : 'unknown';
  return event(transport, ends.slice(1), false, disposition, [['event.action', isDenied ? 'denied' : '']]);
}

function event(
  transport: string,
  ends: readonly (string | undefined)[],
  swap: boolean,
  disposition: Disposition | null,
  more: readonly (readonly [string, string])[],
): FirewallEvent {
  const [first, second] = [ends.slice(0, 3), ends.slice(3, 6)];
  const [source, destination] = swap ? [second, first] : [first, second];
  return {
    disposition,
    values: [
      ['network.transport', transport.toLowerCase()],
      ['observer.ingress.interface.name', source[0] ?? ''],
      ['source.ip', source[1] ?? ''],
      ['source.port', source[2] ?? ''],
      ['observer.egress.interface.name', destination[0] ?? ''],
      ['destination.ip', destination[1] ?? ''],
      ['destination.port', destination[2] ?? ''],
      ...more,
    ],
  };
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
