import type { Interval } from './coverage/share';

/** How numbers, shares, sizes and dates are written everywhere on screen. Spaces inside do not break over lines. */

const SPACE = '\u00a0';
const LOCALE = 'en';
const COUNT = new Intl.NumberFormat(LOCALE);
const ONE_DIGIT = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
/** British order: day, month, year, which nobody reads as another day. */
const DATE = new Intl.DateTimeFormat('en-GB', DAY);
const CALENDAR_DATE = new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone: 'UTC' });
const DATE_TIME = new Intl.DateTimeFormat('en-GB', { ...DAY, hour: '2-digit', minute: '2-digit' });
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** 1,234. */
export function formatCount(n: number): string {
  return COUNT.format(n);
}

/** 0.708 is "71 %". What is not all is never written as all, what is not nothing never as nothing. */
export function formatPercent(share: number): string {
  return `${percentNumber(share)}${SPACE}%`;
}

/** "50–80 %"; one number where both bounds are written alike. */
export function formatInterval({ low, high }: Interval): string {
  const [from, to] = [percentNumber(low), percentNumber(high)];
  return from === to ? `${to}${SPACE}%` : `${from}–${to}${SPACE}%`;
}

/** 4 096 000 is "4.1 MB"; decimal units, as browsers and disks count. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const number = size < 10 && unit > 0 ? ONE_DIGIT.format(size) : COUNT.format(Math.round(size));
  return `${number}${SPACE}${bytes === 1 ? 'byte' : UNITS[unit]}`;
}

/** "22 Nov 2026". A date without time of day is a day of the calendar and shifts with no time zone. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? CALENDAR_DATE : DATE).format(date);
}

/** "22 Nov 2026, 14:05", in the time of the device. */
export function formatDateTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : DATE_TIME.format(date);
}

/** "a few seconds", "40 s", "3 min": for estimates, which deserve no more digits. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 5) return 'a few seconds';
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5}${SPACE}s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)}${SPACE}min`;
  return `${ONE_DIGIT.format(seconds / 3600)}${SPACE}h`;
}

/** "1 deployment", "3 deployments". */
export function formatCounted(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)}${SPACE}${n === 1 ? one : many}`;
}

function percentNumber(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '<1';
  if (percent > 99 && percent < 100) return '>99';
  return COUNT.format(Math.round(percent));
}
