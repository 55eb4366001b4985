import type { SealedColumn } from './column';
import { TextColumn } from './text-column';

/** One column of texts by itself, for rows that are stored already. @returns `null`: no row has one */
export function packTextColumn(field: string, texts: readonly (string | null)[]): SealedColumn | null {
  const cursor = { row: 0, text: 0 };
  const column = new TextColumn(field, 'text', cursor);
  for (const [row, text] of texts.entries()) {
    cursor.row = row;
    column.clearRow();
    if (text !== null) column.putText(text);
  }
  const data = column.seal(texts.length);
  return data === null ? null : { field, kind: 'text', data };
}
