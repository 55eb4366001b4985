/** Timestamps of STIX (STIX 2.1, section 2.15): RFC 3339 in UTC, any number of decimals. */

/** Days that every month has; nearly all timestamps are told by this alone. */
const PLAIN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;
const LATE_DAY = /^(\d{4})-(0[1-9]|1[0-2])-(29|3[01])(T.*)$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isStixTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (PLAIN.test(value)) return true;
  const [, year = '', month = '', day = '', time = ''] = LATE_DAY.exec(value) ?? [];
  if (day === '' || !PLAIN.test(`${year}-${month}-01${time}`)) return false;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return Number(day) <= (month === '02' && isLeap ? 29 : (DAYS[Number(month) - 1] ?? 0));
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
