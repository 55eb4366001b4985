/** Cells as spreadsheets copy them: tabs between cells, line ends between rows, quotes around cells that hold either. */

export type PastedCells = readonly (readonly string[])[];

/** More is no pasted selection but a file. */
const LONGEST = 20_000_000;

export function readPastedCells(text: string): PastedCells {
  if (text.length > LONGEST) return [];
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null;
    const end = quoted?.end ?? findEnd(text, at);
    row.push((quoted?.cell ?? text.slice(at, end)).trim());
    const mark = text[end];
    at = end + 1;
    if (mark === '\t') {
      // A tab at the very end: one more cell, empty.
      if (at === text.length) row.push('');
      continue;
    }
    if (mark === '\r' && text[at] === '\n') at++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** A cell in quotes, doubled where they are meant; `null` when what follows shows that the quote is part of the text. */
function readQuoted(text: string, start: number): { readonly cell: string; readonly end: number } | null {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++;
      continue;
    }
    const next = text[at + 1];
    if (next !== undefined && next !== '\t' && next !== '\n' && next !== '\r') return null;
    return { cell: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
  return null;
}

function findEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\t' || sign === '\n' || sign === '\r') return at;
  }
  return text.length;
}
