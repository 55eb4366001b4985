import type { ColumnReader, ColumnWriter } from '../columns/column';
import type { RecordSink } from '../columns/record-sink';
import { PLACE_FIELDS } from './fields';

/** Records that a search matched are kept whole, in segments of the search, with what matched and where they are from. */

/** Beside the record's own fields. */
export const COPY_FIELDS = {
  history: 'vedette.history',
  /** The line as it stands in the file. */
  source: 'vedette.source',
  /** Of each match type, field and value, separated by tabs. */
  matches: 'vedette.matches',
} as const;

export interface RecordMatch {
  readonly type: string;
  readonly value: string;
  readonly field: string;
}

export interface CopiedRecord {
  readonly history: string;
  /** `null`: not known. */
  readonly source: string | null;
  readonly matches: readonly RecordMatch[];
}

export interface RecordCopier {
  /** @param columns of the record's segment, all of them */
  copy(columns: readonly ColumnReader[], row: number, said: CopiedRecord): void;
}

const PLACES: ReadonlySet<string> = new Set(PLACE_FIELDS);

export function makeRecordCopier(sink: RecordSink): RecordCopier {
  const writers = new Map<string, ColumnWriter>();
  const writerOf = ({ field, kind }: Pick<ColumnReader, 'field' | 'kind'>) => {
    const known = writers.get(field);
    if (known !== undefined) return known;
    const made = sink.column(field, kind);
    writers.set(field, made);
    return made;
  };
  const own = (field: string, kind: 'text' | 'list') => writerOf({ field, kind });
  return {
    copy(columns, row, { history, source, matches }) {
      const [line, offset, length] = PLACE_FIELDS.map(
        (field) => columns.find((column) => column.field === field)?.numberAt(row) ?? 0,
      );
      sink.begin(line ?? 0, offset ?? 0, length ?? 0);
      for (const column of columns) {
        if (PLACES.has(column.field) || column.isAbsent(row)) continue;
        const writer = writerOf(column);
        const number = column.kind === 'number' || column.kind === 'time' ? column.numberAt(row) : null;
        if (number !== null) writer.putNumber(number);
        else writer.putText(column.textAt(row) ?? '');
      }
      own(COPY_FIELDS.history, 'text').putText(history);
      if (source !== null) own(COPY_FIELDS.source, 'text').putText(source);
      own(COPY_FIELDS.matches, 'list').putText(matches.map(writeMatch).join('\n'));
    },
  };
}

function writeMatch({ type, value, field }: RecordMatch): string {
  return [type, field, value].map((part) => part.replace(/[\t\n]/g, ' ')).join('\t');
}

export function readMatch(written: string): RecordMatch {
  const [type = '', field = '', ...value] = written.split('\t');
  return { type, field, value: value.join('\t') };
}
