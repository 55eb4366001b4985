/** What can be taken away. Types only: importing this file loads no code. */

export type ExportKind = 'navigator-layer' | 'coverage-table' | 'inventory-table' | 'smap-stix';

export interface ExportContext {
  /** ISO 8601 date and time of the export. */
  readonly at: string;
  readonly tlp: string;
  /** Positions of the techniques that pass the screen's filters; `null`: all. */
  readonly shown: readonly number[] | null;
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}
