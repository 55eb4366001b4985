import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';

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
