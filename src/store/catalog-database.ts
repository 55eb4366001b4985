import Dexie, { type EntityTable, type Table } from 'dexie';
import type { AttackDomain } from '../domain/attack/identifiers';
import { closeWhenReplaced } from './close-when-replaced';

/** ATT&CK releases that the user imported: shared by all workspaces, since a release belongs to none. */
export interface StoredCatalog {
  /** As `catalogId` makes it: `enterprise-attack@19.1`. */
  readonly id: string;
  readonly domain: AttackDomain;
  readonly release: string;
  readonly importedAt: string;
  readonly fileName: string;
  /** A catalog as JSON, which may be gzipped. One record, not a row per technique: reading 25,000 rows takes seconds. */
  readonly packed: ArrayBuffer;
}

/** Which prose there is; also of releases whose catalog comes with the app. */
export interface StoredProse {
  /** As the catalog's. */
  readonly id: string;
  readonly importedAt: string;
  readonly fileName: string;
  readonly techniques: number;
  /** Of all its parts. */
  readonly bytes: number;
  /** The first technique of each part, in order. */
  readonly firsts: readonly string[];
}

/**
 * Prose of about fifty techniques as JSON: a panel opens one part in a few milliseconds and nobody holds the whole. Part 0
 * has the data components, part 1 the techniques from `firsts[0]` on.
 */
export interface StoredProsePart {
  readonly release: string;
  readonly part: number;
  readonly packed: ArrayBuffer;
}

/** Groups, software, campaigns and mitigations of an imported bundle: a `ThreatCatalog` as JSON. */
export interface StoredThreats {
  readonly id: string;
  readonly importedAt: string;
  readonly packed: ArrayBuffer;
}

/** Everything one bundle brings; `catalog` is `null` where the app has it already. */
export interface StoredRelease {
  readonly catalog: StoredCatalog | null;
  readonly prose: StoredProse | null;
  readonly parts: readonly StoredProsePart[];
  readonly threats: StoredThreats | null;
}

export class CatalogDatabase extends Dexie {
  declare catalogs: EntityTable<StoredCatalog, 'id'>;
  declare prose: EntityTable<StoredProse, 'id'>;
  declare proseParts: Table<StoredProsePart, [string, number]>;
  declare threats: EntityTable<StoredThreats, 'id'>;

  constructor() {
    super('vedette-catalogs');
    closeWhenReplaced(this);
    // A later version adds a line; an old line is never edited.
    this.version(1).stores({ catalogs: 'id' });
    this.version(2).stores({ prose: 'id', proseParts: '[release+part]', threats: 'id' });
  }
}

/** All of a release or nothing, in place of what was there under its name. */
export function putRelease(db: CatalogDatabase, { catalog, prose, parts, threats }: StoredRelease): Promise<void> {
  return db.transaction('rw', tables(db), async () => {
    if (catalog !== null) await db.catalogs.put(catalog);
    if (prose !== null) {
      await removeParts(db, prose.id);
      await db.prose.put(prose);
      await db.proseParts.bulkPut([...parts]);
    }
    if (threats !== null) await db.threats.put(threats);
  });
}

/** @returns what was removed, for putting it back */
export function removeRelease(db: CatalogDatabase, id: string): Promise<StoredRelease> {
  return db.transaction('rw', tables(db), async () => {
    const removed: StoredRelease = {
      catalog: (await db.catalogs.get(id)) ?? null,
      prose: (await db.prose.get(id)) ?? null,
      parts: await partsOf(db, id).toArray(),
      threats: (await db.threats.get(id)) ?? null,
    };
    await db.catalogs.delete(id);
    await db.prose.delete(id);
    await removeParts(db, id);
    await db.threats.delete(id);
    return removed;
  });
}

function tables(db: CatalogDatabase) {
  return [db.catalogs, db.prose, db.proseParts, db.threats];
}

function partsOf(db: CatalogDatabase, id: string) {
  return db.proseParts.where('[release+part]').between([id, Dexie.minKey], [id, Dexie.maxKey]);
}

function removeParts(db: CatalogDatabase, id: string): Promise<number> {
  return partsOf(db, id).delete();
}
