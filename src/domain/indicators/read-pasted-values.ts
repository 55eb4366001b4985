import { findValues } from './find-observables';
import { normaliseObservable, normalisePlain } from './normalise-observable';
import type { Observable, ObservableType } from './observable';
import { parsePattern } from './stix-pattern/parse-pattern';
import { simpleValues } from './stix-pattern/simple-values';
import { isTopLevelDomain } from './top-level-domains';
import type { ListedValue } from './watchlist';

/** Of text that somebody typed or pasted to look for what is in it: every value, and what nothing was made of. */
export interface PastedValues {
  /** Each once, in the order of the text. */
  readonly values: readonly Observable[];
  /** STIX patterns that say more than values, as they stand; each once. */
  readonly patterns: readonly string[];
  /** Lines that gave nothing, shortened; the first of them. */
  readonly unread: readonly string[];
  readonly unreadCount: number;
}

/** Characters; more is a file to import. */
export const LONGEST_PASTE = 500_000;
const LISTED = 20;
const SHOWN_LENGTH = 80;
/** What a whole line may be that a text of prose never gives by its look alone. */
const WHOLE_LINES: readonly ObservableType[] = ['ip-range', 'cidr', 'ipv6', 'ja4', 'as-number', 'registry-key'];

/** What the lines are, where it is not to be told by their look; `auto`: it is. */
export type PastedKind = 'auto' | ObservableType | 'pattern';

/** A STIX pattern is not its values: each of them would be looked for by itself. */
const PATTERN =
  /^\s*\(*\s*\[\s*(?:NOT\s+)?\(*\s*(?:EXISTS\s+)?[a-z0-9-]{3,64}:[\w.'"[\]*-]{1,200}\s*(?:=|!=|[<>]|NOT\b|IN\b|LIKE\b|MATCHES\b|ISSU)/;
/** A pattern may stand over several lines. */
const MOST_PATTERN_LINES = 30;

/** @param kind of user agents, JA3, names of files and the like, which look like something else or like nothing */
export function readPastedValues(text: string, kind: PastedKind = 'auto'): PastedValues {
  const given = text.slice(0, LONGEST_PASTE);
  const taken = new Map<string, ListedValue>();
  const put = ({ type, value }: ListedValue) => {
    if (!taken.has(`${type} ${value}`)) taken.set(`${type} ${value}`, { type, value });
  };
  const unread: string[] = [];
  let unreadCount = 0;
  const refuse = (line: string) => {
    unreadCount++;
    if (unread.length < LISTED) unread.push(line.trim().slice(0, SHOWN_LENGTH));
  };
  const lines = given.split('\n');
  const found = kind === 'auto' ? findValues(given) : [];
  let next = 0;
  let start = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const end = start + line.length;
    const inLine = [];
    for (; next < found.length && (found[next]?.start ?? end) <= end; next++) inLine.push(found[next]);
    start = end + 1;
    if (line.trim() === '') continue;
    if (kind === 'pattern' || (kind === 'auto' && PATTERN.test(line))) {
      const read = readPattern(lines, at);
      if (read === null) refuse(line);
      else {
        read.values.forEach(put);
        for (let more = 1; more < read.lines; more++) start += (lines[at + more] ?? '').length + 1;
        at += read.lines - 1;
        while (next < found.length && (found[next]?.start ?? start) < start) next++;
      }
      continue;
    }
    const whole = kind === 'auto' ? readWholeLine(line) : readAs(kind, line);
    if (whole !== null) put(whole);
    else if (inLine.length > 0) for (const value of inLine) value !== undefined && put(value);
    else refuse(line);
  }
  const values: Observable[] = [];
  const patterns: string[] = [];
  for (const { type, value } of taken.values()) {
    if (type === 'pattern') patterns.push(value);
    else values.push({ type, value });
  }
  return { values, patterns, unread, unreadCount };
}

/** All that is to be looked for. */
export function listPasted({ values, patterns }: PastedValues): readonly ListedValue[] {
  return [...values, ...patterns.map((value) => ({ type: 'pattern' as const, value }))];
}

/** A pattern that is nothing but values gives those, as in a file. `null`: it is none, or does not end soon. */
function readPattern(
  lines: readonly string[],
  at: number,
): { readonly values: readonly ListedValue[]; readonly lines: number } | null {
  let text = '';
  for (let count = 1; count <= MOST_PATTERN_LINES && at + count <= lines.length; count++) {
    const line = lines[at + count - 1] ?? '';
    if (count > 1 && (line.trim() === '' || PATTERN.test(line))) break;
    text = count === 1 ? line : `${text}\n${line}`;
    // What is not closed yet need not be tried.
    if (!/[\])S]\s*$/.test(text)) continue;
    const parsed = parsePattern(text.trim());
    if (!parsed.ok) continue;
    const simple = simpleValues(parsed.value);
    const values = simple?.map(({ type, value }) => normaliseObservable(type, value)) ?? [null];
    const known = values.filter((value) => value !== null);
    return { values: known.length === values.length ? known : [{ type: 'pattern', value: text.trim() }], lines: count };
  }
  return null;
}

/** Text that is looked for as it is: nobody defangs it, and its brackets belong to it. */
const AS_IT_IS: ReadonlySet<ObservableType> = new Set(['user-agent', 'mutex', 'file-name', 'file-path']);

function readAs(type: ObservableType, line: string): Observable | null {
  const bare = line.trim();
  if (!AS_IT_IS.has(type)) {
    const text = bare.replace(/[,;]$/, '');
    return normaliseObservable(type, text) ?? (type === 'domain' ? readHostLabel(text) : null);
  }
  const value = bare.length > LONGEST_LINE ? null : normalisePlain(type, bare);
  return value === null ? null : { type, value };
}

const LONGEST_LINE = 4096;

/** `intranet`: a name within one's own network, where somebody says that it is a name. Not `com`, which all others are below. */
function readHostLabel(text: string): Observable | null {
  const value = text.toLowerCase().replace(/\.$/, '');
  return /^[a-z_][a-z\d_-]{1,62}$/.test(value) && !isTopLevelDomain(value) ? { type: 'domain', value } : null;
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
