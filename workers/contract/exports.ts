/** What can be taken away. Types only: importing this file loads no code. */

export type ExportKind =
  | 'navigator-layer'
  | 'coverage-table'
  | 'coverage-workbook'
  | 'matrix-svg'
  | 'matrix-png'
  | 'inventory-table'
  | 'inventory-workbook'
  | 'dettect-data-sources'
  | 'smap-stix';

export interface ExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly tlp: string;
  /** Positions of the techniques that pass the screen's filters; `null`: all. */
  readonly shown: readonly number[] | null;
  /** Absent: all of it, no sub-techniques. */
  readonly drawn?: DrawnMatrix;
  /** Of a kept file, where there are several to write into. */
  readonly documentId?: string;
}

/** What the screen says of an export, beyond what every export is told. */
export type ExportChoices = Partial<Omit<ExportContext, 'at' | 'tlp' | 'shown'>>;

/** How the screen draws the matrix, for what draws it too. */
export interface DrawnMatrix {
  /** Id of the only tactic; `null`: all. */
  readonly tactic: string | null;
  /** Techniques whose sub-techniques are shown; when filters leave out some, those that pass stand there anyway. */
  readonly unfolded: readonly number[];
}

/** Text, or bytes that the worker hands over. */
export type ExportedFile = { readonly name: string; readonly mediaType: string } & (
  | { readonly text: string }
  | { readonly bytes: ArrayBuffer }
);
