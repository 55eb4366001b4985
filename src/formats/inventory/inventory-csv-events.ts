/** Enabled events in one cell: `all`, `none`, `1; 3; 7-10`, `all except 7`. Ids with separators stand in quotes. */
import type { EventSelection } from '../../domain/sensors/inventory';
import { isNothing } from './inventory-csv-values';

export interface ReadEvents {
  readonly selection: EventSelection;
  /** Ids that the sensor does not have; kept in the selection. */
  readonly unknown: readonly string[];
  /** Ranges that name no event of the sensor and are too long to write out. */
  readonly unreadable: readonly string[];
}

const ALL = /^(?:all|all events|everything|any|\*|alle|tous|toutes|todos)$/i;
const NONE = /^(?:none|no events|keine|aucun|ninguno)$/i;
const EXCEPT =
  /^(?:all|everything|\*|alle|tous|toutes|todos)?\s*(?:events\s+)?(?:except|but|without|excluding|außer|ohne|sauf|excepto|salvo)\b:?\s*/i;
const RANGE = /^(\d+)\s*(?:-|–|—|\.\.|to|bis)\s*(\d+)$/i;
const TOKEN = /"((?:[^"]|"")*)"|([^,;|\n"]+)/g;
/** A range for a sensor whose events are unknown is written out up to this many ids. */
const RANGE_LIMIT = 1000;

/**
 * @param known ids of the sensor's events; empty for a sensor that has none yet
 */
export function readEvents(cell: string, known: ReadonlySet<string>): ReadEvents {
  const text = cell.trim();
  if (isNothing(text) || ALL.test(text)) return { selection: { mode: 'all' }, unknown: [], unreadable: [] };
  if (NONE.test(text)) return { selection: { mode: 'only', ids: [] }, unknown: [], unreadable: [] };
  const except = EXCEPT.exec(text);
  const { ids, unknown, unreadable } = readIds(except === null ? text : text.slice(except[0].length), known);
  return { selection: { mode: except === null ? 'only' : 'except', ids }, unknown, unreadable };
}

function readIds(list: string, known: ReadonlySet<string>) {
  const byFolded = new Map(Array.from(known, (id) => [id.toLowerCase(), id]));
  const ids = new Set<string>();
  const unknown = new Set<string>();
  const unreadable: string[] = [];

  function take(word: string, quoted: boolean): boolean {
    const found = known.has(word) ? word : quoted ? undefined : byFolded.get(word.toLowerCase());
    const range = quoted || found !== undefined ? null : RANGE.exec(word);
    if (found !== undefined) {
      ids.add(found);
    } else if (range !== null) {
      const expanded = expandRange(Number(range[1]), Number(range[2]), known);
      if (expanded === null) unreadable.push(word);
      for (const id of expanded ?? []) {
        if (known.has(id)) ids.add(id);
        else keepUnknown(id);
      }
    } else {
      // A code that several logs share, or a table with all that is recorded in it.
      const shared = quoted ? [] : [...known].filter((id) => id.endsWith(`/${word}`) || id.startsWith(`${word}/`));
      for (const id of shared) ids.add(id);
      return shared.length > 0;
    }
    return true;
  }

  for (const match of list.matchAll(TOKEN)) {
    const quoted = match[1] !== undefined;
    const word = quoted ? (match[1] ?? '').replaceAll('""', '"') : (match[2] ?? '').trim();
    if (word === '' && !quoted) continue;
    if (take(word, quoted)) continue;
    const bare = word.replace(/^(?:event ?ids?|events?|eid|ids?)\s*[:#]?\s*(?=\S)/i, '');
    const pieces = bare.split(/\s+(?:(?:and|und|et|y|&)\s+)?/i);
    if (!quoted && pieces.every((piece) => /^\d+(?:[-–]\d+)?$/.test(piece) || byFolded.has(piece.toLowerCase()))) {
      for (const piece of pieces) if (!take(piece, false)) keepUnknown(piece);
    } else {
      keepUnknown(word);
    }
  }

  function keepUnknown(word: string): void {
    ids.add(word);
    unknown.add(word);
  }

  return { ids: [...ids], unknown: [...unknown], unreadable };
}

/** The sensor's events in a range of numbers; all numbers of it for a sensor that has none there; `null`: too many. */
function expandRange(from: number, to: number, known: ReadonlySet<string>): readonly string[] | null {
  if (to < from) return null;
  const within = [...known].filter((id) => /^\d+$/.test(id) && Number(id) >= from && Number(id) <= to);
  if (within.length > 0) return within.sort((one, other) => Number(one) - Number(other));
  if (to - from >= RANGE_LIMIT) return null;
  return Array.from({ length: to - from + 1 }, (_, offset) => String(from + offset));
}

/** The cell that `readEvents` reads back to the same selection. */
export function writeEvents(selection: EventSelection, known: ReadonlySet<string>): string {
  if (selection.mode === 'all') return 'all';
  const list = selection.ids.map((id) => (isPlainId(id, known) ? id : `"${id.replaceAll('"', '""')}"`)).join('; ');
  if (selection.mode === 'except') return `all except ${list}`;
  return selection.ids.length === 0 ? 'none' : list;
}

/** Whether an id reads back as itself without quotes. */
function isPlainId(id: string, known: ReadonlySet<string>): boolean {
  if (id === '' || id !== id.trim()) return false;
  const { selection } = readEvents(id, known);
  return selection.mode === 'only' && selection.ids.length === 1 && selection.ids[0] === id;
}
