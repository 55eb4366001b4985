import type { Inventory } from '../domain/sensors/inventory';
import type { PlanningRecords, ThreatRecords, WatchRecords, WorkspaceContent } from '../domain/workspace/content';
import { CONTENT_TABLES, type WorkspaceDatabase } from './workspace-database';

/** The whole inventory at one moment, in a stable order. */
export function readInventory(db: WorkspaceDatabase): Promise<Inventory> {
  return db.transaction('r', [db.groups, db.deployments, db.customSensors, db.supporting], async () => {
    const [groups, deployments, customSensors, supporting] = await Promise.all([
      db.groups.toArray(),
      db.deployments.toArray(),
      db.customSensors.toArray(),
      db.supporting.toArray(),
    ]);
    return { groups, deployments, customSensors, supporting };
  });
}

/** What planning keeps, at one moment. */
export function readPlanning(db: WorkspaceDatabase): Promise<PlanningRecords> {
  return db.transaction('r', [db.scenarios, db.plans, db.weightLists], async () => {
    const [scenarios, plans, weightLists] = await Promise.all([
      db.scenarios.toArray(),
      db.plans.toArray(),
      db.weightLists.toArray(),
    ]);
    return { scenarios, plans, weightLists };
  });
}

/** What the analyst keeps about threats, at one moment; without what was read of the reports. */
export function readThreats(db: WorkspaceDatabase): Promise<ThreatRecords> {
  return db.transaction('r', [db.threatReports, db.huntSheets], async () => {
    const [threatReports, huntSheets] = await Promise.all([db.threatReports.toArray(), db.huntSheets.toArray()]);
    return { threatReports, huntSheets };
  });
}

/** What is looked for and what is held back, at one moment. */
export function readWatch(db: WorkspaceDatabase): Promise<WatchRecords> {
  return db.transaction('r', [db.watchlists, db.benignValues], async () => {
    const [watchlists, benignValues] = await Promise.all([db.watchlists.toArray(), db.benignValues.toArray()]);
    return { watchlists, benignValues };
  });
}

/** Everything the user brought or made, at one moment. */
export function readContent(db: WorkspaceDatabase): Promise<WorkspaceContent> {
  return db.transaction('r', CONTENT_TABLES, async () => {
    const [inventory, layers, rules, documents, planning, threats, reportContents, watch] = await Promise.all([
      readInventory(db),
      db.layers.toArray(),
      db.rules.toArray(),
      db.documents.toArray(),
      readPlanning(db),
      readThreats(db),
      db.reportContents.toArray(),
      readWatch(db),
    ]);
    return { inventory, layers, rules, documents, ...planning, ...threats, reportContents, ...watch };
  });
}
