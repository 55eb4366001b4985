import type { DataComponentId } from './identifiers';

/**
 * The data source that each Enterprise data component belongs to: ATT&CK's own, unchanged from 13.1 to 19.1. Formats of
 * others name a component by the pair; releases from 18 on mark the sources as deprecated, and catalogs leave them out.
 */
export interface DataSource {
  /** `DS0009`. */
  readonly id: string;
  readonly name: string;
}

/** The last four digits of the components' ids. */
const SOURCES: readonly (DataSource & { readonly components: string })[] = [
  { id: 'DS0001', name: 'Firmware', components: '0004' },
  { id: 'DS0002', name: 'User Account', components: '0002 0009 0010 0013 0014' },
  { id: 'DS0003', name: 'Scheduled Job', components: '0001 0005 0012' },
  { id: 'DS0004', name: 'Malware Repository', components: '0003 0011' },
  { id: 'DS0005', name: 'WMI', components: '0008' },
  { id: 'DS0006', name: 'Web Credential', components: '0006 0007' },
  { id: 'DS0007', name: 'Image', components: '0015 0026 0028 0036' },
  { id: 'DS0008', name: 'Kernel', components: '0031' },
  { id: 'DS0009', name: 'Process', components: '0020 0021 0032 0033 0034 0035' },
  { id: 'DS0010', name: 'Cloud Storage', components: '0017 0022 0023 0024 0025 0027' },
  { id: 'DS0011', name: 'Module', components: '0016' },
  { id: 'DS0012', name: 'Script', components: '0029' },
  { id: 'DS0013', name: 'Sensor Health', components: '0018' },
  { id: 'DS0014', name: 'Pod', components: '0019 0030 0037' },
  { id: 'DS0015', name: 'Application Log', components: '0038' },
  { id: 'DS0016', name: 'Drive', components: '0042 0046 0054' },
  { id: 'DS0017', name: 'Command', components: '0064' },
  { id: 'DS0018', name: 'Firewall', components: '0043 0044 0051 0053' },
  { id: 'DS0019', name: 'Service', components: '0041 0060 0065' },
  { id: 'DS0020', name: 'Snapshot', components: '0047 0049 0057 0058 0062' },
  { id: 'DS0021', name: 'Persona', components: '0052' },
  { id: 'DS0022', name: 'File', components: '0039 0040 0055 0059 0061' },
  { id: 'DS0023', name: 'Named Pipe', components: '0048' },
  { id: 'DS0024', name: 'Windows Registry', components: '0045 0050 0056 0063' },
  { id: 'DS0025', name: 'Cloud Service', components: '0069 0070 0083 0090' },
  { id: 'DS0026', name: 'Active Directory', components: '0066 0068 0071 0084 0087' },
  { id: 'DS0027', name: 'Driver', components: '0074 0079' },
  { id: 'DS0028', name: 'Logon Session', components: '0067 0088' },
  { id: 'DS0029', name: 'Network Traffic', components: '0078 0082 0085' },
  { id: 'DS0030', name: 'Instance', components: '0073 0075 0076 0080 0081 0086 0089' },
  { id: 'DS0032', name: 'Container', components: '0072 0077 0091' },
  { id: 'DS0033', name: 'Network Share', components: '0102' },
  { id: 'DS0034', name: 'Volume', components: '0092 0095 0097 0098 0100' },
  { id: 'DS0035', name: 'Internet Scan', components: '0104 0106' },
  { id: 'DS0036', name: 'Group', components: '0094 0099 0105' },
  { id: 'DS0037', name: 'Certificate', components: '0093' },
  { id: 'DS0038', name: 'Domain Name', components: '0096 0101 0103' },
];

const BY_COMPONENT: ReadonlyMap<string, DataSource> = new Map(
  SOURCES.flatMap(({ id, name, components }) => components.split(' ').map((digits) => [`DC${digits}`, { id, name }])),
);

/** `null` for a component that is younger than this table, or of another domain alone. */
export function findDataSource(component: DataComponentId): DataSource | null {
  return BY_COMPONENT.get(component) ?? null;
}
