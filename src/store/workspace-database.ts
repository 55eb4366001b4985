import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Deployment, SupportingMark, SystemGroup } from '../domain/sensors/inventory';
import type { Sensor } from '../domain/sensors/sensor';
import type { ChangeRecord } from './change-log';
import type { ImportReceipt } from './import-receipt';

/**
 * One workspace is one database, so that the demonstration estate cannot mix with real work and is removed in one
 * step by deleting its database.
 */
export const WORKSPACES = ['own', 'demonstration'] as const;
export type WorkspaceName = (typeof WORKSPACES)[number];

export class WorkspaceDatabase extends Dexie {
  declare groups: EntityTable<SystemGroup, 'id'>;
  declare deployments: EntityTable<Deployment, 'id'>;
  declare customSensors: EntityTable<Sensor, 'id'>;
  declare supporting: Table<SupportingMark, [string, string]>;
  declare changes: EntityTable<ChangeRecord, 'sequence'>;
  declare receipts: EntityTable<ImportReceipt, 'id'>;

  constructor(readonly workspace: WorkspaceName) {
    super(`vedette-${workspace}`);
    // Version 1 of the schema. A later version adds a line and, where needed, one pure upgrade step.
    this.version(1).stores({
      groups: 'id',
      deployments: 'id',
      customSensors: 'id',
      supporting: '[analytic+component]',
      changes: '++sequence, undone',
      receipts: 'id, at',
    });
  }
}

/** Tables whose content the user edits, and which undo therefore covers. */
export const INVENTORY_TABLES = ['groups', 'deployments', 'customSensors', 'supporting'] as const;
export type InventoryTable = (typeof INVENTORY_TABLES)[number];
