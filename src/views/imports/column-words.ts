import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import type { TableColumn } from './import-types';

/** The meanings of columns, in words. */
const MEANINGS: Readonly<Record<InventoryMeaning, string>> = {
  sensor: 'Sensor',
  vendor: 'Vendor of the sensor',
  version: 'Version of the sensor',
  group: 'System group',
  groupKind: 'Kind of system group',
  platform: 'Platform',
  hosts: 'Number of hosts',
  host: 'Host name, one row per host',
  site: 'Site',
  criticality: 'Criticality of the group',
  roles: 'Roles in the group',
  parts: 'Parts of the group',
  groupNotes: 'Notes on the group',
  standsOn: 'Group the sensor stands on',
  share: 'Share of hosts observed',
  part: 'Part of the group observed',
  partSize: 'Size of that part',
  events: 'Enabled events',
  status: 'Status',
  cost: 'Cost',
  currency: 'Currency of the cost',
  costPer: 'Cost once or per year',
  owner: 'Owner',
  logDestination: 'Where its logs go',
  retentionDays: 'Days events are kept',
  since: 'In service since',
  until: 'In service until',
  deviceCompleteness: 'Quality: device completeness',
  dataFieldCompleteness: 'Quality: data field completeness',
  timeliness: 'Quality: timeliness',
  consistency: 'Quality: consistency',
  retention: 'Quality: retention',
  notes: 'Notes',
  deployment: 'Deployment (its id)',
};

export function describeMeaning(meaning: InventoryMeaning | null): string {
  return meaning === null ? 'not used' : MEANINGS[meaning];
}

/** Which meanings stand together in a list of them. */
const GROUPS: readonly (readonly [name: string, meanings: readonly InventoryMeaning[]])[] = [
  ['Sensor', ['sensor', 'vendor', 'version']],
  [
    'System group',
    ['group', 'groupKind', 'platform', 'hosts', 'host', 'site', 'criticality', 'roles', 'parts', 'groupNotes'],
  ],
  [
    'Deployment',
    [
      'standsOn',
      'share',
      'part',
      'partSize',
      'events',
      'status',
      'owner',
      'logDestination',
      'retentionDays',
      'cost',
      'currency',
      'costPer',
      'since',
      'until',
      'notes',
      'deployment',
    ],
  ],
  ['Quality', ['deviceCompleteness', 'dataFieldCompleteness', 'timeliness', 'consistency', 'retention']],
];

/** Every meaning a column can be given, "not used" first. */
export const MEANING_OPTIONS = [
  { value: null, label: 'not used' },
  ...GROUPS.flatMap(([group, meanings]) =>
    meanings.map((value) => ({ value: value as InventoryMeaning | null, label: MEANINGS[value], group })),
  ),
];

/** Of a column whose header is a product. */
export const PRODUCT_OPTIONS = [
  { value: null, label: 'A product of its own' },
  ...MEANING_OPTIONS.filter(({ value }) => value !== null),
];

const HOW_WORDS: Readonly<Record<NonNullable<TableColumn['how']>, string>> = {
  header: 'by its header',
  content: 'by its content',
  remembered: 'remembered',
  chosen: 'your choice',
  product: 'each cell says whether or how far it is there',
};

export function describeHow(how: TableColumn['how']): string {
  return how === null ? '' : HOW_WORDS[how];
}

/** "Which column names the product?" */
export function askForMeaning(meaning: InventoryMeaning): string {
  if (meaning === 'sensor') return 'Which column names the product?';
  if (meaning === 'group') return 'Which column names the system group?';
  return `Which column says “${MEANINGS[meaning]}”?`;
}

/** Of a column without a header, its place: "(column 3)". */
export function nameColumn({ header }: Pick<TableColumn, 'header'>, at: number): string {
  return header.trim() === '' ? `(column ${at + 1})` : header;
}
