/** Timestamps of STIX (STIX 2.1, section 2.15): RFC 3339 in UTC, any number of decimals. */

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isStixTime(value: unknown): value is string {
  const parts = typeof value === 'string' ? TIMESTAMP.exec(value) : null;
  if (parts === null) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 60;
}

/** Of valid timestamps: below 0 when the first is earlier. Decimals may be of any length. */
export function compareStixTimes(one: string, other: string): number {
  const first = trimZeros(one);
  const second = trimZeros(other);
  return first < second ? -1 : first > second ? 1 : 0;
}

function trimZeros(time: string): string {
  const bare = time.slice(0, -1);
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}
