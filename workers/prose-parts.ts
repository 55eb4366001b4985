import type { ProcedureProse, ReleaseProse, TechniqueProse, TechniqueReading } from '../src/domain/attack/prose';
import type { CatalogDatabase, StoredProse, StoredProsePart } from '../src/store/catalog-database';
import { encodeJson, unpackJson } from './packed-json';

/** Techniques in one part: some 200 kB, opened in a few milliseconds. */
const TECHNIQUES_PER_PART = 48;
/** Read all at once only: for suggestions. */
const PROCEDURES_PER_PART = 4_000;

export interface PackedProse {
  readonly techniques: number;
  readonly firsts: readonly string[];
  readonly parts: readonly ArrayBuffer[];
}

/** `null`: the bundle has no word about any technique. */
export function packProse(prose: ReleaseProse): PackedProse | null {
  const { techniques, components, procedures = [] } = prose;
  if (!techniques.some(({ description, strategies }) => description !== '' || strategies.length > 0)) return null;
  const chunks = cut(techniques, TECHNIQUES_PER_PART);
  return {
    techniques: techniques.length,
    firsts: chunks.map(([first]) => first?.id ?? ''),
    // Procedures last: what an older version stored has none, and its other parts stand where they stood.
    parts: [components, ...chunks, ...cut(procedures, PROCEDURES_PER_PART)].map(encodeJson),
  };
}

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
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

/** All of a release's prose, for the model that suggests techniques; `null`: none of it is on the device. */
export async function openReleaseProse(db: CatalogDatabase, id: string): Promise<ReleaseProse | null> {
  const stored = await db.prose.get(id);
  if (stored === undefined) return null;
  const rows = await db.proseParts.where('[release+part]').between([id, 0], [id, Number.MAX_SAFE_INTEGER]).toArray();
  const [components, ...rest] = await Promise.all(
    rows.sort((a, b) => a.part - b.part).map(({ packed }) => unpackJson(packed)),
  );
  if (components === undefined) return null;
  const [domain, release] = id.split('@') as [ReleaseProse['domain'], string];
  const chunks = stored.firsts.length;
  return {
    domain,
    release,
    components: components as ReleaseProse['components'],
    techniques: (rest.slice(0, chunks) as TechniqueProse[][]).flat(),
    procedures: (rest.slice(chunks) as ProcedureProse[][]).flat(),
  };
}
