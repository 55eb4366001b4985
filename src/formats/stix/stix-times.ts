/** Timestamps of STIX (STIX 2.1, section 2.15): RFC 3339 in UTC, any number of decimals. */

const HYPHEN = 45;
const ZERO = 48;
const COLON = 58;
const LETTER_T = 84;
/** Without decimals: `2026-11-24T09:30:00Z`. */
const SHORTEST = 20;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** By character: a large file has hundreds of thousands of them. */
export function isStixTime(value: unknown): value is string {
  if (typeof value !== 'string' || value.length < SHORTEST) return false;
  if (value.charCodeAt(4) !== HYPHEN || value.charCodeAt(7) !== HYPHEN || value.charCodeAt(10) !== LETTER_T)
    return false;
  if (value.charCodeAt(13) !== COLON || value.charCodeAt(16) !== COLON) return false;
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  // What is no digit makes these NaN, which compares with nothing.
  const isTime = twoDigits(value, 11) <= 23 && twoDigits(value, 14) <= 59 && twoDigits(value, 17) <= 60;
  return isTime && isDay(year, twoDigits(value, 5), twoDigits(value, 8)) && endsInDecimals(value);
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (isLeap ? 29 : (DAYS[month - 1] ?? 0));
}

/** `Z`, or `.123Z`. */
function endsInDecimals(text: string): boolean {
  const last = text.length - 1;
  if (text[last] !== 'Z') return false;
  if (text.length === SHORTEST) return true;
  if (text[SHORTEST - 1] !== '.' || last === SHORTEST) return false;
  for (let at = SHORTEST; at < last; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return true;
}

/** Of valid timestamps: below 0 when the first is earlier. Decimals may be of any length. */
export function compareStixTimes(one: string, other: string): number {
  const isAlike = one.length === other.length;
  const first = isAlike ? one : trimZeros(one);
  const second = isAlike ? other : trimZeros(other);
  return first < second ? -1 : first > second ? 1 : 0;
}

function trimZeros(time: string): string {
  const bare = time.slice(0, -1);
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}
