import Dexie, { type EntityTable } from 'dexie';
import type { AttackDomain } from '../domain/attack/identifiers';

/** ATT&CK releases that the user imported: shared by all workspaces, since a release belongs to none. */
export interface StoredCatalog {
  /** As `catalogId` makes it: `enterprise-attack@19.1`. */
  readonly id: string;
  readonly domain: AttackDomain;
  readonly release: string;
  readonly importedAt: string;
  readonly fileName: string;
  /** A packed catalog: its JSON, gzipped. One record, not a row per technique: reading 25,000 rows takes seconds. */
  readonly packed: ArrayBuffer;
}

export class CatalogDatabase extends Dexie {
  declare catalogs: EntityTable<StoredCatalog, 'id'>;

  constructor() {
    super('vedette-catalogs');
    this.version(1).stores({ catalogs: 'id' });
  }
}
