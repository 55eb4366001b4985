/** The inventory as a workbook, its first sheet column for column the table that is read back. */
import type { Coverage } from '../../domain/coverage/coverage';
import { BLIND, ONE_SHORT, PARTIAL, RUNS } from '../../domain/coverage/state';
import type { Inventory } from '../../domain/sensors/inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { composeAboutSheet, makeTableSheet } from '../workbook/workbook-sheets';
import { type WorkbookFacts, writeXlsx, type XlsxCell, type XlsxSheet } from '../workbook/xlsx-write';
import { composeInventoryTable } from './inventory-csv-write';

export function writeInventoryWorkbook(
  inventory: Inventory,
  sensors: readonly Sensor[],
  facts: WorkbookFacts & { readonly tlp: string; readonly isDemonstration: boolean },
): Uint8Array<ArrayBuffer> {
  const title = `${facts.isDemonstration ? 'DEMONSTRATION: ' : ''}${facts.title}`;
  const about = [
    ['Title', title],
    ['Date', facts.at],
    ['Marking', facts.tlp],
  ] as const;
  const own = inventory.customSensors.length === 0 ? [] : [composeOwnSensorSheet(inventory.customSensors)];
  return writeXlsx(
    [
      composeInventorySheet(inventory, sensors),
      composeGroupSheet(inventory, null),
      ...own,
      composeAboutSheet(about, null),
    ],
    { title, at: facts.at },
  );
}

export function composeInventorySheet(inventory: Inventory, sensors: readonly Sensor[]): XlsxSheet {
  const { columns, rows } = composeInventoryTable(inventory, sensors);
  return makeTableSheet('Inventory', {
    columns,
    rows: rows.map((row) => row.map((value) => ({ value }))),
    frozenColumns: 1,
  });
}

const GROUP_COLUMNS = [
  'System group',
  'Kind',
  'Platforms',
  'Hosts',
  'Criticality',
  'Roles',
  'Parts',
  'Site',
  'Deployments',
  'Notes',
] as const;
const STATE_COLUMNS = [
  ['Techniques that run', RUNS],
  ['One short', ONE_SHORT],
  ['Partial', PARTIAL],
  ['Blind', BLIND],
] as const;

/** @param coverage adds how many techniques stand where in each group; lenses that do not look at groups say nothing */
export function composeGroupSheet({ groups, deployments }: Inventory, coverage: Coverage | null): XlsxSheet {
  const counts = coverage === null ? new Map<string, readonly number[]>() : countStates(coverage);
  const stateColumns = counts.size === 0 ? [] : STATE_COLUMNS.map(([name]) => name);
  const rows = groups.map((group): XlsxCell[] => {
    const observers = deployments.filter(({ observes }) => observes.some(({ groupId }) => groupId === group.id));
    const parts = group.parts.map(({ name, share }) => `${name} (${Math.round(share * 1000) / 10} %)`);
    const values: (string | number | null)[] = [
      group.name,
      group.kind,
      group.platforms.join('; '),
      group.hosts,
      group.criticality,
      group.roles.join('; '),
      parts.join('; '),
      group.site,
      observers.length,
      group.notes,
      ...stateColumns.map((_, at) => counts.get(group.id)?.[at] ?? null),
    ];
    return values.map((value) => ({ value }));
  });
  return makeTableSheet('System groups', { columns: [...GROUP_COLUMNS, ...stateColumns], rows, frozenColumns: 1 });
}

function countStates({ groupIds, groupStates }: Coverage): Map<string, readonly number[]> {
  const counts = new Map<string, readonly number[]>();
  if (groupStates.length === 0) return counts;
  groupIds.forEach((id, group) => {
    const tally = STATE_COLUMNS.map(() => 0);
    for (let at = group; at < groupStates.length; at += groupIds.length) {
      const column = STATE_COLUMNS.findIndex(([, state]) => state === groupStates[at]);
      if (column >= 0) tally[column] = (tally[column] ?? 0) + 1;
    }
    counts.set(id, tally);
  });
  return counts;
}

function composeOwnSensorSheet(sensors: readonly Sensor[]): XlsxSheet {
  const rows = sensors.flatMap((sensor): XlsxCell[][] => {
    const head = [sensor.name, sensor.vendor, sensor.aliases.join('; '), sensor.logSources.join('; ')];
    const events = sensor.events.length === 0 ? [null] : sensor.events;
    return events.map((event) =>
      [
        ...head,
        event?.id ?? null,
        event?.code ?? null,
        event?.mappings.map(({ component }) => component).join('; ') ?? null,
        event?.role ?? null,
      ].map((value) => ({ value })),
    );
  });
  return makeTableSheet('Own sensors', {
    columns: ['Sensor', 'Vendor', 'Aliases', 'Log sources', 'Event', 'Code', 'Data components', 'Role'],
    rows,
    frozenColumns: 1,
  });
}
