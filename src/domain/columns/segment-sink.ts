import { kindOfField } from '../history/fields';
import { AddressColumn } from './address-column';
import { type ColumnWriter, type FieldKind, SEGMENT_ROWS, type SealedColumn } from './column';
import type { Cursor, SegmentColumn } from './cursor';
import { NumberColumn } from './number-column';
import type { OnSegment, SegmentSink } from './record-sink';
import { TextColumn } from './text-column';

/** A segment with as much text ends early: what is open stays in memory. */
const SEGMENT_TEXT = 32 * 1024 * 1024;

/** Records in, segments out. Columns come in the order in which they were asked for, after the three of the place. */
export function makeSegmentSink(onSegment: OnSegment): SegmentSink {
  const cursor: Cursor = { row: 0, text: 0 };
  const columns = new Map<string, ColumnWriter & SegmentColumn>();
  const line = addNumbers('record.line', true);
  const offset = addNumbers('record.offset', true);
  const length = addNumbers('record.length', false);
  let time: NumberColumn | null = null;
  let isOpen = false;
  let count = 0;

  function addNumbers(field: string, isDifferences: boolean): NumberColumn {
    const column = new NumberColumn(field, 'number', cursor, isDifferences);
    columns.set(field, column);
    return column;
  }

  function add(field: string, kind: FieldKind): ColumnWriter & SegmentColumn {
    if (kind === 'address') return new AddressColumn(field, cursor);
    if (kind === 'text' || kind === 'list') return new TextColumn(field, kind, cursor);
    const column = new NumberColumn(field, kind, cursor);
    if (field === '@timestamp') time = column;
    return column;
  }

  function clearRow(): void {
    for (const column of columns.values()) column.clearRow();
  }

  function seal(): void {
    const rows = cursor.row;
    if (rows === 0) return;
    const { from, to } = time === null ? { from: null, to: null } : spanOf(time, rows);
    const sealed: SealedColumn[] = [];
    let bytes = 0;
    for (const column of columns.values()) {
      const data = column.seal(rows);
      if (data === null) continue;
      sealed.push({ field: column.field, kind: column.kind, data });
      bytes += data.byteLength;
    }
    cursor.row = 0;
    cursor.text = 0;
    onSegment({ rows, from, to, bytes, columns: sealed });
  }

  return {
    get count() {
      return count;
    },
    begin(atLine, atOffset, ofLength) {
      if (isOpen) {
        cursor.row++;
        if (cursor.row === SEGMENT_ROWS || cursor.text > SEGMENT_TEXT) seal();
      } else clearRow();
      isOpen = true;
      count++;
      line.putNumber(atLine);
      offset.putNumber(atOffset);
      length.putNumber(ofLength);
    },
    column(field, kind = kindOfField(field)) {
      const known = columns.get(field);
      if (known !== undefined) return known;
      const column = add(field, kind);
      columns.set(field, column);
      return column;
    },
    drop() {
      if (!isOpen) return;
      isOpen = false;
      count--;
      clearRow();
    },
    end() {
      if (isOpen) cursor.row++;
      else clearRow();
      isOpen = false;
      seal();
    },
  };
}

function spanOf(time: NumberColumn, rows: number): { readonly from: number | null; readonly to: number | null } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    const at = time.at(row);
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return Number.isFinite(from) ? { from, to } : { from: null, to: null };
}
