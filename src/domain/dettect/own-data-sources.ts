import { type DataComponentId, unlistedDataComponentId } from '../attack/identifiers';

/**
 * DeTT&CT's own data sources (Email, Internal DNS, Web, DHCP) and the techniques it links them to: read from the
 * user's copy of its table, never shipped.
 */
export type OwnDataSources = ReadonlyMap<string, readonly string[]>;

const SUFFIX = /\[dett&ct data source\]\s*$/i;

export function isOwnDataSource(name: string): boolean {
  return SUFFIX.test(name);
}

/**
 * What a name that is no data component of ATT&CK maps to: kept and shown, and for DeTT&CT's own data sources looked
 * for by its lens.
 */
export function dettectComponentId(name: string): DataComponentId {
  return unlistedDataComponentId('DeTT&CT', name);
}
