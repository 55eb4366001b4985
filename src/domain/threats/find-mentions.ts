import type { Catalog, ThreatCatalog } from '../attack/catalog';
import { makeIdFinder } from './names/find-ids';
import { findNames } from './names/find-names';
import { makeNameIndex } from './names/name-index';
import type { Mentions } from './technique-mentions';

export interface MentionFinder {
  find(text: string): Mentions;
}

/**
 * Finds what prose names: ids and names of techniques, groups, software and campaigns (docs/threat-mentions.md).
 * `others`: the catalogs of the other domains, to tell an id of theirs from one that nobody knows.
 */
export function makeMentionFinder(
  catalog: Catalog,
  threats: ThreatCatalog | null,
  others: readonly Catalog[],
): MentionFinder {
  const findIds = makeIdFinder(catalog, threats, others);
  const index = makeNameIndex(catalog, threats);
  return {
    find(text) {
      const ids = findIds(text);
      const names = findNames(text, index, ids);
      return {
        techniques: [...ids.techniques, ...names.techniques].sort(byPlace),
        threats: [...ids.threats, ...names.threats].sort(byPlace),
        unresolved: ids.unresolved,
      };
    },
  };
}

function byPlace(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): number {
  return a.start - b.start || a.end - b.end;
}
