import type { CatalogIndex } from '../attack/catalog-index';
import type { AnalyticId } from '../attack/identifiers';
import type { SupportingMark } from '../sensors/inventory';

/** `T1059.001@Windows`: what stands for an analytic where a release publishes none. */
const PSEUDO_ANALYTIC = /^(T\d{4}(?:\.\d{3})?)@(.+)$/;

/**
 * A mark in another release. An analytic that the release has keeps its mark. One that only stood for "all components of
 * a technique on a platform" passes it to the analytics published since that require the same component there.
 * @returns `null` where the release has nothing of the kind: the mark then stays as it was, and says nothing
 */
export function upgradeMark(
  mark: SupportingMark,
  { index, techniquesOf }: { readonly index: CatalogIndex; techniquesOf(techniqueId: string): readonly string[] },
): readonly SupportingMark[] | null {
  const { catalog, componentById, needs } = index;
  const component = componentById.get(mark.component);
  if (component === undefined) return null;
  const requires = (position: number) => (needs[position] ?? []).some((need) => need.component === component);
  const known = catalog.analytics.findIndex(({ id }) => id === mark.analytic);
  if (known >= 0) return requires(known) ? [mark] : null;
  const [, technique = '', platform = ''] = PSEUDO_ANALYTIC.exec(mark.analytic) ?? [];
  if (technique === '') return null;
  const platformAt = catalog.platforms.indexOf(platform);
  const heirs = new Set<AnalyticId>();
  for (const id of techniquesOf(technique)) {
    const at = index.techniqueById.get(id);
    if (at === undefined) continue;
    for (let position = index.firstAnalytic[at] ?? 0; position < (index.firstAnalytic[at + 1] ?? 0); position++) {
      const analytic = catalog.analytics[position];
      if (analytic?.platforms.includes(platformAt) && requires(position)) heirs.add(analytic.id);
    }
  }
  return heirs.size === 0 ? null : [...heirs].map((analytic) => ({ ...mark, analytic }));
}
