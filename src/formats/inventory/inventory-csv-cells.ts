/** The cells of one row by what their columns mean, and the issues that reading them raises. */
import { excerpt, type Issue, type IssueSeverity, issue } from '../../domain/result';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { restoreFormula } from '../delimited-text';
import type { MappedHeader } from './inventory-csv-columns';
import { type DecimalMark, isNothing, readCellNumber, UNREADABLE, type Unreadable } from './inventory-csv-values';

export interface RowCells {
  readonly mark: DecimalMark;
  readonly issues: Issue[];
  header(meaning: InventoryMeaning): MappedHeader | undefined;
  /** As the file has it, outer spaces aside. */
  raw(meaning: InventoryMeaning): string;
  /** Without the apostrophe that keeps spreadsheets from computing it. */
  text(meaning: InventoryMeaning): string;
  report(severity: IssueSeverity, code: string, meaning: InventoryMeaning, message: string, done: string): void;
  /**
   * `null` where the cell says nothing, and where it cannot be read: then an issue says what was expected.
   * @param done what is made of a cell that cannot be read
   */
  value<T>(
    meaning: InventoryMeaning,
    read: (cell: string) => T | null | Unreadable,
    expected: string,
    done?: string,
  ): T | null;
  /** A number that is not negative. */
  amount(meaning: InventoryMeaning, expected: string): number | null;
  reportAmbiguousNumber(meaning: InventoryMeaning, read: number): void;
  /** Words of a list; those that are not known are told about once. */
  words<T>(
    meaning: InventoryMeaning,
    read: (cell: string) => { readonly known: readonly T[]; readonly unknown: readonly string[] },
    tell: (unknown: string) => { readonly code: string; readonly message: string; readonly done: string },
  ): readonly T[] | null;
}

/** No number, date or share is longer; patterns are not tried on more. */
const LONGEST_VALUE = 120;

export function makeCellsReader(columns: readonly MappedHeader[], mark: DecimalMark) {
  const positions = new Map<InventoryMeaning, number>();
  columns.forEach(({ meaning }, at) => {
    if (meaning !== null) positions.set(meaning, at);
  });

  return (row: number, cells: readonly string[]): RowCells => {
    const issues: Issue[] = [];
    const reader: RowCells = {
      mark,
      issues,
      header: (meaning) => columns[positions.get(meaning) ?? -1],
      raw: (meaning) => cells[positions.get(meaning) ?? -1]?.trim() ?? '',
      text: (meaning) => restoreFormula(reader.raw(meaning)),
      report(severity, code, meaning, message, done) {
        const place = { kind: 'row', row, column: reader.header(meaning)?.header ?? meaning } as const;
        const found = excerpt(reader.raw(meaning));
        issues.push(issue(severity, code, place, message, found === '' ? { done } : { found, done }));
      },
      value<T>(
        meaning: InventoryMeaning,
        read: (cell: string) => T | null | Unreadable,
        expected: string,
        done = 'Left empty.',
      ): T | null {
        const cell = reader.text(meaning);
        const result = cell === '' ? null : cell.length > LONGEST_VALUE ? UNREADABLE : read(cell);
        if (result !== UNREADABLE) return result as T | null;
        reader.report('warning', 'unreadable-value', meaning, `This is not ${expected}.`, done);
        return null;
      },
      amount(meaning, expected) {
        return reader.value(
          meaning,
          (cell) => {
            if (isNothing(cell)) return null;
            const read = readCellNumber(cell, mark);
            if (read === UNREADABLE || read.value < 0) return UNREADABLE;
            if (read.ambiguous) reader.reportAmbiguousNumber(meaning, read.value);
            return read.value;
          },
          expected,
        );
      },
      reportAmbiguousNumber(meaning, read) {
        const message = 'The mark in this number may separate thousands or decimals.';
        reader.report('warning', 'ambiguous-number', meaning, message, `Read as ${read}.`);
      },
      words(meaning, read, tell) {
        const cell = reader.text(meaning);
        if (isNothing(cell)) return null;
        const { known, unknown } = read(cell);
        if (unknown.length > 0) {
          const { code, message, done } = tell(excerpt(unknown.join(', ')));
          reader.report('warning', code, meaning, message, done);
        }
        return known.length === 0 ? null : known;
      },
    };
    return reader;
  };
}
