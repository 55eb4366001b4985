/** Cells of one record of a delimited table, https://www.rfc-editor.org/rfc/rfc4180: quotes around, doubled inside. */

const QUOTE = '"';

/** A quote inside an unquoted cell is a character like others; what follows a closing quote belongs to the cell. */
export function splitCells(record: string, delimiter: string): string[] {
  if (!record.includes(QUOTE)) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let start = at;
    while (record[start] === ' ') start++;
    if (record[start] !== QUOTE) {
      const end = record.indexOf(delimiter, at);
      if (end === -1) {
        cells.push(record.slice(at));
        return cells;
      }
      cells.push(record.slice(at, end));
      at = end + delimiter.length;
      continue;
    }
    let cell = '';
    let from = start + 1;
    for (;;) {
      const quote = record.indexOf(QUOTE, from);
      if (quote === -1) {
        cells.push(cell + record.slice(from));
        return cells;
      }
      cell += record.slice(from, quote);
      from = quote + 1;
      if (record[from] !== QUOTE) break;
      cell += QUOTE;
      from++;
    }
    const end = record.indexOf(delimiter, from);
    cells.push(cell + record.slice(from, end === -1 ? undefined : end).trimEnd());
    if (end === -1) return cells;
    at = end + delimiter.length;
  }
}

/**
 * Whether the record goes on in the next line: a cell that began with a quote is open.
 * @param inside whether the line begins within one
 */
export function isOpen(line: string, delimiter: string, inside = false): boolean {
  if (!line.includes(QUOTE)) return inside;
  let at = 0;
  let isQuoted = inside;
  for (;;) {
    let from = at;
    if (!isQuoted) {
      while (line[from] === ' ') from++;
      isQuoted = line[from] === QUOTE;
      if (isQuoted) from++;
    }
    while (isQuoted) {
      const quote = line.indexOf(QUOTE, from);
      if (quote === -1) return true;
      from = quote + 1;
      if (line[from] === QUOTE) from++;
      else isQuoted = false;
    }
    const end = line.indexOf(delimiter, from);
    if (end === -1) return false;
    at = end + delimiter.length;
  }
}
