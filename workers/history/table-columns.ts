import type { HistoryFormat } from '../../src/formats/history/history-reader';
import type { HistoryColumn } from '../contract/imports';

/** How the columns of a table are read: for the wizard. `null`: the format names its fields itself. */
export function guessColumns(
  _format: HistoryFormat,
  _head: Uint8Array,
  _chosen: readonly (string | null)[] | null,
): readonly HistoryColumn[] | null {
  return null;
}
