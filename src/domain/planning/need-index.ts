import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { Feeds } from '../coverage/feeds';
import type { Precision } from '../coverage/settings';

/** From what a deployment feeds to the techniques that may notice it. Built once per catalog. */
export interface NeedIndex {
  /** Techniques one of whose analytics has a need that these feeds meet, each once. */
  techniquesFedBy(feeds: Feeds, minimum: Precision): Uint16Array;
  /** Numbers of the needs that these feeds meet. */
  needsFedBy(feeds: Feeds, minimum: Precision): Uint16Array;
  /** Techniques with any of these needs, each once. */
  techniquesOf(needs: Iterable<number>): Uint16Array;
  /** By number. */
  readonly needs: readonly ComponentNeed[];
  readonly numberOf: ReadonlyMap<ComponentNeed, number>;
}

const built = new WeakMap<CatalogIndex, NeedIndex>();

export function indexNeeds(index: CatalogIndex): NeedIndex {
  const known = built.get(index);
  if (known !== undefined) return known;
  const made = build(index);
  built.set(index, made);
  return made;
}

function build(index: CatalogIndex): NeedIndex {
  const { catalog } = index;
  const numberOf = new Map<ComponentNeed, number>();
  const needs: ComponentNeed[] = [];
  const techniquesOf: Set<number>[] = [];
  index.needs.forEach((ofAnalytic, analytic) => {
    const technique = catalog.analytics[analytic]?.technique ?? 0;
    for (const need of ofAnalytic) {
      let number = numberOf.get(need);
      if (number === undefined) {
        number = needs.push(need) - 1;
        numberOf.set(need, number);
        techniquesOf.push(new Set());
      }
      techniquesOf[number]?.add(technique);
    }
  });
  const byComponent: number[][] = catalog.dataComponents.map(() => []);
  const byRequirement: number[][] = catalog.requirements.map(() => []);
  needs.forEach(({ component, requirements }, number) => {
    byComponent[component]?.push(number);
    for (const requirement of requirements) byRequirement[requirement]?.push(number);
  });

  const needsOf = remember((feeds, minimum) => {
    const met = new Set<number>();
    const add = (positions: readonly number[], numbers: readonly number[][]) => {
      for (const position of positions) for (const number of numbers[position] ?? []) met.add(number);
    };
    if (minimum === 'component') add(feeds.components, byComponent);
    if (minimum !== 'exact') add(feeds.byLogSource, byRequirement);
    add(feeds.exact, byRequirement);
    return Uint16Array.from(met);
  });
  const collect = (numbers: Iterable<number>) => {
    const met = new Set<number>();
    for (const number of numbers) for (const technique of techniquesOf[number] ?? []) met.add(technique);
    return Uint16Array.from(met).sort();
  };
  const techniquesFedBy = remember((feeds, minimum) => collect(needsOf(feeds, minimum)));
  return { techniquesFedBy, needsFedBy: needsOf, techniquesOf: collect, needs, numberOf };
}

function remember(
  compute: (feeds: Feeds, minimum: Precision) => Uint16Array,
): (feeds: Feeds, minimum: Precision) => Uint16Array {
  const known = new Map<Precision, WeakMap<Feeds, Uint16Array>>();
  return (feeds, minimum) => {
    const ofMinimum = known.get(minimum) ?? new WeakMap<Feeds, Uint16Array>();
    known.set(minimum, ofMinimum);
    const found = ofMinimum.get(feeds) ?? compute(feeds, minimum);
    ofMinimum.set(feeds, found);
    return found;
  };
}
