import type { RecordSink } from '../../domain/columns/record-sink';
import type { TimeSettings } from '../../domain/history/time-settings';
import type { Issue } from '../../domain/result';
import type { Probe } from '../probe';

/** What a reader of histories is given. */
export interface HistoryContext {
  readonly sink: RecordSink;
  readonly time: TimeSettings;
  /**
   * A record that could not be read and is not kept. What is no record (comments, headers, empty lines) is not reported:
   * records in the file = records kept (`sink.count`) + records reported.
   */
  readonly reject: (found: Issue) => void;
  /** Anything else worth saying; counts for nothing. */
  readonly note: (found: Issue) => void;
  /** How the analyst read the columns of a table, in its order: the field, or `null` for one that is left out. */
  readonly columns: readonly (string | null)[] | null;
  /** ISO 8601 of the file's last change: for formats whose times have no year. */
  readonly fileDate: string;
}

/** Reads one content; the chunks come in order and are cut anywhere, inside a character too. */
export interface HistoryReader {
  /** Nothing is kept of `chunk` after the call. */
  push(chunk: Uint8Array): void;
  end(): void;
}

/** One format of histories: its entry in the registry, and its reader. */
export interface HistoryFormat {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly string[];
  /** Under `docs/formats`. */
  readonly docs: string;
  /** From 0 (no) to 1 (certain). */
  readonly sniff: (probe: Probe) => number;
  readonly make: (context: HistoryContext) => HistoryReader;
}
