/** What the columns of a table are, by their names and by what stands in them; the wizard shows it, and the analyst may correct it. */

import { kindOfField } from '../../domain/history/fields';
import { UTC } from '../../domain/history/time-settings';
import { fieldOfColumn, TABLE_FIELDS } from './column-words';
import { isVerdict } from './dispositions';
import type { ColumnReading, PlannedColumn } from './row-writer';
import { makeTimeReader } from './times';
import { describeUnsearched, fieldOfKind, type HeldKind, kindOfColumn } from './value-columns';

const FIELD_NAMES: ReadonlySet<string> = new Set(TABLE_FIELDS);
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
const IPV6 = /^\[?(?=[0-9a-f:.]{3,45}\]?(?:%\w{1,15})?$)[0-9a-f]{0,4}:[0-9a-f.]{0,4}:[0-9a-f:.]*\]?(?:%\w{1,15})?$/i;
const HASHES: readonly (readonly [pattern: RegExp, field: string])[] = [
  [/^[0-9a-f]{32}$/i, 'file.hash.md5'],
  [/^[0-9a-f]{40}$/i, 'file.hash.sha1'],
  [/^[0-9a-f]{64}$/i, 'file.hash.sha256'],
];
const URL_TEXT = /^(?:https?|ftp|tcp):\/\/\S+$/i;
const DOMAIN = /^(?=.{4,253}$)(?:[\w-]{1,63}\.)+[a-z][a-z0-9-]{1,62}\.?$/i;
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,253}$/;
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AP]M)?$/i;
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$/;
const EMPTY = /^(?:|-|n\/a|null|none)$/i;
const TRANSPORT = /^(?:tcp|udp|icmp|icmpv6|ipv6-icmp|gre|esp|sctp|igmp)$/i;
/** Of the values that are there, so many must be of a kind. */
const SHARE = 0.8;
const ROWS = 200;

export interface GuessedColumns {
  readonly columns: readonly (PlannedColumn | null)[];
  /** `null`: cannot be told from these rows. */
  readonly dayFirst: boolean | null;
  /** How each field was found; `null`: it was not, and the column keeps its own name. */
  readonly found: readonly FoundBy[];
  /** What a column holds that can be looked for and is not, in words. */
  readonly unsearched: readonly (string | null)[];
}

export type FoundBy = 'header' | 'values' | null;

/** Choices that come back name this order behind the field: `@timestamp:day-first`. */
export const DAY_ORDERS: Readonly<Record<string, boolean>> = { 'day-first': true, 'month-first': false };

export function guessColumns(header: readonly string[], sampleRows: readonly (readonly string[])[]): GuessedColumns {
  const rows = sampleRows.slice(0, ROWS);
  const valuesOf = (index: number) =>
    rows.map((row) => (row[index] ?? '').trim()).filter((value) => !EMPTY.test(value));
  const dayFirst = orderOfDates(rows);
  const taken = new Set<string>();
  const names = header.map((name) => name.toLowerCase());
  const isWeb = names.some((name) => /uri|user.?agent|method|referer|http/.test(name));
  const rename = renaming(header);
  const guesses = header.map((name, index) => {
    const guess = guessColumn(rename(name), valuesOf(index), isWeb, dayFirst);
    return guess ?? { field: '', how: 'text' as const };
  });
  // A date and a clock are one moment; alone, a date is all there is.
  const hasClock = guesses.some(({ how }) => how === 'clock');
  const hasMoment = guesses.some(({ how, field }) => how === 'moment' && field === '@timestamp');
  const columns = guesses.map((guess, index): PlannedColumn | null => {
    let { field, how } = guess;
    if (how === 'date') {
      if (hasMoment || (!hasClock && taken.has('@timestamp'))) [field, how] = ['', 'text'];
      else if (!hasClock) how = 'moment';
    } else if (how === 'clock' && (hasMoment || !guesses.some((each) => each.how === 'date')))
      [field, how] = ['', 'text'];
    const isHalf = how === 'date' || how === 'clock';
    if (field === '' || (taken.has(field) && !isHalf))
      return { field: ownName(header[index] ?? '', index), how: 'text' };
    if (how !== 'date') taken.add(field);
    return { field, how };
  });
  const placed = placeUnnamed(columns, valuesOf);
  const found = placed.map((column, index): FoundBy => {
    if (column === null || column.field === ownName(header[index] ?? '', index)) return null;
    return fieldOfColumn(rename(header[index] ?? '')) === null ? 'values' : 'header';
  });
  return {
    columns: placed,
    dayFirst,
    found,
    unsearched: listUnsearched(
      placed.map((each) => each?.field ?? null),
      found,
      rows,
    ),
  };
}

