import type { Inventory } from '../domain/sensors/inventory';
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
