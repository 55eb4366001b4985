import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Rule } from '../domain/coverage/rule';
import type { BenignValue, Watchlist } from '../domain/indicators/watchlist';
import type { Layer } from '../domain/layers/layer';
import type { Plan } from '../domain/planning/plan';
import type { Scenario } from '../domain/planning/scenario';
import type { WeightList } from '../domain/planning/weight-profile';
import type { Deployment, SupportingMark, SystemGroup } from '../domain/sensors/inventory';
import type { Sensor } from '../domain/sensors/sensor';
import type { HuntSheet } from '../domain/threats/hunt-sheet';
import type { ReportContent, ThreatReport } from '../domain/threats/threat-report';
import type { ForeignDocument } from '../domain/workspace/content';
import type { ChangeEdits, ChangeRecord } from './change-log';
import { closeWhenReplaced } from './close-when-replaced';
import type { ImportReceipt } from './import-receipt';
import type { RememberedColumns } from './remembered-columns';
import type { RememberedProduct } from './remembered-products';
import { addDeploymentFacts, addGroupFacts } from './upgrade-to-2';

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
  declare layers: EntityTable<Layer, 'id'>;
  declare rules: EntityTable<Rule, 'id'>;
  declare documents: EntityTable<ForeignDocument, 'id'>;
  declare scenarios: EntityTable<Scenario, 'id'>;
  declare plans: EntityTable<Plan, 'id'>;
  declare weightLists: EntityTable<WeightList, 'id'>;
  declare threatReports: EntityTable<ThreatReport, 'id'>;
  declare huntSheets: EntityTable<HuntSheet, 'id'>;
  declare reportContents: EntityTable<ReportContent, 'id'>;
  declare watchlists: EntityTable<Watchlist, 'id'>;
  declare benignValues: EntityTable<BenignValue, 'id'>;
  declare changes: EntityTable<ChangeRecord, 'sequence'>;
  declare edits: EntityTable<ChangeEdits, 'sequence'>;
  declare receipts: EntityTable<ImportReceipt, 'id'>;
  declare columns: EntityTable<RememberedColumns, 'header'>;
  declare products: EntityTable<RememberedProduct, 'name'>;

  constructor(readonly workspace: WorkspaceName) {
    super(`vedette-${workspace}`);
    closeWhenReplaced(this);
    // A later version adds a line and, where needed, one pure upgrade step; an old line is never edited.
    this.version(1).stores({
      groups: 'id',
      deployments: 'id',
      customSensors: 'id',
      supporting: '[analytic+component]',
      changes: '++sequence, undone',
      receipts: 'id, at',
    });
    this.version(2)
      .stores({ layers: 'id', rules: 'id', documents: 'id', columns: 'header', products: 'name', edits: 'sequence' })
      .upgrade(async (transaction) => {
        await transaction.table('groups').toCollection().modify(addGroupFacts);
        await transaction.table('deployments').toCollection().modify(addDeploymentFacts);
        // Their records are of the old shape; undoing one would bring it back.
        await transaction.table('changes').clear();
      });
    this.version(3).stores({ scenarios: 'id', plans: 'id', weightLists: 'id' });
    this.version(4).stores({ threatReports: 'id', huntSheets: 'id', reportContents: 'id' });
    this.version(5).stores({ watchlists: 'id', benignValues: 'id' });
  }
}

/** Tables whose content the user edits, and which undo therefore covers. */
export const CONTENT_TABLES = [
  'groups',
  'deployments',
  'customSensors',
  'supporting',
  'layers',
  'rules',
  'documents',
  'scenarios',
  'plans',
  'weightLists',
  'threatReports',
  'huntSheets',
  'reportContents',
  'watchlists',
  'benignValues',
] as const;
export type ContentTable = (typeof CONTENT_TABLES)[number];
