/**
 * Moments as logs write them, read from bytes: epoch (s, ms, µs, ns by its digits), ISO 8601 and its relatives, Apache, RFC 5322,
 * syslog without a year, tables of spreadsheets. All become ms since 1970, UTC; what is finer is cut off. What cannot be read with
 * certainty is no moment: `03/04/2020` is one only where the order of day and month is known.
 */
import type { TimeSettings } from '../../domain/history/time-settings';
import { daysOfDate, minutesOfZone, monthOf } from './calendar';

export interface TimeReader {
  /** The whole slice is one moment, but for spaces around it. @returns `NaN`: it is none */
  readBytes(bytes: Uint8Array, start: number, end: number): number;
  readText(text: string): number;
  /** The slice begins with a moment; `reachedEnd` then says where it ends. @returns `NaN`: it does not */
  readStart(bytes: Uint8Array, start: number, end: number): number;
  readonly reachedEnd: number;
}

export interface TimeOptions {
  /** ISO 8601: of times without a year, unless the settings name one. */
  readonly fileDate?: string;
  /** Of `03/04/2020`. `null` or left out: only where one part is over 12, or the clock has AM and PM, which is month first. */
  readonly dayFirst?: boolean | null;
}

const ZERO = 48;
const SPACE = 32;
const COLON = 58;
const DOT = 46;
const COMMA = 44;
const DASH = 45;
const PLUS = 43;
const SLASH = 47;
const MINUTE = 60_000;
const DAY = 86_400_000;
/** Years that logs are from; others are a sign of something else. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2200;
/** No moment is written longer. */
const LONGEST = 64;
const ENCODER = new TextEncoder();

/** Seconds since 1970 in decimal, with or without a fraction: `1331901000.000123`. @returns ms, or `NaN` */
export function readEpochSeconds(bytes: Uint8Array, start: number, end: number): number {
  let seconds = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    seconds = seconds * 10 + digit;
  }
  if (at === start || at - start > 12) return Number.NaN;
  let thousandths = 0;
  if (at < end) {
    if (bytes[at] !== DOT) return Number.NaN;
    let weight = 100;
    for (at++; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return Number.NaN;
      thousandths += digit * weight;
      weight = weight === 1 || weight === 0 ? 0 : weight / 10;
    }
  }
  return seconds * 1000 + thousandths;
}

/** A number since 1970 as JSON gives it: its size says whether it counts s, ms, µs or ns. @returns ms, or `NaN` */
export function readEpochNumber(value: number): number {
  if (!(value >= 0) || value >= 1e20) return Number.NaN;
  // A double of seconds is exact to a quarter of a microsecond, which must not cost a whole millisecond.
  if (value < 1e11) return Math.floor(value * 1000 + 5e-4);
  if (value < 1e14) return Math.floor(value);
  return Math.floor(value / (value < 1e17 ? 1e3 : 1e6));
}

