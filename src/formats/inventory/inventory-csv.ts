/**
 * An inventory as a table: one row per sensor and system group or one per host, made by hand, by a spreadsheet or by
 * another system. The columns and every message: docs/formats/inventory-csv.md. Nothing of a row is dropped without a
 * word.
 */
import { failure, issue, type Result, WHOLE_FILE } from '../../domain/result';
import { makeDelimitedReader } from '../delimited-text';
import type { Probe } from '../probe';
import { makeTextStream } from '../text-decoding';
import { isInventoryHeader, mapHeader } from './inventory-csv-columns';
import { type InventoryCsvOptions, type InventoryReading, makeInventoryTable } from './inventory-csv-table';
import { findHeader, HEADER_LINES } from './inventory-layout';

/** A table of which nothing more is known. */
const PERHAPS = 0.1;
const ROWS_NEEDED = 2;

/** 0 (no) to 1 (certain): whether a row near the beginning names a sensor column and a group column, or is a header. */
export function sniffInventoryCsv({ text }: Probe): number {
  if (text === null) return 0;
  const reader = makeDelimitedReader({ isHeader: isInventoryHeader });
  const records = [...reader.push(text), ...reader.end()];
  const header = records.find(({ line, cells }) => line <= HEADER_LINES && isInventoryHeader(cells));
  if (header !== undefined)
    return mapHeader(header.cells).filter(({ meaning }) => meaning !== null).length > 2 ? 0.9 : 0.7;
  const filled = records.filter(({ blank }) => !blank);
  return /^\s*[[{<]/.test(text) ? 0 : rateTable(filled);
}

/** Prose and logs have commas, too: a table has a header and rows as wide. */
function rateTable(records: ReturnType<ReturnType<typeof makeDelimitedReader>['end']>): number {
  const header = findHeader(records);
  if (header === null || !header.cells.some((cell) => /\p{L}/u.test(cell))) return 0;
  // The last one may be cut.
  const below = records.filter(({ line }) => line > header.line);
  const asWide = below.filter(({ cells }) => cells.length === header.cells.length).length;
  if (below.length + 1 < ROWS_NEEDED || asWide < Math.max(1, below.length * 0.8 - 1)) return 0;
  const known = mapHeader(header.cells).filter(({ meaning }) => meaning !== null).length;
  return Math.min(0.6, PERHAPS + 0.1 * known);
}

export async function readInventoryCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: InventoryCsvOptions,
): Promise<Result<InventoryReading>> {
  const text = makeTextStream();
  const reader = makeDelimitedReader({ isHeader: isInventoryHeader });
  const table = makeInventoryTable(options, () => {
    const delimiter = reader.delimiter ?? ',';
    return { delimiter, decimal: delimiter === ';' ? ',' : '.' };
  });
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    reader.pass(text.push(chunk), table);
    options.onProgress?.(bytes);
    if (text.failure !== null) return failure(text.failure);
    if (table.stopped !== null) return table.stopped;
  }
  if (bytes === 0)
    return failure(issue('error', 'empty-file', WHOLE_FILE, 'The file is empty.', { done: 'Nothing was read.' }));
  reader.pass(text.end(), table);
  if (text.failure !== null) return failure(text.failure);
  reader.passEnd(table);
  for (const found of text.issues()) table.log.add(found);
  return table.finish(text.encoding);
}
