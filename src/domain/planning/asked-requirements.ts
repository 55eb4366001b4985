import type { CatalogIndex } from '../attack/catalog-index';
import type { Estate, ObservedGroup } from '../coverage/estate';
import { isAnalyticUsable, isTechniqueApplicable } from '../coverage/group-coverage';

/** Per requirement of the catalog, 1 where some analytic that can run in the group asks for it. */
export type AskedRequirements = (observed: ObservedGroup) => Uint8Array;

/** By the same rules as coverage itself. Groups with the same platforms ask the same. */
export function makeAskedRequirements(index: CatalogIndex): AskedRequirements {
  const known = new Map<string, Uint8Array>();
  return (observed) => {
    const key = `${observed.platforms} ${observed.takesUnplatformed}`;
    const asked = known.get(key) ?? markAsked(index, observed);
    known.set(key, asked);
    return asked;
  };
}

function markAsked(index: CatalogIndex, observed: ObservedGroup): Uint8Array {
  const asked = new Uint8Array(index.catalog.requirements.length);
  index.catalog.analytics.forEach(({ technique, requirements }, analytic) => {
    if (!isTechniqueApplicable(index, observed, technique)) return;
    if (!isAnalyticUsable(index, observed, technique, analytic)) return;
    for (const requirement of requirements) asked[requirement] = 1;
  });
  return asked;
}

/** Whether any technique can be counted in any of the groups: where none can, no figure and no advice says anything. */
export function isAnythingCounted(index: CatalogIndex, { groups }: Pick<Estate, 'groups'>): boolean {
  const askedIn = makeAskedRequirements(index);
  return groups.some((observed) => askedIn(observed).includes(1));
}
