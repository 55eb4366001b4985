/** Timestamps of STIX (STIX 2.1, section 2.15): RFC 3339 in UTC, any number of decimals. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FORM = '0000-00-00T00:00:00';

/** Character by character: a large file has hundreds of thousands, and a match of each would be thrown away. */
export function isStixTime(value: unknown): value is string {
  if (typeof value !== 'string' || value.length < FORM.length + 1 || !value.endsWith('Z')) return false;
  for (let at = 0; at < FORM.length; at++) {
    const code = value.charCodeAt(at);
    const wanted = FORM.charCodeAt(at);
    if (wanted === 48 ? !isDigit(code) : code !== wanted) return false;
  }
  const end = value.length - 1;
  if (end > FORM.length) {
    if (value.charCodeAt(FORM.length) !== 46 || end === FORM.length + 1) return false;
    for (let at = FORM.length + 1; at < end; at++) if (!isDigit(value.charCodeAt(at))) return false;
  }
  const year = pairAt(value, 0) * 100 + pairAt(value, 2);
  const month = pairAt(value, 5);
  const day = pairAt(value, 8);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days && pairAt(value, 11) <= 23 && pairAt(value, 14) <= 59 && pairAt(value, 17) <= 60;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function pairAt(value: string, at: number): number {
  return (value.charCodeAt(at) - 48) * 10 + value.charCodeAt(at + 1) - 48;
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
