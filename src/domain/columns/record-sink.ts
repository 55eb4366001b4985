import type { ColumnWriter, FieldKind, SealedSegment } from './column';

/**
 * Where readers put records, one after another: `begin`, then the fields, then the next `begin` or `end`. Writers of
 * columns stay valid over the sink's whole life. What is put is kept when the next record begins; `drop` takes the open one
 * back.
 */
export interface RecordSink {
  /**
   * @param line of the record's first line, from 1
   * @param offset of its first byte in the content (of an archive: of the member), from 0
   * @param length in bytes, without the end of its last line
   */
  begin(line: number, offset: number, length: number): void;
  /** The writer for a field; asked for once and kept by the reader. The kind is the field's own, by `kindOfField`. */
  column(field: string, kind?: FieldKind): ColumnWriter;
  drop(): void;
  /** Records kept so far. */
  readonly count: number;
}

/** A sink that cuts its records into segments. */
export interface SegmentSink extends RecordSink {
  /** The last segment; the sink is of no further use. */
  end(): void;
}

export type OnSegment = (segment: SealedSegment) => void;
