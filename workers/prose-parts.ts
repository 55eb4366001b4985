import type { ReleaseProse, TechniqueProse, TechniqueReading } from '../src/domain/attack/prose';
import type { CatalogDatabase, StoredProse, StoredProsePart } from '../src/store/catalog-database';
import { encodeJson, unpackJson } from './packed-json';

/** Techniques in one part: some 200 kB, opened in a few milliseconds. */
const TECHNIQUES_PER_PART = 48;

export interface PackedProse {
  readonly techniques: number;
  readonly firsts: readonly string[];
  readonly parts: readonly ArrayBuffer[];
}

/** `null`: the bundle has no word about any technique. */
export function packProse(prose: ReleaseProse): PackedProse | null {
  const { techniques, components } = prose;
  if (!techniques.some(({ description, strategies }) => description !== '' || strategies.length > 0)) return null;
  const chunks: TechniqueProse[][] = [];
  for (let at = 0; at < techniques.length; at += TECHNIQUES_PER_PART) {
    chunks.push(techniques.slice(at, at + TECHNIQUES_PER_PART));
  }
  return {
    techniques: techniques.length,
    firsts: chunks.map(([first]) => first?.id ?? ''),
    parts: [components, ...chunks].map(encodeJson),
  };
}

export function makeStoredProse(
  id: string,
  { techniques, firsts, parts }: PackedProse,
  { at, fileName }: { readonly at: string; readonly fileName: string },
): { readonly prose: StoredProse; readonly parts: readonly StoredProsePart[] } {
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return {
    prose: { id, importedAt: at, fileName, techniques, bytes, firsts },
    parts: parts.map((packed, part) => ({ release: id, part, packed })),
  };
}

/** `null`: no prose of this release is on the device, or it has none for this technique. */
export async function openTechniqueProse(
  db: CatalogDatabase,
  id: string,
  techniqueId: string,
): Promise<TechniqueReading | null> {
  const stored = await db.prose.get(id);
  if (stored === undefined) return null;
  const part = stored.firsts.filter((first) => first <= techniqueId).length;
  const [first, wanted] = await db.proseParts.bulkGet([
    [id, 0],
    [id, part],
  ]);
  if (part === 0 || first === undefined || wanted === undefined) return null;
  const [components, techniques] = (await Promise.all([unpackJson(first.packed), unpackJson(wanted.packed)])) as [
    TechniqueReading['components'],
    readonly TechniqueProse[],
  ];
  const technique = techniques.find((each) => each.id === techniqueId);
  if (technique === undefined) return null;
  const [domain, release] = id.split('@') as [TechniqueReading['domain'], string];
  const named = new Set([
    ...technique.componentDetections.map(({ component }) => component),
    ...technique.strategies.flatMap(({ analytics }) =>
      analytics.flatMap(({ logSources }) => logSources.map(({ component }) => component)),
    ),
  ]);
  return { domain, release, technique, components: components.filter((component) => named.has(component.id)) };
}
