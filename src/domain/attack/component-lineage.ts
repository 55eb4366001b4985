import type { AttackBundle } from './bundle';
import { type DataComponentId, parseDataComponentId } from './identifiers';

/**
 * The ids that data components carry today, by STIX id and, for Enterprise, by name: releases before 18 give their
 * components no id, and release 9 only names. Names are not matched across domains (coverage model, "Facts").
 */
export interface ComponentLineage {
  readonly idByStixId: ReadonlyMap<string, DataComponentId>;
  readonly enterpriseIdByName: ReadonlyMap<string, DataComponentId>;
}

export const NO_LINEAGE: ComponentLineage = { idByStixId: new Map(), enterpriseIdByName: new Map() };

/** What a newer release says of the ids of its components, for compiling older ones. */
export function readComponentLineage(bundles: readonly AttackBundle[]): ComponentLineage {
  const idByStixId = new Map<string, DataComponentId>();
  const enterpriseIdByName = new Map<string, DataComponentId>();
  for (const bundle of bundles) {
    for (const component of bundle.dataComponents) {
      const id = parseDataComponentId(component.attackId);
      if (id === null) continue;
      idByStixId.set(component.stixId, id);
      if (bundle.domain === 'enterprise-attack' && !component.retired) enterpriseIdByName.set(component.name, id);
    }
  }
  return { idByStixId, enterpriseIdByName };
}
