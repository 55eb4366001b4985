/**
 * Data components by what people call such telemetry. For finding them in a list: nothing is computed from it. The ids
 * are of ATT&CK 18 and later; where a release has no such component, its line is not offered.
 */
export interface TelemetryKind {
  readonly name: string;
  readonly components: readonly string[];
}

export const TELEMETRY_KINDS: readonly TelemetryKind[] = [
  { name: 'process creation', components: ['DC0032', 'DC0064'] },
  { name: 'process details (EDR)', components: ['DC0033', 'DC0034', 'DC0035', 'DC0020', 'DC0021', 'DC0016'] },
  { name: 'script and PowerShell logging', components: ['DC0029', 'DC0064'] },
  { name: 'file activity', components: ['DC0039', 'DC0040', 'DC0055', 'DC0059', 'DC0061'] },
  { name: 'Windows registry', components: ['DC0045', 'DC0050', 'DC0056', 'DC0063'] },
  { name: 'services, drivers, scheduled jobs', components: ['DC0001', 'DC0012', 'DC0060', 'DC0065', 'DC0079'] },
  { name: 'sign-in and authentication', components: ['DC0002', 'DC0067', 'DC0088'] },
  { name: 'account and group management', components: ['DC0009', 'DC0010', 'DC0014', 'DC0094'] },
  { name: 'Active Directory', components: ['DC0066', 'DC0068', 'DC0071', 'DC0084', 'DC0087'] },
  { name: 'network flow, firewall', components: ['DC0078', 'DC0082'] },
  { name: 'DNS queries', components: ['DC0085', 'DC0078'] },
  { name: 'web proxy', components: ['DC0078', 'DC0082', 'DC0085'] },
  { name: 'packet inspection, IDS', components: ['DC0078', 'DC0085'] },
  { name: 'mail gateway, application logs', components: ['DC0038'] },
  { name: 'cloud audit', components: ['DC0069', 'DC0070', 'DC0083', 'DC0090', 'DC0010', 'DC0038'] },
  { name: 'cloud storage', components: ['DC0017', 'DC0022', 'DC0023', 'DC0024', 'DC0025', 'DC0027'] },
  { name: 'virtual machines', components: ['DC0073', 'DC0075', 'DC0076', 'DC0080', 'DC0081', 'DC0086', 'DC0089'] },
  { name: 'containers, Kubernetes', components: ['DC0019', 'DC0030', 'DC0037', 'DC0072', 'DC0077', 'DC0091'] },
  { name: 'health of hosts and agents', components: ['DC0018'] },
];

const OTHERS = 'Others';

/** Whose component names begin like this stand together in a list; the first that fits. */
const FAMILIES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Processes and commands', /^(?:process|command|script|os api|module|kernel|driver|wmi|named pipe)/i],
  ['Files, drives, firmware', /^(?:file|drive|firmware|network share)/i],
  ['Registry, services, jobs', /^(?:windows registry|service|scheduled job)/i],
  ['Sign-in, accounts, directory', /^(?:logon|user account|group|active directory|web credential)/i],
  ['Network and web', /^(?:network|response|firewall)/i],
  ['Cloud and containers', /^(?:cloud|instance|snapshot|volume|image|container|pod)/i],
  ['Applications and hosts', /^(?:application|host status|permissions|system|device|asset|operating)/i],
  ['Seen from outside', /^(?:passive dns|active dns|domain|certificate|social|malware)/i],
];

export const FAMILY_NAMES: readonly string[] = [...FAMILIES.map(([name]) => name), OTHERS];

/** The heading under which a component stands in a list. */
export function tellFamily(componentName: string): string {
  return FAMILIES.find(([, pattern]) => pattern.test(componentName))?.[0] ?? OTHERS;
}

/** What people call telemetry of this component. */
export function listKindsOf(componentId: string): readonly string[] {
  return TELEMETRY_KINDS.filter(({ components }) => components.includes(componentId)).map(({ name }) => name);
}
