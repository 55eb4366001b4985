import type { FittingColumn } from '../inventory/fit-columns';
import type { ListedLayer } from './layer-types';
import { describeMisfit, formatScore, nameLayerRelease } from './layer-words';

/**
 * @param release in force, by name
 * @param isShown on the matrix
 * @param asides as `tellApart` makes them
 */
export function listColumns(
  release: string,
  isShown: (id: string) => boolean,
  asides: ReadonlyMap<string, string>,
): readonly FittingColumn<ListedLayer>[] {
  return [
    {
      id: 'name',
      title: 'Layer',
      value: ({ id, name }) => (asides.has(id) ? `${name} (${asides.get(id)})` : name),
      width: 'minmax(10rem, 2fr)',
      stacked: true,
    },
    { id: 'release', title: 'ATT&CK', value: nameLayerRelease, width: 'minmax(8rem, 1fr)', stacked: true },
    {
      id: 'techniques',
      title: 'Techniques',
      value: ({ techniques }) => techniques,
      numeric: true,
      width: '6.5rem',
      stacked: true,
    },
    { id: 'scored', title: 'Scored', value: ({ scored }) => scored, numeric: true, width: '5rem', from: 640 },
    {
      id: 'range',
      title: 'Scores',
      value: ({ range }) => range?.high ?? null,
      cell: ({ range }) => describeRange(range),
      numeric: true,
      width: '6rem',
      from: 720,
    },
    {
      id: 'commented',
      title: 'Comments',
      value: ({ commented }) => commented,
      numeric: true,
      width: '6.5rem',
      from: 860,
    },
    {
      id: 'fit',
      title: `Not as in ${release}`,
      value: ({ fit: known }) => (known === null ? null : known.succeeded + known.retired + known.unknown),
      cell: ({ fit: known }) => (known === null ? 'another domain' : describeMisfit(known) || '–'),
      width: 'minmax(9rem, 1fr)',
      from: 560,
      stacked: true,
    },
    { id: 'matrix', title: 'Matrix', value: ({ id }) => (isShown(id) ? 'shown' : ''), width: '4.5rem', from: 900 },
  ];
}

function describeRange(range: ListedLayer['range']): string {
  if (range === null) return '';
  return range.low === range.high ? formatScore(range.low) : `${formatScore(range.low)} – ${formatScore(range.high)}`;
}
