import type { WorkspaceDatabase } from './workspace-database';

/** Which sensor the analyst took a product for, so that the next file that names it is read the same way. */
export interface RememberedProduct {
  /** As files write it: the key. */
  readonly name: string;
  /** Of the library or the user's own; of one that is gone, nothing is remembered. */
  readonly sensorId: string;
  /** ISO 8601. */
  readonly at: string;
}

type Choices = Readonly<Record<string, string>>;

/** What was decided for this file stands before what was decided for earlier ones. */
export async function recallProducts(db: WorkspaceDatabase, decided: Choices): Promise<Choices> {
  const remembered = await db.products.toArray();
  return Object.fromEntries([
    ...remembered.map(({ name, sensorId }): [string, string] => [name, sensorId]),
    ...Object.entries(decided),
  ]);
}

/** A sensor made for the product is found by its name the next time; then an earlier decision no longer holds. */
export async function rememberProducts(db: WorkspaceDatabase, decided: Choices, at: string): Promise<void> {
  const entries = Object.entries(decided);
  const made = entries.filter(([, sensorId]) => sensorId === 'own').map(([name]) => name);
  const taken = entries
    .filter(([, sensorId]) => sensorId !== 'own')
    .map(([name, sensorId]) => ({ name, sensorId, at }));
  await db.transaction('rw', db.products, async () => {
    await db.products.bulkDelete(made);
    await db.products.bulkPut(taken);
  });
}
