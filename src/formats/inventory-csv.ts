/**
 * An inventory as a table: one row per sensor and system group, made by hand, by a spreadsheet or by another system.
 * The columns and every message: docs/formats/inventory-csv.md. Nothing of a row is dropped without a word.
 */
import { failure, issue, type Result, WHOLE_FILE } from '../domain/result';
import { makeDelimitedReader } from './delimited-text';
import { isInventoryHeader, mapHeader } from './inventory-csv-columns';
import {
  HEADER_LINES,
  type InventoryCsvOptions,
  type InventoryReading,
  makeInventoryTable,
} from './inventory-csv-table';
import type { Probe } from './probe';
import { makeTextStream } from './text-decoding';

/** 0 (no) to 1 (certain): whether a row near the beginning names a sensor column and a group column. */
export function sniffInventoryCsv({ text }: Probe): number {
  if (text === null) return 0;
  const reader = makeDelimitedReader({ isHeader: isInventoryHeader });
  const records = [...reader.push(text), ...reader.end()];
  const header = records.find(({ line, cells }) => line <= HEADER_LINES && isInventoryHeader(cells));
  if (header === undefined) return 0;
  return mapHeader(header.cells).filter(({ meaning }) => meaning !== null).length > 2 ? 0.9 : 0.7;
}

export async function readInventoryCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: InventoryCsvOptions,
): Promise<Result<InventoryReading>> {
  const text = makeTextStream();
  const reader = makeDelimitedReader({ isHeader: isInventoryHeader });
  const table = makeInventoryTable(options, () => reader.delimiter ?? ',');
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    const stop = table.take(reader.push(text.push(chunk))) ?? (text.failure === null ? null : failure(text.failure));
    options.onProgress?.(bytes);
    if (stop !== null) return stop;
  }
  if (bytes === 0)
    return failure(issue('error', 'empty-file', WHOLE_FILE, 'The file is empty.', { done: 'Nothing was read.' }));
  const rest = text.end();
  if (text.failure !== null) return failure(text.failure);
  const stop = table.take([...reader.push(rest), ...reader.end()]);
  if (stop !== null) return stop;
  for (const found of text.issues()) table.log.add(found);
  return table.finish(text.encoding);
}
