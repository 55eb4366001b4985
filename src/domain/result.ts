/**
 * Expected failures are values. A `Result` crosses worker boundaries unchanged, which a thrown error with
 * fields of its own does not. Bugs throw.
 */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export type IssueSeverity = 'error' | 'warning' | 'note';

/** Where in the input something was found. Rows, lines and columns count from 1, as an editor shows them. */
export type Place =
  | { readonly kind: 'file' }
  | { readonly kind: 'row'; readonly row: number; readonly column?: string }
  | { readonly kind: 'line'; readonly line: number; readonly column?: number }
  | { readonly kind: 'path'; readonly path: string };

/** One thing that was wrong or worth saying about an input, where it stands, and what was done about it. */
export interface Issue {
  /** Stable, kebab-case: tests and translations hang on it. */
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly place: Place;
  /** A whole sentence for the analyst: what is wrong. */
  readonly message: string;
  /** The offending text, shortened by `excerpt`. */
  readonly found?: string;
  /** What was done: "row left out", "read as 0.5". Empty when nothing was read at all. */
  readonly done?: string;
}

export function success<T>(value: T, issues: readonly Issue[] = []): Result<T> {
  return { ok: true, value, issues };
}

export function failure(...issues: readonly Issue[]): Result<never> {
  return { ok: false, issues };
}

export function issue(
  severity: IssueSeverity,
  code: string,
  place: Place,
  message: string,
  detail: { readonly found?: string; readonly done?: string } = {},
): Issue {
  return { code, severity, place, message, ...detail };
}

export const WHOLE_FILE: Place = { kind: 'file' };

/** Text from an input, cut to a length that fits a message; control characters become spaces. */
export function excerpt(text: string, limit = 80): string {
  const oneLine = text.replace(/\p{Cc}+/gu, ' ').trim();
  return oneLine.length > limit ? `${oneLine.slice(0, limit - 1)}…` : oneLine;
}

/** "row 12, column hosts", "line 3", "objects[4].name", "the file". */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case 'file':
      return 'the file';
    case 'row':
      return place.column === undefined ? `row ${place.row}` : `row ${place.row}, column ${place.column}`;
    case 'line':
      return place.column === undefined ? `line ${place.line}` : `line ${place.line}, column ${place.column}`;
    case 'path':
      return place.path;
  }
}
