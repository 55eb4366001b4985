/** What the hunter does with a sheet. Pure; the time is handed in. */
import type { HuntEntry, HuntSheet } from './hunt-sheet';

export function makeHuntSheet(id: string, title: string): HuntSheet {
  return { id, title, startedAt: null, finishedAt: null, hunter: '', notes: '', entries: [] };
}

/** The first tick begins the hunt. An entry that says nothing any more is none. */
export function changeEntry(
  sheet: HuntSheet,
  key: string,
  change: Partial<Pick<HuntEntry, 'outcome' | 'notes'>>,
  at: string,
): HuntSheet {
  const before = findEntry(sheet, key);
  const entry: HuntEntry = { key, outcome: 'open', notes: '', ...before, ...change, at };
  if (before !== undefined && before.outcome === entry.outcome && before.notes === entry.notes) return sheet;
  const isEmpty = entry.outcome === 'open' && entry.notes === '';
  const entries =
    before === undefined
      ? [...sheet.entries, ...(isEmpty ? [] : [entry])]
      : sheet.entries.flatMap((each) => (each.key !== key ? each : isEmpty ? [] : entry));
  const begins = sheet.startedAt === null && entry.outcome !== 'open';
  return { ...sheet, startedAt: begins ? at : sheet.startedAt, entries };
}

export function findEntry(sheet: HuntSheet | undefined, key: string): HuntEntry | undefined {
  return sheet?.entries.find((entry) => entry.key === key);
}

export interface HuntProgress {
  readonly all: number;
  readonly lookedAt: number;
  readonly found: number;
  readonly notPossible: number;
}

export function countProgress(sheet: HuntSheet | undefined, keys: readonly string[]): HuntProgress {
  const outcomes = keys.map((key) => findEntry(sheet, key)?.outcome ?? 'open');
  const count = (wanted: HuntEntry['outcome']) => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    all: keys.length,
    lookedAt: keys.length - count('open'),
    found: count('found'),
    notPossible: count('not-possible'),
  };
}
