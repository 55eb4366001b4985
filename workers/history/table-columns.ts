import { headerlessTableOf } from '../../src/formats/history/headerless-tables';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { guessColumns, listUnsearched } from '../../src/formats/history/table-columns';
import { TABLE_LOG } from '../../src/formats/history/table-log';
import { sampleTable } from '../../src/formats/history/table-sniff';
import { decodeHead } from '../../src/formats/text-decoding';
import type { HistoryColumn } from '../contract/imports';

const SHOWN_SAMPLES = 3;

/** How the columns of a table are read, for the wizard. `null`: the format names its fields itself. */
export function describeColumns(
  format: HistoryFormat,
  head: Uint8Array,
  chosen: readonly (string | null)[] | null,
): readonly HistoryColumn[] | null {
  if (format.id !== TABLE_LOG.id) return null;
  const sample = sampleTable(decodeHead(head) ?? '', 1);
  if (sample === null || headerlessTableOf(sample.header) !== null) return null;
  const { header, rows } = sample;
  const guessed = guessColumns(
    header.map((name) => name.trim()),
    rows,
  );
  const fields = header.map((_, at) => (chosen === null ? (guessed.columns[at]?.field ?? null) : (chosen[at] ?? null)));
  const found = fields.map((field, at) => (field === guessed.columns[at]?.field ? (guessed.found[at] ?? null) : null));
  const unsearched = listUnsearched(fields, found, rows);
  return header.map((name, at) => ({
    header: name.trim(),
    field: fields[at] ?? null,
    how: fields[at] === guessed.columns[at]?.field ? (guessed.found[at] ?? null) : 'chosen',
    unsearched: unsearched[at] ?? null,
    samples: [...new Set(rows.map((cells) => (cells[at] ?? '').trim()))]
      .filter((cell) => cell !== '')
      .slice(0, SHOWN_SAMPLES),
  }));
}
