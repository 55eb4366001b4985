import type { GroupKind, SystemGroup } from '../../domain/sensors/inventory';

/** A system group of which only this much is known. */
export function makeGroup(
  name: string,
  kind: GroupKind,
  platforms: readonly string[],
  hosts: number | null,
): SystemGroup {
  const unstated = { criticality: null, roles: [], parts: [], site: '', notes: '' };
  return { id: crypto.randomUUID(), name, kind, platforms, hosts, ...unstated };
}
