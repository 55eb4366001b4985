/**
 * An inventory in an Excel workbook: the sheet that looks most like one, read as any table is (docs/formats/inventory-xlsx.md).
 */
import { excerpt, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { DelimitedRecord } from '../delimited-records';
import { openWorkbook, type Workbook } from '../workbook/workbook';
import {
  type InventoryCsvOptions,
  type InventoryReading,
  makeContentTools,
  makeInventoryTable,
} from './inventory-csv-table';
import { findHeader, layOut } from './inventory-layout';

export interface WorkbookReading extends InventoryReading {
  readonly sheets: { readonly names: readonly string[]; readonly chosen: string };
}

/** Rows by which sheets are compared. */
const ROWS_COMPARED = 60;
const SHEETS_COMPARED = 50;
/** Rows by which the width of a sheet is told. */
const ROWS_MEASURED = 300;

/** @param sheet its name; `null`: the one that looks most like an inventory */
export function readInventoryXlsx(
  bytes: Uint8Array,
  sheet: string | null,
  options: InventoryCsvOptions,
): Result<WorkbookReading> {
  const workbook = openWorkbook(bytes);
  if (!workbook.ok) return workbook;
  const { sheets } = workbook.value;
  const chosen = sheets.find(({ name }) => name === sheet)?.name ?? chooseSheet(workbook.value, options);
  const table = makeInventoryTable(options, () => ({ delimiter: ',', decimal: '.' }));
  const width = measureWidth(workbook.value, chosen);
  const read = workbook.value.readSheet(chosen, (record) => {
    table.record(pad(record, width));
    return table.stopped === null;
  });
  if (!read.ok) return read;
  const others = sheets.filter(({ name }) => name !== chosen);
  if (others.length > 0) {
    const names = others.map(({ name, isHidden }) => (isHidden ? `${name} (hidden)` : name)).join(', ');
    const message = `The sheet "${excerpt(chosen)}" was read; the workbook has ${others.length === 1 ? 'another one' : `${others.length} others`}.`;
    table.log.add(
      issue('note', 'other-sheets', WHOLE_FILE, message, { found: excerpt(names, 200), done: 'Not read.' }),
    );
  }
  const result = table.finish('utf-8');
  if (!result.ok) return result;
  return success({ ...result.value, sheets: { names: sheets.map(({ name }) => name), chosen } }, result.issues);
}

function chooseSheet(workbook: Workbook, options: InventoryCsvOptions): string {
  const rated = workbook.sheets.slice(0, SHEETS_COMPARED).map(({ name, isHidden }, at) => ({
    name,
    score: rateSheet(firstRows(workbook, name, ROWS_COMPARED), options) - (isHidden ? 4 : 0) - at / 1000,
  }));
  return rated.reduce((best, next) => (next.score > best.score ? next : best)).name;
}

/** By how many columns are understood, the one with the sensors before all. */
function rateSheet(records: readonly DelimitedRecord[], options: InventoryCsvOptions): number {
  const filled = records.filter(({ blank }) => !blank);
  const header = findHeader(filled);
  if (header === null) return filled.length === 0 ? -20 : -10;
  const rows = filled.filter(({ line }) => line > header.line).map(({ cells }) => cells);
  const { columns, missing } = layOut(
    header,
    rows,
    makeContentTools(options),
    {},
    options.recall?.(header.cells) ?? null,
  );
  const understood = columns.filter(({ meaning }) => meaning !== null).length;
  return understood + (missing.length === 0 ? 6 : 0) + Math.min(rows.length, 20) / 10;
}

function firstRows(workbook: Workbook, name: string, most: number): readonly DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  workbook.readSheet(name, (record) => records.push(record) < most);
  return records;
}

/** Rows end with their last filled cell; a table is as wide as its widest row. */
function measureWidth(workbook: Workbook, name: string): number {
  return Math.max(0, ...firstRows(workbook, name, ROWS_MEASURED).map(({ cells }) => cells.length));
}

function pad(record: DelimitedRecord, width: number): DelimitedRecord {
  if (record.cells.length >= width) return record;
  return { ...record, cells: [...record.cells, ...Array<string>(width - record.cells.length).fill('')] };
}
