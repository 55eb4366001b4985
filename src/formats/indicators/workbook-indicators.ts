/** Spreadsheets of indicators: every visible sheet is a table of its own. */
import { issue, WHOLE_FILE } from '../../domain/result';
import { openWorkbook, type Workbook } from '../workbook/workbook';
import { isSurelyIndicator } from './guess-indicator';
import type { IndicatorColumn, IndicatorContext, IndicatorFacts, IndicatorReader } from './indicator-reader';
import { makeFacts, makeStatementTaker } from './statement-taker';
import { type ColumnGuess, describeColumns, guessIndicatorColumns } from './table-columns';
import { makeRowReader, type RowReader } from './table-rows';
import { makeWholeReader } from './whole-reader';

const GUESSED_BY = 200;

export function makeWorkbookIndicatorReader(context: IndicatorContext): IndicatorReader {
  return makeWholeReader((bytes) => readWorkbookIndicators(bytes, context));
}

export function readWorkbookIndicators(bytes: Uint8Array, context: IndicatorContext): IndicatorFacts {
  const opened = openWorkbook(bytes);
  if (!opened.ok) {
    for (const found of opened.issues) context.reject(found);
    return makeFacts(0);
  }
  const taker = makeStatementTaker(context);
  let title = '';
  let isFirst = true;
  for (const { name } of opened.value.sheets.filter(({ isHidden }) => !isHidden)) {
    const listed = listRows(opened.value, name);
    const guess = guessIndicatorColumns(listed);
    if (!guess.columns.some(({ role }) => role === 'value')) {
      const message = `The sheet "${name}" has no column of values.`;
      context.note(
        issue('note', 'sheet-without-values', WHOLE_FILE, message, {
          done: 'Cells that are surely values were taken.',
        }),
      );
    }
    // What the analyst said of the columns is about the first sheet.
    const columns: readonly IndicatorColumn[] = (isFirst ? context.columns : null) ?? guess.columns;
    if (isFirst) context.tellColumns?.(describeColumns(guess, listed, columns));
    isFirst = false;
    const rows = makeRowReader(columns, taker, context);
    const read = readSheet(opened.value, name, guess, rows);
    for (const found of read) context.reject(found);
    rows.end();
    title ||= rows.title;
  }
  return makeFacts(taker.items, { name: title });
}

/** Whether some sheet is a table of indicators: for a workbook that may be an inventory as well. */
export function isIndicatorWorkbook(bytes: Uint8Array): boolean {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return false;
  return opened.value.sheets.some(({ name, isHidden }) => {
    if (isHidden) return false;
    const rows = listRows(opened.value, name);
    const values = guessIndicatorColumns(rows).columns.flatMap(({ role }, at) => (role === 'value' ? [at] : []));
    const cells = rows
      .slice(1)
      .flatMap((row) => values.map((at) => row[at] ?? ''))
      .filter((cell) => cell.trim() !== '');
    return cells.length > 0 && cells.filter(isSurelyIndicator).length >= cells.length * 0.5;
  });
}

function listRows(workbook: Workbook, name: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  workbook.readSheet(name, ({ cells, blank }) => {
    if (!blank) rows.push(cells);
    return rows.length < GUESSED_BY;
  });
  return rows;
}

function readSheet(workbook: Workbook, name: string, guess: ColumnGuess, rows: RowReader) {
  let isHeader = guess.hasHeader;
  const read = workbook.readSheet(name, (record) => {
    if (record.blank) return true;
    if (isHeader) isHeader = false;
    else rows.row(record.cells, `${name}, row ${record.line}`, { kind: 'row', row: record.line, column: name });
    return true;
  });
  return read.ok ? [] : read.issues;
}
