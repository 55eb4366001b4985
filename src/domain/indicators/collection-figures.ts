import type { IndicatorCollection } from './statement';

export interface CollectionFigures {
  readonly collections: number;
  readonly statements: number;
  /** Each once, by name; those that state none are not among them. */
  readonly publishers: readonly string[];
  /** Statements by type, most first. */
  readonly byType: readonly (readonly [type: string, count: number])[];
}

export function summariseCollections(collections: readonly IndicatorCollection[]): CollectionFigures {
  const publishers = new Set<string>();
  const byType = new Map<string, number>();
  let statements = 0;
  for (const collection of collections) {
    statements += collection.statements;
    if (collection.publisher !== '') publishers.add(collection.publisher);
    for (const [type, count] of Object.entries(collection.counts)) byType.set(type, (byType.get(type) ?? 0) + count);
  }
  return {
    collections: collections.length,
    statements,
    publishers: [...publishers].sort(),
    byType: [...byType].sort(([, one], [, other]) => other - one),
  };
}

/** "IPv4 address 120, Domain 30" needs words: here only which types stand out. */
export function listTypes(
  counts: Readonly<Record<string, number>>,
): readonly (readonly [type: string, count: number])[] {
  return Object.entries(counts).sort(([, one], [, other]) => other - one);
}
