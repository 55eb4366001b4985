/** One matched record, whole. */
export interface MatchedRecord {
  /** Fields in the order of the source; times as ms in `time`. */
  readonly fields: readonly (readonly [field: string, value: string])[];
  readonly time: number | null;
  readonly history: string;
  readonly fileName: string;
  readonly sha256: string;
  /** Member of an archive; empty: the file itself. */
  readonly member: string;
  readonly line: number;
  /** Bytes. */
  readonly offset: number;
  readonly length: number;
  /** The source line itself, where it is known. */
  readonly source: string | null;
  readonly matches: readonly { readonly type: string; readonly value: string; readonly field: string }[];
}
