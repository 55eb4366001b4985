/** What can be taken away. Types only: importing this file loads no code. */

export type ExportKind =
  | 'navigator-layer'
  | 'coverage-table'
  | 'coverage-workbook'
  | 'matrix-svg'
  | 'matrix-png'
  | 'inventory-table'
  | 'inventory-workbook';

export interface ExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly tlp: string;
  /** Positions of the techniques that pass the screen's filters; `null`: all. */
  readonly shown: readonly number[] | null;
  /** Techniques whose sub-techniques a picture shows; when filters leave out some, those that pass stand in it anyway. */
  readonly unfolded: readonly number[];
}

/** Text, or bytes that the worker hands over. */
export type ExportedFile = { readonly name: string; readonly mediaType: string } & (
  | { readonly text: string }
  | { readonly bytes: ArrayBuffer }
);
