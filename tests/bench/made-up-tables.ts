/** Large inventories of our own making, a part at a time, as big asset exports are. */

/** `hosts`: a row per host and product. `deployments`: a row per sensor and group, many of them again and again. */
export type TableKind = 'hosts' | 'hosts-crlf' | 'hosts-quoted' | 'deployments';

const PRODUCTS = ['CrowdStrike Falcon', 'Sysmon', 'Microsoft Defender Antivirus', 'osquery', 'Elastic Defend'];
const VENDORS = ['CrowdStrike', 'Microsoft', 'Microsoft', '', 'Elastic'];
const SYSTEMS = ['Windows 10', 'Windows 11', 'Windows Server 2022', 'Ubuntu 22.04', 'macOS 14'];
const SITES = ['Porto', 'Lyon', 'Graz', 'Malmö', 'Cork', 'Ghent', 'Brno', 'Turku'];
const ROWS_PER_PART = 20_000;

export function makeTable(kind: TableKind, rows: number): string[] {
  const end = kind === 'hosts-crlf' ? '\r\n' : '\n';
  const isQuoted = kind === 'hosts-quoted';
  const write = (cells: readonly (string | number)[]): string =>
    (isQuoted ? cells.map((cell) => `"${cell}"`) : cells).join(',') + end;
  const parts = [write(kind === 'deployments' ? DEPLOYMENT_HEADER : HOST_HEADER)];
  for (let from = 0; from < rows; from += ROWS_PER_PART) {
    let part = '';
    for (let at = from; at < Math.min(rows, from + ROWS_PER_PART); at++) {
      part += write(kind === 'deployments' ? deploymentRow(at) : hostRow(at));
    }
    parts.push(part);
  }
  return parts;
}

const HOST_HEADER = [
  ...['Hostname', 'OS', 'Agent', 'Vendor', 'Agent version', 'Site', 'IP', 'Serial', 'Model', 'RAM', 'CPU', 'Rack'],
  ...['VLAN', 'Building', 'Floor', 'Patch level', 'Last seen', 'Policy', 'Ticket', 'Remote'],
];

function hostRow(at: number): (string | number)[] {
  const host = Math.floor(at / 3);
  const product = (at * 7 + host) % PRODUCTS.length;
  return [
    `srv-${String(host).padStart(6, '0')}`,
    SYSTEMS[host % SYSTEMS.length] ?? '',
    PRODUCTS[product] ?? '',
    VENDORS[product] ?? '',
    `7.${at % 4}`,
    SITES[host % SITES.length] ?? '',
    `10.${host % 200}.${at % 250}.${at % 99}`,
    (at * 2_654_435_761) % 9_999_999,
    'R740',
    64,
    16,
    `R${host % 40}`,
    host % 90,
    'B2',
    3,
    '',
    `2026-0${1 + (at % 9)}-1${at % 10}`,
    'std',
    '',
    'no',
  ];
}

const DEPLOYMENT_HEADER = [
  ...[
    'Product',
    'Vendor',
    'Version',
    'System group',
    'Platform',
    'Hosts',
    'Share',
    'Status',
    'Owner',
    'Retention days',
  ],
  ...['Log destination', 'Cost', 'Currency', 'Since', 'Site', 'Notes', 'Ticket', 'Rack', 'VLAN', 'Floor'],
];

function deploymentRow(at: number): (string | number)[] {
  const group = at % 1000;
  const product = Math.floor(at / 1000) % PRODUCTS.length;
  return [
    PRODUCTS[product] ?? '',
    VENDORS[product] ?? '',
    `7.${product}`,
    `Group ${group}`,
    SYSTEMS[group % SYSTEMS.length] ?? '',
    100 + group,
    '80%',
    'deployed',
    `Team ${group % 9}`,
    90,
    'SIEM',
    1200,
    'EUR',
    '2025-03-04',
    SITES[group % SITES.length] ?? '',
    '',
    at % 1_000_000,
    `R${at % 40}`,
    at % 90,
    at % 7,
  ];
}
