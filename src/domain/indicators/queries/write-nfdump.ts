import { nameFile } from './split-files';
import { type GroupedValue, isNetwork, LeftCounts, type ValueGroups, withoutLength } from './value-groups';
import type { WatchlistFile, WrittenFiles } from './watchlist-queries';

/** Lists are kept as a tree; networks are tried one after the other, and take the parser time that grows as their square. */
const MOST_ADDRESSES = 100_000;
const MOST_NETWORKS = 1000;

/** Filters for `nfdump -f`. */
export function writeNfdumpFiles({ title, slug, kinds }: ValueGroups): WrittenFiles {
  const values = kinds.get('address') ?? [];
  const holdsNetwork = ({ texts }: GroupedValue) => texts.some(isNetwork);
  const systems = kinds.get('as-number') ?? [];
  const files: WatchlistFile[] = [
    ...write(
      slug,
      title,
      'addresses',
      inPieces(
        values.filter((value) => !holdsNetwork(value)),
        MOST_ADDRESSES,
      ),
      (texts) => [`ip in [\n${texts.map(withoutLength).join('\n')}\n]`],
    ),
    ...write(slug, title, 'networks', inPieces(values.filter(holdsNetwork), MOST_NETWORKS), (texts) => [
      texts.map((text) => `net ${text}`).join('\nor '),
    ]),
    ...write(slug, title, 'as-numbers', inPieces(systems, MOST_ADDRESSES), (texts) => [
      `as in [\n${texts.map((text) => text.replace(/\D/g, '')).join('\n')}\n]`,
    ]),
  ];
  const left = new LeftCounts();
  for (const [kind, others] of kinds)
    if (kind !== 'address' && kind !== 'as-number')
      for (const { type } of others)
        left.add(type, 'Flow records of nfdump hold addresses and AS numbers, and none of these.');
  return {
    files,
    left: left.list(),
    limit: 'At most 100,000 addresses or 1,000 networks in a file: more networks take nfdump long to read.',
  };
}

function write(
  slug: string,
  title: string,
  base: string,
  pieces: readonly (readonly { readonly texts: readonly string[] }[])[],
  lines: (texts: readonly string[]) => readonly string[],
): readonly WatchlistFile[] {
  return pieces.map((some, at) => ({
    name: nameFile(`${slug}-${base}`, at, pieces.length, 'nffilter'),
    text: [`# ${title}`, ...lines(some.flatMap(({ texts }) => texts)), ''].join('\n'),
    values: some.length,
  }));
}

/** Cut where so many texts are reached; a range stays in one piece. */
function inPieces<Value extends { readonly texts: readonly string[] }>(
  values: readonly Value[],
  most: number,
): readonly (readonly Value[])[] {
  const pieces: Value[][] = [];
  let size = most;
  for (const value of values) {
    size += value.texts.length;
    if (size > most) {
      pieces.push([]);
      size = value.texts.length;
    }
    pieces.at(-1)?.push(value);
  }
  return pieces;
}
