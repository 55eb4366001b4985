import { type History, isDamaged } from '../../src/domain/history/history';
import type { HistoryDatabase } from '../../src/store/history-database';
import type { HistoryDetail } from '../contract/imports';

/** A history that seems to be of this file, by name and size: its hash is not known yet. */
export async function findKnownHistory(
  db: HistoryDatabase,
  file: { readonly name: string; readonly size: number },
): Promise<HistoryDetail['known']> {
  const found = await db.histories
    .filter(({ size, fileName }) => size === file.size && isNamed(fileName, file))
    .first();
  return found === undefined ? null : toKnown(found);
}

export function toKnown(history: History): NonNullable<HistoryDetail['known']> {
  const { id, name, complete, rows } = history;
  return { id, name, complete, isDamaged: isDamaged(history), rows };
}

/** Histories of the same content: importing it once more would count its records twice. */
export async function listSameHistories(
  db: HistoryDatabase,
  file: { readonly name: string; readonly size: number },
  sha256: () => Promise<string>,
): Promise<readonly History[]> {
  const sameSize = await db.histories.filter(({ size }) => size === file.size).toArray();
  // Of another size is another content; a hash takes as long as reading.
  if (sameSize.length === 0) return [];
  const hash = await sha256();
  return sameSize.filter((history) =>
    history.sha256 === '' ? isNamed(history.fileName, file) : history.sha256 === hash,
  );
}

function isNamed(fileName: string, { name }: { readonly name: string }): boolean {
  return fileName === name || fileName === `${name}.gz`;
}
