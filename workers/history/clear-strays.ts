import type { HistoryDatabase } from '../../src/store/history-database';
import { removeStrays } from '../../src/store/remove-strays';
import { isForgotten, throwAway } from '../../src/store/set-aside';
import { isAtWork } from '../../src/store/work-locks';

/** Before something is written: what closed tabs left half done takes up room. */
export async function clearStrays(db: HistoryDatabase): Promise<void> {
  await throwAway(db, isForgotten(Date.now()));
  await removeStrays(db, async (owner) => {
    // A run of a search works under its own name, what an import saw under that of its history.
    const search = owner.replace(/~[^~]*$/, '');
    const answers = await Promise.all([owner, search, search.replace(/^import-/, '')].map(isAtWork));
    return answers.includes(null) ? null : answers.includes(true);
  });
}

/** Where there is no room: what was removed a moment ago can still be brought back, and takes up some. @returns '': nothing was */
export async function describeSetAside(db: HistoryDatabase): Promise<string> {
  if ((await db.removed.count()) === 0) return '';
  return ' What was removed within the last hour still takes room, until the line that offers it back is closed.';
}