/**
 * Columns that hold values to look for, by a field in which nothing is.
 * @param fields as they are read, which may not be the guess
 * @param found what a header names is what it says: only other columns are looked at
 */
export function listUnsearched(
  fields: readonly (string | null)[],
  found: readonly FoundBy[],
  rows: readonly (readonly string[])[],
): readonly (string | null)[] {
  const sample = rows.slice(0, ROWS);
  return fields.map((field, index) => {
    if (found[index] === 'header') return null;
    return describeUnsearched(
      field,
      sample.map((row) => (row[index] ?? '').trim()).filter((value) => !EMPTY.test(value)),
    );
  });
}

/** Addresses and names of hosts in columns whose names say nothing: the first is the source's, where the names give none. */
function placeUnnamed(
  columns: readonly (PlannedColumn | null)[],
  valuesOf: (index: number) => readonly string[],
): readonly (PlannedColumn | null)[] {
  const taken = new Set(columns.map((column) => column?.field));
  return columns.map((column, index) => {
    if (column === null || kindOfField(column.field) !== 'text' || FIELD_NAMES.has(column.field)) return column;
    const values = valuesOf(index);
    const all = (fits: (value: string) => boolean) => values.length > 0 && values.every(fits);
    const places = all((value) => IPV4.test(value) || IPV6.test(value))
      ? ['source.ip', 'destination.ip']
      : all((value) => DOMAIN.test(value) && !IPV4.test(value))
        ? ['destination.domain']
        : [];
    const free = places.find((place) => !taken.has(place));
    // Its own name stays where its place is taken, or not all of it fits there.
    const held = free === undefined ? kindOfColumn(values) : null;
    const field = free ?? (held === null ? undefined : fieldFor(held, column.field, taken));
    if (field === undefined) return column;
    taken.add(field);
    return { field, how: 'text' };
  });
}

function fieldFor(held: HeldKind, own: string, taken: ReadonlySet<string | undefined>): string {
  const usual = held === 'url' ? 'url.full' : held === 'email' ? 'user.email' : null;
  return usual === null || taken.has(usual) ? fieldOfKind(held, own) : usual;
}

/** Names whose meaning depends on what stands beside them. */
function renaming(header: readonly string[]): (name: string) => string {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '');
  const all = new Set(header.map(bare));
  // Of an endpoint's connections the other side is the destination; of sign-ins it is who came.
  const isConnection = ['localip', 'localaddress', 'remoteport', 'remoteurl'].some((name) => all.has(name));
  const isEvent = all.has('eventid') || all.has('eventcode');
  return (name) => {
    const word = bare(name);
    if (isConnection && (word === 'remoteip' || word === 'remoteaddress')) return 'destination.ip';
    return isEvent && word === 'source' ? 'event.provider' : name;
  };
}

/** A field that has the header's own name, but none of ours. */
function ownName(header: string, index: number): string {
  const name = header
    .trim()
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 100);
  if (name === '') return `table.column_${index + 1}`;
  return /^(?:record|vedette|table)\.|^@|^event\.dataset$/.test(name) ? `table.${name}` : name;
}

function guessColumn(
  name: string,
  values: readonly string[],
  isWeb: boolean,
  dayFirst: boolean | null,
): PlannedColumn | null {
  const all = (fits: (value: string) => boolean) =>
    values.length > 0 && values.filter(fits).length >= values.length * SHARE;
  const field = fieldOfColumn(name);
  const times = makeTimeReader(UTC, { dayFirst: dayFirst ?? false, fileDate: '2026-01-01' });
  const isTime = (value: string) => !Number.isNaN(times.readText(value));
  if (field === '@timestamp' || (field !== null && kindOfField(field) === 'time')) {
    if (values.length === 0 || all((value) => isTime(value) && !DATE.test(value))) return { field, how: 'moment' };
    if (all((value) => CLOCK.test(value))) return { field: '@timestamp', how: 'clock' };
    return all((value) => DATE.test(value)) ? { field: '@timestamp', how: 'date' } : null;
  }
  if (/^(?:date|datum|log ?date|event ?date)$/i.test(name.trim()) && all((value) => DATE.test(value))) {
    return { field: '@timestamp', how: 'date' };
  }
  if (field !== null) return settle(field, name, values, all, isWeb);
  return byContent(all, isTime);
}

