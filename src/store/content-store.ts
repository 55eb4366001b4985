import type { Inventory } from '../domain/sensors/inventory';
import type { WorkspaceContent } from '../domain/workspace/content';
import type { WorkspaceDatabase } from './workspace-database';

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

/** Everything the user brought or made, at one moment. */
export function readContent(db: WorkspaceDatabase): Promise<WorkspaceContent> {
  const tables = [db.groups, db.deployments, db.customSensors, db.supporting, db.layers, db.rules, db.documents];
  return db.transaction('r', tables, async () => {
    const [inventory, layers, rules, documents] = await Promise.all([
      readInventory(db),
      db.layers.toArray(),
      db.rules.toArray(),
      db.documents.toArray(),
    ]);
    return { inventory, layers, rules, documents };
  });
}
