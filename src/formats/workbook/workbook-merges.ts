/** Merged cells of a sheet: what stands in the first is meant for all of them. */
import type { Result } from '../../domain/result';

export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const MOST_MERGES = 20_000;
/** A name in a cell goes for the rows beside it; more columns than this are a title. */
const WIDEST = 200;

/** They stand behind the rows in the file, so they are looked for first. */
export function readMerges(stream: (take: (piece: Uint8Array) => void) => Result<null> | null): readonly Merge[] {
  const merges: Merge[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  stream((piece) => {
    const text = rest + decoder.decode(piece, { stream: true });
    for (const [, left = '', top, right = '', bottom] of text.matchAll(
      /mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
    )) {
      if (merges.length >= MOST_MERGES) break;
      merges.push({ top: Number(top), bottom: Number(bottom), left: numberOf(left), right: numberOf(right) });
    }
    // A reference may be cut in two; one that was read whole is not kept.
    const last = text.lastIndexOf('<');
    rest = last < 0 || text.length - last > 200 ? '' : text.slice(last);
  });
  return merges.sort((a, b) => a.top - b.top);
}

/** Rows must come in their order. */
export function makeMergeFiller(merges: readonly Merge[]): (row: number, cells: string[]) => string[] {
  let next = 0;
  let open: { readonly merge: Merge; readonly text: string }[] = [];
  return (row, cells) => {
    if (merges.length === 0) return cells;
    open = open.filter(({ merge }) => merge.bottom >= row);
    for (let merge = merges[next]; merge !== undefined && merge.top <= row; merge = merges[++next]) {
      if (merge.bottom >= row) open.push({ merge, text: cells[merge.left] ?? '' });
    }
    for (const { merge, text } of open) {
      if (text === '') continue;
      for (let at = merge.left; at <= Math.min(merge.right, merge.left + WIDEST); at++) {
        while (cells.length <= at) cells.push('');
        if (cells[at] === '') cells[at] = text;
      }
    }
    return cells;
  };
}

function numberOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
