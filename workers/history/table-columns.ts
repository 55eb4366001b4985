import { guessDelimiter } from '../../src/formats/delimited-text';
import { headerlessTableOf } from '../../src/formats/history/headerless-tables';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { isOpen, splitCells } from '../../src/formats/history/table-cells';
import { guessHistoryColumns } from '../../src/formats/history/table-columns';
import { TABLE_LOG } from '../../src/formats/history/table-log';
import { decodeHead } from '../../src/formats/text-decoding';
import type { HistoryColumn } from '../contract/imports';

const SHOWN_SAMPLES = 3;
const MOST_ROWS = 200;

/** How the columns of a table are read, for the wizard. `null`: the format names its fields itself. */
export function describeColumns(
  format: HistoryFormat,
  head: Uint8Array,
  chosen: readonly (string | null)[] | null,
): readonly HistoryColumn[] | null {
  if (format.id !== TABLE_LOG.id) return null;
  const rows = readRows((decodeHead(head) ?? '').replace(/^\uFEFF/, ''));
  const [header = []] = rows;
  if (header.length === 0 || headerlessTableOf(header) !== null) return null;
  const guessed = guessHistoryColumns(
    header.map((name) => name.trim()),
    rows.slice(1),
  );
  return header.map((name, at) => ({
    header: name.trim(),
    field: chosen === null ? (guessed[at]?.field ?? null) : (chosen[at] ?? null),
    samples: [...new Set(rows.slice(1).map((cells) => (cells[at] ?? '').trim()))]
      .filter((cell) => cell !== '')
      .slice(0, SHOWN_SAMPLES),
  }));
}

/** Records of the head: a cell may have line ends in it. */
function readRows(text: string): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (/^"?sep=[,;\t|]"?$/i.test(lines[0] ?? '')) lines.shift();
  const delimiter = guessDelimiter(lines.join('\n'));
  const records: string[] = [];
  let open = '';
  for (const line of lines) {
    open = open === '' ? line : `${open}\n${line}`;
    if (isOpen(open, delimiter)) continue;
    records.push(open);
    open = '';
    if (records.length > MOST_ROWS) break;
  }
  return records.map((record) => splitCells(record, delimiter));
}
