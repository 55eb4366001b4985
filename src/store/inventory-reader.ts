import type { Table } from 'dexie';
import type { Inventory } from '../domain/sensors/inventory';
import { isSameRecord } from '../domain/sensors/reuse-records';
import type { WorkspaceDatabase } from './workspace-database';

/** Records that are read in one task: a few milliseconds' worth. */
const AT_ONCE = 400;

/**
 * Reads an inventory again and again, as `readInventory` does, for a thread that must not stand still: a few hundred
 * records at a time. Records that are the same as in the reading before are the same objects, and so is the inventory
 * when all of them are: what hangs on their identity would be built anew for nothing.
 */
export function makeInventoryReader(): (db: WorkspaceDatabase) => Promise<Inventory> {
  let known: ReadTables | null = null;
  let latest: Inventory | null = null;
  return async (db) => {
    const before = known;
    const read: ReadTables = await db.transaction(
      'r',
      [db.groups, db.deployments, db.customSensors, db.supporting],
      async () => {
        const [groups, deployments, customSensors, supporting] = await Promise.all([
          readTable(db.groups, before?.groups),
          readTable(db.deployments, before?.deployments),
          readTable(db.customSensors, before?.customSensors),
          readTable(db.supporting, before?.supporting),
        ]);
        return { groups, deployments, customSensors, supporting };
      },
    );
    known = read;
    const isSame =
      latest !== null &&
      latest.groups === read.groups.records &&
      latest.deployments === read.deployments.records &&
      latest.customSensors === read.customSensors.records &&
      latest.supporting === read.supporting.records;
    if (latest === null || !isSame)
      latest = {
        groups: read.groups.records,
        deployments: read.deployments.records,
        customSensors: read.customSensors.records,
        supporting: read.supporting.records,
      };
    return latest;
  };
}

interface ReadTable<Item> {
  readonly records: readonly Item[];
  readonly byKey: ReadonlyMap<string, Item>;
}

type ReadTables = { readonly [Name in keyof Inventory]: ReadTable<Inventory[Name][number]> };

async function readTable<Item extends object, Key extends string | [string, string]>(
  table: Pick<Table<Item, Key, unknown>, 'orderBy' | 'where' | 'schema'>,
  before: ReadTable<Item> | undefined,
): Promise<ReadTable<Item>> {
  const records: Item[] = [];
  const byKey = new Map<string, Item>();
  let isSame = true;
  let last: Key | null = null;
  for (;;) {
    const rest = last === null ? table.orderBy(':id') : table.where(':id').above(last);
    const piece: readonly Item[] = await rest.limit(AT_ONCE).toArray();
    for (const item of piece) {
      const key = table.schema.primKey.keyPath;
      last = (Array.isArray(key) ? key.map((part) => Reflect.get(item, part)) : Reflect.get(item, String(key))) as Key;
      const old = before?.byKey.get(String(last));
      const kept = old !== undefined && isSameRecord(old, item) ? old : item;
      if (kept !== before?.records[records.length]) isSame = false;
      records.push(kept);
      byKey.set(String(last), kept);
    }
    if (piece.length < AT_ONCE) break;
  }
  return before !== undefined && isSame && records.length === before.records.length ? before : { records, byKey };
}
