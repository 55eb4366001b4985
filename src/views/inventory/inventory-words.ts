import {
  computeLimitingQuality,
  type DataQuality,
  QUALITY_MAXIMUM,
  type QualityDimension,
} from '../../domain/sensors/data-quality';
import type { Cost, Deployment, DeploymentStatus, GroupKind, Inventory } from '../../domain/sensors/inventory';
import type { FactOrigin, Role, Sensor, SensorEvent } from '../../domain/sensors/sensor';

/** How the inventory's fields are called on screen: one place, so that a word means the same everywhere. */

export const KIND_WORDS: Readonly<Record<GroupKind, string>> = {
  hosts: 'Hosts',
  segment: 'Network segment',
  'cloud-account': 'Cloud account',
  tenant: 'Tenant',
  perimeter: 'Perimeter',
};

export const KIND_HINTS: Readonly<Record<GroupKind, string>> = {
  hosts: 'Machines that share sensors: workstations, servers.',
  segment: 'A part of the network and the devices that carry it.',
  'cloud-account': 'An account or subscription with a cloud provider.',
  tenant: 'A service that others run for you: mail, sign-in, files.',
  perimeter: 'What happens outside, before anyone is in (platform PRE).',
};

export const STATUS_WORDS: Readonly<Record<DeploymentStatus, string>> = {
  deployed: 'Deployed',
  planned: 'Planned',
  candidate: 'Candidate',
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  'domain-controller': 'Domain controller',
  'certificate-authority': 'Certificate authority',
  'ad-fs': 'AD FS',
  mail: 'Mail',
  dns: 'DNS',
  web: 'Web',
  dhcp: 'DHCP',
};

const ROLE_PLACES: Readonly<Record<Role, string>> = {
  'domain-controller': 'domain controllers',
  'certificate-authority': 'certificate authorities',
  'ad-fs': 'AD FS servers',
  mail: 'mail servers',
  dns: 'DNS servers',
  web: 'web servers',
  dhcp: 'DHCP servers',
};

/** "only on domain controllers". */
export function describeRole(role: Role): string {
  return `only on ${ROLE_PLACES[role]}`;
}

/** "only on domain controllers; must be switched on"; empty for an event that is simply there. */
export function describeEventPlace(
  { role, platforms, default: byDefault }: SensorEvent,
  madeFor: readonly string[],
): string {
  return [
    role === undefined ? '' : describeRole(role),
    platforms === undefined || madeFor.every((platform) => platforms.includes(platform))
      ? ''
      : `${platforms.join(', ')} only`,
    byDefault === 'off' ? 'must be switched on' : '',
  ]
    .filter(Boolean)
    .join('; ');
}

/** Who says that an event shows a data component. */
export const ORIGIN_WORDS: Readonly<Record<FactOrigin, string>> = {
  smap: 'SMAP',
  attack: 'ATT&CK',
  library: 'library',
  user: 'yours',
};

export const QUALITY_WORDS: Readonly<
  Record<QualityDimension, { readonly name: string; readonly short: string; readonly about: string }>
> = {
  deviceCompleteness: {
    name: 'Device completeness',
    short: 'devices',
    about: 'How many of the hosts deliver. Stands in for the share where none is stated; no property of the data.',
  },
  dataFieldCompleteness: {
    name: 'Data field completeness',
    short: 'data fields',
    about: 'How many of the fields you need are filled in.',
  },
  timeliness: {
    name: 'Timeliness',
    short: 'timeliness',
    about: 'How soon events arrive, and how right their time is.',
  },
  consistency: {
    name: 'Consistency',
    short: 'consistency',
    about: 'Whether the same thing has the same name and form on every host.',
  },
  retention: { name: 'Retention', short: 'retention', about: 'Whether events are kept as long as you look back.' },
};

/** "3 of 5", "consistency": the lowest rating and its dimension; `null` when none is rated. */
export function describeQuality(quality: DataQuality): { readonly rating: string; readonly limit: string } | null {
  const limiting = computeLimitingQuality(quality);
  if (limiting === null) return null;
  const rating = Math.round(limiting.quality * QUALITY_MAXIMUM);
  return {
    rating: `${rating} of ${QUALITY_MAXIMUM}`,
    limit: QUALITY_WORDS[limiting.dimension].short,
  };
}

export function formatCost({ amount, currency, per }: Cost): string {
  return `${formatAmount(amount, currency)} ${per === 'year' ? 'a year' : 'once'}`;
}

/** An inventory may name a currency that the browser does not know: then as it was written. */
function formatAmount(amount: number, currency: string): string {
  try {
    const maximumFractionDigits = Number.isInteger(amount) ? 0 : 2;
    return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits }).format(amount);
  } catch {
    return `${new Intl.NumberFormat('en').format(amount)} ${currency}`.trim();
  }
}

/** "Sysmon on Windows servers, wave 1", "Zeek on Control-room network", "CloudTrail". */
export function nameDeployment(
  deployment: Pick<Deployment, 'sensorId' | 'standsOn' | 'observes'>,
  inventory: Pick<Inventory, 'groups'>,
  sensors: ReadonlyMap<string, Sensor>,
): string {
  const sensor = sensors.get(deployment.sensorId)?.name ?? deployment.sensorId;
  const place = deployment.standsOn ?? deployment.observes[0]?.groupId;
  const group = inventory.groups.find(({ id }) => id === place);
  if (group === undefined) return sensor;
  const [only, other] = deployment.observes;
  const part = only?.groupId === group.id && other === undefined ? only.part : null;
  return `${sensor} on ${group.name}${part === null ? '' : `, ${part}`}`;
}
