/** Moments of records for reading: to the second, in the time of the device, whose zone is said beside them. */
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "24 Nov 2026, 14:05:09". @param ms since 1970 */
export function formatMoment(ms: number): string {
  return MOMENT.format(ms);
}

/** "12 Oct – 22 Nov 2026" is shortened only where nothing gets lost: one day is one date. */
export function formatSpan(from: number | null, to: number | null): string | null {
  if (from === null || to === null) return null;
  const [first, last] = [DAY.format(from), DAY.format(to)];
  return first === last ? first : `${first} – ${last}`;
}

/** "UTC+01:00". @param minutes east of UTC */
export function describeZone(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const digits = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${digits(size / 60)}:${digits(size % 60)}`;
}

/** Begin of a day of the device's calendar, ms since 1970; `null`: it is no day. @param day `2026-11-24` */
export function startOfDay(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(date)).getTime();
  return Number.isNaN(start) ? null : start;
}

/** Its last millisecond: days are not all equally long. */
export function endOfDay(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  const next = new Date(Number(year), Number(month) - 1, Number(date) + 1).getTime();
  return Number.isNaN(next) ? null : next - 1;
}