export function makeTimeReader(settings: TimeSettings, options: TimeOptions = {}): TimeReader {
  const dayFirst = options.dayFirst ?? null;
  const yearOf = makeYearOfMonth(settings, options.fileDate);
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  let end = 0;

  const peek = () => (at < end ? (bytes[at] ?? 0) : 0);
  const isDigit = (code: number) => code >= ZERO && code <= ZERO + 9;
  const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122;
  function skip(code: number): boolean {
    if (peek() !== code || at >= end) return false;
    at++;
    return true;
  }
  function skipSpaces(): void {
    while (at < end && bytes[at] === SPACE) at++;
  }
  /** From `least` to `most` digits; -1: there are none such. */
  function digits(least: number, most: number): number {
    let value = 0;
    const first = at;
    while (at < end && at - first < most && isDigit(bytes[at] ?? 0)) value = value * 10 + (bytes[at++] ?? 0) - ZERO;
    return at - first < least ? -1 : value;
  }
  function letters(): string {
    let word = '';
    while (at < end && word.length < 10 && isLetter(bytes[at] ?? 0)) word += String.fromCharCode(bytes[at++] ?? 0);
    return word;
  }
  function runOfDigits(): number {
    let length = 0;
    while (at + length < end && isDigit(bytes[at + length] ?? 0)) length++;
    return length;
  }

  function moment(): number {
    const code = peek();
    if (isDigit(code)) {
      const run = runOfDigits();
      const next = at + run < end ? (bytes[at + run] ?? 0) : 0;
      if (run === 4 && (next === DASH || next === SLASH || next === DOT)) return yearFirst();
      if (run === 14 && (code === 49 || code === 50)) return compact();
      if (run === 8 && next === 84) return compact();
      if (run >= 9) return epoch(run);
      return run <= 2 ? dayOrMonthFirst() : Number.NaN;
    }
    return isLetter(code) ? nameFirst() : Number.NaN;
  }

  function epoch(run: number): number {
    const first = at;
    at += run;
    if (run > 20) return Number.NaN;
    if (peek() === DOT && run < 12) {
      at++;
      at += runOfDigits();
      return readEpochSeconds(bytes, first, at);
    }
    let value = 0;
    for (let place = first; place < at; place++) value = value * 10 + (bytes[place] ?? 0) - ZERO;
    if (peek() === DOT && isDigit(bytes[at + 1] ?? 0)) {
      at++;
      at += runOfDigits();
    }
    if (run < 18) return readEpochNumber(value);
    // Beyond 2⁵³ the last digits of nanoseconds are lost, which milliseconds do not need.
    return Math.floor(value / 1e6);
  }

  /** `2020-06-08T18:55:11.123Z`, `2020/06/08 18:55:11.123456`, `2020-06-08`. */
  function yearFirst(): number {
    const year = digits(4, 4);
    const mark = peek();
    at++;
    const month = digits(1, 2);
    if (!skip(mark)) return Number.NaN;
    const day = digits(1, 2);
    return withTime(year, month, day);
  }

  /** `20200608T185511Z`, `20200608185511`. */
  function compact(): number {
    const [year, month, day] = [digits(4, 4), digits(2, 2), digits(2, 2)];
    skip(84);
    const [hour, minute, second] = [digits(2, 2), digits(2, 2), digits(2, 2)];
    if (hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 60) return Number.NaN;
    return local(year, month, day, (hour * 60 + minute) * MINUTE + second * 1000 + thousandths());
  }

  /** `10/Oct/2000:13:55:36 -0700`, `10 Oct 2000 13:55:36`, `8.6.2020 18:55`, `6/8/2020, 6:55:11 PM`. */
  function dayOrMonthFirst(): number {
    const first = digits(1, 2);
    const mark = peek();
    if (mark !== SLASH && mark !== DASH && mark !== DOT && mark !== SPACE) return Number.NaN;
    at++;
    if (mark === SPACE) skipSpaces();
    if (isLetter(peek())) {
      const month = monthOf(letters());
      if (!skip(mark)) return Number.NaN;
      return withTime(longYear(), month, first);
    }
    if (mark === SPACE) return Number.NaN;
    const second = digits(1, 2);
    if (!skip(mark)) return Number.NaN;
    const year = longYear();
    if (mark === DOT || first > 12) return withTime(year, second, first);
    if (second > 12 || dayFirst === false) return withTime(year, first, second);
    if (dayFirst === true || first === second) return withTime(year, second, first);
    const before = at;
    const value = withTime(year, first, second);
    return hasNoon(before) ? value : Number.NaN;
  }

  function hasNoon(from: number): boolean {
    for (let place = from; place + 1 < at; place++) {
      const code = (bytes[place] ?? 0) | 32;
      if ((code === 97 || code === 112) && ((bytes[place + 1] ?? 0) | 32) === 109) return true;
    }
    return false;
  }

  function longYear(): number {
    const length = runOfDigits();
    return length === 4 ? digits(4, 4) : length === 2 ? 2000 + digits(2, 2) : Number.NaN;
  }

  /** `Oct  5 13:55:36`, `Oct 10 2000 13:55:36`, `Tue Oct 10 13:55:36.123 2000`, `Oct 10, 2000 @ 13:55:36.000`, `Tue, 10 Oct 2000 …`. */
  function nameFirst(): number {
    let month = monthOf(letters());
    if (month < 0) {
      // A weekday, which says nothing; `monthOf` tells them from other words.
      if (month !== -2) return Number.NaN;
      skip(COMMA);
      skipSpaces();
      if (isDigit(peek())) {
        const run = runOfDigits();
        return run === 4 ? yearFirst() : dayOrMonthFirst();
      }
      month = monthOf(letters());
      if (month < 0) return Number.NaN;
    }
    skipSpaces();
    const day = digits(1, 2);
    const comma = skip(COMMA);
    if (!skip(SPACE) || day < 0) return Number.NaN;
    skipSpaces();
    if (runOfDigits() === 4) return withTime(digits(4, 4), month, day);
    if (comma) return Number.NaN;
    const time = timeOfDay();
    if (time < 0) return Number.NaN;
    // `2000` after the clock is a year, unless it goes on as something else does (`2000-bytes`).
    const mark = at;
    skipSpaces();
    if (runOfDigits() === 4 && at > mark) {
      const year = digits(4, 4);
      if (!isLetter(peek()) && peek() !== DASH && year >= FIRST_YEAR && year <= LAST_YEAR)
        return local(year, month, day, time);
    }
    at = mark;
    return local(yearOf(month, day), month, day, time);
  }

  /** The date, and the time of day behind it if there is one. */
  function withTime(year: number, month: number, day: number): number {
    const mark = at;
    const code = peek();
    if (code === 84 || code === 116 || code === COLON || code === 95) at++;
    else if (code === COMMA || code === SPACE) {
      skip(COMMA);
      skipSpaces();
      if (skip(64)) skipSpaces();
    } else if (at < end && code !== 0) {
      return isDigit(code) || isLetter(code) ? Number.NaN : local(year, month, day, 0);
    }
    const time = timeOfDay();
    if (time >= 0) return local(year, month, day, time);
    at = mark;
    return local(year, month, day, 0);
  }

  /** `13:55:36.123456`, `6:55 PM`: ms since midnight; -1: it is none. */
  function timeOfDay(): number {
    const mark = at;
    let hour = digits(1, 2);
    if (hour < 0 || hour > 24 || !skip(COLON)) {
      at = mark;
      return -1;
    }
    const minute = digits(2, 2);
    let second = 0;
    if (peek() === COLON) {
      at++;
      second = digits(2, 2);
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 60) {
      at = mark;
      return -1;
    }
    const fraction = thousandths();
    const beforeHalf = at;
    // Newer browsers and systems put a narrow space (U+202F) there.
    if (!skip(SPACE) && peek() === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0xaf) at += 3;
    const half = peek() | 32;
    if (
      (half === 97 || half === 112) &&
      at + 1 < end &&
      ((bytes[at + 1] ?? 0) | 32) === 109 &&
      !isLetter(bytes[at + 2] ?? 0)
    ) {
      at += 2;
      if (hour > 12 || hour === 0) return -1;
      hour = (hour % 12) + (half === 112 ? 12 : 0);
    } else at = beforeHalf;
    if (hour === 24 && minute + second > 0) return -1;
    return (hour * 60 + minute) * MINUTE + second * 1000 + fraction;
  }

  function thousandths(): number {
    const code = peek();
    if ((code !== DOT && code !== COMMA) || at + 1 >= end || !isDigit(bytes[at + 1] ?? 0)) return 0;
    at++;
    let value = 0;
    let weight = 100;
    while (at < end && isDigit(bytes[at] ?? 0)) {
      value += ((bytes[at++] ?? 0) - ZERO) * weight;
      weight = weight > 1 ? weight / 10 : 0;
    }
    return value;
  }

  function local(year: number, month: number, day: number, time: number): number {
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return Number.NaN;
    const days = daysOfDate(year, month, day);
    return days * DAY + time - zone() * MINUTE;
  }

  /** Minutes east of UTC of what stands here; the setting's where nothing does. */
  function zone(): number {
    const mark = at;
    const spaced = skip(SPACE);
    const code = peek();
    if ((code === PLUS || code === DASH) && at + 2 < end && isDigit(bytes[at + 1] ?? 0)) {
      at++;
      const hours = digits(2, 2);
      const isColon = peek() === COLON && isDigit(bytes[at + 1] ?? 0);
      if (isColon) at++;
      const minutes = isDigit(peek()) ? digits(2, 2) : 0;
      if (hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59) {
        return (code === DASH ? -1 : 1) * (hours * 60 + minutes);
      }
    } else if (isLetter(code)) {
      const name = letters();
      const minutes = minutesOfZone(name, spaced);
      if (minutes !== null && !isDigit(peek()) && peek() !== DASH && peek() !== DOT && peek() !== 95) return minutes;
    }
    at = mark;
    return settings.zoneMinutes;
  }

  function readStart(source: Uint8Array, from: number, to: number): number {
    bytes = source;
    at = from;
    end = Math.min(to, from + LONGEST);
    return moment() + settings.skewMs;
  }

  function readBytes(source: Uint8Array, from: number, to: number): number {
    let [first, last] = [from, to];
    while (first < last && (source[first] ?? 0) <= SPACE) first++;
    while (last > first && (source[last - 1] ?? 0) <= SPACE) last--;
    if (last - first > LONGEST) return Number.NaN;
    const value = readStart(source, first, last);
    return at === last ? value : Number.NaN;
  }

  return {
    readBytes,
    readStart,
    readText(text) {
      if (text.length > LONGEST) return Number.NaN;
      const encoded = ENCODER.encode(text);
      return readBytes(encoded, 0, encoded.length);
    },
    get reachedEnd() {
      return at;
    },
  };
}

/**
 * The year of days without one. The first record is of the year that the settings name, else of the file's last change, or the year
 * before where it would lie after that. From there on, December → January is a new year, January → December the one before.
 */
function makeYearOfMonth(settings: TimeSettings, fileDate = ''): (month: number, day: number) => number {
  const changed = Date.parse(fileDate);
  const latest = Number.isNaN(changed) ? null : Math.floor(changed / DAY) + 1;
  let year = settings.year;
  let lastMonth = 0;
  return (month, day) => {
    if (year === null) {
      if (latest === null) return Number.NaN;
      year = new Date(changed).getUTCFullYear();
      if (daysOfDate(year, month, day) > latest) year--;
    } else if (lastMonth > 0) {
      if (lastMonth - month >= 6) year++;
      else if (month - lastMonth > 6) year--;
    }
    lastMonth = month;
    return year;
  };
}
