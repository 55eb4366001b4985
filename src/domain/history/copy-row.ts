import type { ColumnReader, ColumnWriter } from '../columns/column';
import type { OpenSegment } from '../columns/open-column';
import type { SegmentSink } from '../columns/record-sink';
import { PLACE_FIELDS } from './fields';

/** Texts that a copied record has beside its own fields: of lists, the members are already joined. */
export type AddedText = readonly (readonly [field: string, text: string])[];

/** Copies rows of a segment into a sink, whole: every column, and where the record stands in its file. */
export function makeRowCopier(segment: OpenSegment, sink: SegmentSink): (row: number, added: AddedText) => void {
  const places = PLACE_FIELDS.map((field) => segment.reader(field));
  const pairs = segment.fields
    .filter((field) => !PLACE_FIELDS.some((place) => place === field))
    .flatMap((field): (readonly [ColumnReader, ColumnWriter])[] => {
      const reader = segment.reader(field);
      return reader === null ? [] : [[reader, sink.column(field, reader.kind)]];
    });
  return (row, added) => {
    const [line, offset, length] = places.map((place) => place?.numberAt(row) ?? 0);
    sink.begin(line ?? 0, offset ?? 0, length ?? 0);
    for (const [reader, writer] of pairs) copyValue(reader, writer, row);
    for (const [field, text] of added) sink.column(field).putText(text);
  };
}

function copyValue(reader: ColumnReader, writer: ColumnWriter, row: number): void {
  if (reader.isAbsent(row)) return;
  const number = reader.numberAt(row);
  if (number !== null) {
    writer.putNumber(number);
    return;
  }
  const { packed = null, codes } = reader.values ?? {};
  if (packed === null || codes === undefined) {
    const text = reader.textAt(row);
    if (text !== null) writer.putText(text);
    return;
  }
  const code = codes[row] ?? 0;
  writer.putBytes(packed.bytes, packed.ends[code - 1] ?? 0, packed.ends[code] ?? 0);
}
