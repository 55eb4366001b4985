import { findValues } from './find-observables';
import { normaliseObservable } from './normalise-observable';
import type { Observable, ObservableType } from './observable';

/** Of text that somebody typed or pasted to look for what is in it: every value, and what nothing was made of. */
export interface PastedValues {
  /** Each once, in the order of the text. */
  readonly values: readonly Observable[];
  /** Lines that gave nothing, shortened; the first of them. */
  readonly unread: readonly string[];
  readonly unreadCount: number;
}

/** Characters; more is a file to import. */
export const LONGEST_PASTE = 500_000;
const LISTED = 20;
const SHOWN_LENGTH = 80;
/** What a whole line may be that a text of prose never gives by its look alone. */
const WHOLE_LINES: readonly ObservableType[] = ['ip-range', 'cidr', 'ja4', 'as-number', 'registry-key'];

/** A STIX pattern is not its values: each of them would be looked for by itself. It comes in a file. */
const PATTERN =
  /^\s*\(*\s*\[\s*(?:NOT\s+)?\(*\s*(?:EXISTS\s+)?[a-z0-9-]{3,64}:[\w.'"[\]*-]{1,200}\s*(?:=|!=|[<>]|NOT\b|IN\b|LIKE\b|MATCHES\b|ISSU)/;

export function readPastedValues(text: string): PastedValues {
  const given = text.slice(0, LONGEST_PASTE);
  const values = new Map<string, Observable>();
  const put = ({ type, value }: Observable) => {
    if (!values.has(`${type} ${value}`)) values.set(`${type} ${value}`, { type, value });
  };
  const unread: string[] = [];
  let unreadCount = 0;
  const found = findValues(given);
  let next = 0;
  let start = 0;
  for (const line of given.split('\n')) {
    const end = start + line.length;
    const inLine = [];
    for (; next < found.length && (found[next]?.start ?? end) <= end; next++) inLine.push(found[next]);
    start = end + 1;
    const isPattern = PATTERN.test(line);
    const whole = isPattern ? null : readWholeLine(line);
    if (whole !== null) put(whole);
    else if (inLine.length > 0 && !isPattern) for (const value of inLine) value !== undefined && put(value);
    else if (line.trim() !== '') {
      unreadCount++;
      if (unread.length < LISTED) unread.push(line.trim().slice(0, SHOWN_LENGTH));
    }
  }
  return { values: [...values.values()], unread, unreadCount };
}

function readWholeLine(line: string): Observable | null {
  const bare = line.trim().replace(/[,;]$/, '');
  if (bare.length < 3 || bare.length > 200) return null;
  for (const type of WHOLE_LINES) {
    const value = normaliseObservable(type, bare);
    // A bare number is no AS number.
    if (value !== null && !(type === 'as-number' && !/^as/i.test(bare))) return value;
  }
  return null;
}
