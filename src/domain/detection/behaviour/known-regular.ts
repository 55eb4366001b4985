/**
 * Services that ask at regular intervals by their nature: what they are called, and what is left of a score. They are lowered
 * and not left out: malware uses their ports, too.
 */
interface RegularService {
  readonly name: string;
  readonly factor: number;
}

const UPKEEP: readonly (readonly [port: number, name: string])[] = [
  [37, 'time'],
  [67, 'DHCP'],
  [68, 'DHCP'],
  [123, 'NTP'],
  [137, 'NetBIOS names'],
  [138, 'NetBIOS datagrams'],
  [161, 'SNMP'],
  [162, 'SNMP traps'],
  [514, 'syslog'],
  [546, 'DHCP'],
  [547, 'DHCP'],
  [1900, 'SSDP'],
  [5351, 'NAT-PMP'],
  [5353, 'mDNS'],
  [5355, 'LLMNR'],
];
const MAIL: readonly (readonly [port: number, name: string])[] = [
  [110, 'mail polling (POP3)'],
  [143, 'mail polling (IMAP)'],
  [993, 'mail polling (IMAPS)'],
  [995, 'mail polling (POP3S)'],
];

const SERVICES: ReadonlyMap<number, RegularService> = new Map<number, RegularService>([
  ...UPKEEP.map(([port, name]) => [port, { name, factor: 0.4 }] as const),
  ...MAIL.map(([port, name]) => [port, { name, factor: 0.5 }] as const),
]);

export function regularService(port: number): RegularService | null {
  return SERVICES.get(port) ?? null;
}