/** A name that several things have is settled by what stands below it. */
function settle(
  field: string,
  name: string,
  values: readonly string[],
  all: (fits: (value: string) => boolean) => boolean,
  isWeb: boolean,
): PlannedColumn | null {
  const isAddress = (value: string) => IPV4.test(value) || IPV6.test(value);
  const text = (place: string): PlannedColumn => ({ field: place, how: 'text' });
  if (kindOfField(field) === 'address' && values.length > 0 && !values.some(isAddress)) {
    const isHost =
      (field === 'source.ip' || field === 'destination.ip') && all((value) => /^[\w.-]{1,255}$/.test(value));
    return isHost ? text(field.replace('.ip', '.domain')) : null;
  }
  const some = (fits: (value: string) => boolean) => values.length === 0 || values.some(fits);
  switch (field) {
    case 'host.name':
      if (all((value) => IPV4.test(value) || IPV6.test(value)))
        return text(/^(?:host|device)/i.test(name) ? 'host.ip' : 'source.ip');
      return isWeb && /^host$/i.test(name.trim()) ? text('url.domain') : text(field);
    case 'dns.question.name':
      if (some((value) => value.includes('.'))) return text(field);
      return /domain/i.test(name) && values.every((value) => /[a-z]/i.test(value)) ? text('user.domain') : null;
    case 'email.from.address':
      return some((value) => value.includes('@')) ? text(field) : null;
    case 'email.to.address':
      return some((value) => value.includes('@')) ? { field, how: 'list' } : null;
    case 'network.transport':
      return { field, how: 'protocol' };
    case 'network.packets':
    case 'network.bytes':
    case 'source.port':
    case 'destination.port':
      return some((value) => /^[\d,]+$/.test(value)) ? text(field) : null;
    case 'event.action':
    case 'event.outcome':
      if (all((value) => /^[1-5]\d\d$/.test(value))) return text('http.response.status_code');
      return { field, how: 'action' };
    case 'event.duration':
      return { field, how: /ms\b|millis|time-?taken/i.test(name) ? 'milliseconds' : 'seconds' };
    case 'tcp.flags':
      // Other flags are not TCP's.
      return /tcp|flg/i.test(name) || all((value) => /^[FSRPAUECWNX. ]{1,12}$/i.test(value))
        ? { field, how: 'flags' }
        : null;
    case 'connection.state':
      return { field, how: 'state' };
    case 'file.hash.sha256':
      return text(HASHES.find(([pattern]) => all((value) => pattern.test(value)))?.[1] ?? field);
    case 'dns.answers.data':
      return { field, how: 'list' };
    case 'url.full':
      return all((value) => DOMAIN.test(value))
        ? text('url.domain')
        : all((value) => value.startsWith('/'))
          ? text('url.path')
          : text(field);
    case 'event.code':
      return text(field);
    default:
      return text(field);
  }
}

function byContent(
  all: (fits: (value: string) => boolean) => boolean,
  isTime: (value: string) => boolean,
): PlannedColumn | null {
  const how: ColumnReading = 'text';
  if (all((value) => isTime(value) && !/^\d+(?:\.\d+)?$/.test(value) && !DATE.test(value)))
    return { field: '@timestamp', how: 'moment' };
  for (const [pattern, field] of HASHES) if (all((value) => pattern.test(value))) return { field, how };
  if (all((value) => URL_TEXT.test(value))) return { field: 'url.full', how };
  if (all((value) => TRANSPORT.test(value))) return { field: 'network.transport', how: 'protocol' };
  if (all(isVerdict)) return { field: 'event.action', how: 'action' };
  if (all((value) => MAIL.test(value))) return { field: 'user.email', how };
  return null;
}

/** `03/25/2020` settles it for the whole table. */
function orderOfDates(rows: readonly (readonly string[])[]): boolean | null {
  for (const row of rows) {
    for (const cell of row) {
      const found = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(cell);
      if (found === null) continue;
      if (Number(found[1]) > 12) return true;
      if (Number(found[2]) > 12 || /\d\s?[AP]M\s*$/i.test(cell)) return false;
    }
  }
  return null;
}
