/** Dates in an inventory: ISO 8601, day first with dots, and slashed ones that only their column can settle. */
import { isNothing, UNREADABLE, type Unreadable } from './inventory-csv-values';

/** `3/4/2026`: day or month first is known when the whole column is. */
export interface SlashDate {
  readonly first: number;
  readonly second: number;
  readonly year: number;
  readonly row: number;
  readonly text: string;
}

export type DateText = string | SlashDate;
export type SlashOrder = 'month-first' | 'day-first';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Excel counts days from 1899-12-30; 1970 to 2119 is what an inventory can mean. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const EXCEL_RANGE = [25_569, 80_000] as const;
const DAY_MS = 86_400_000;

export function readDate(cell: string, row: number): DateText | null | Unreadable {
  const text = cell.trim();
  if (isNothing(text)) return null;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso !== null) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
  if (dotted !== null) return calendarDate(fullYear(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:[T ].*)?$/.exec(text);
  if (slashed !== null) return readSlashed(slashed, row, text);
  const named = /^(\d{1,2})[. -]*([a-z]{3})[a-z]*[., -]+(\d{4})$/i.exec(text);
  if (named !== null) return calendarDate(Number(named[3]), monthNumber(named[2]), Number(named[1]));
  const american = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  if (american !== null) return calendarDate(Number(american[3]), monthNumber(american[1]), Number(american[2]));
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= EXCEL_RANGE[0] && serial <= EXCEL_RANGE[1]) {
    return new Date(EXCEL_EPOCH + serial * DAY_MS).toISOString().slice(0, 10);
  }
  return UNREADABLE;
}

function readSlashed(match: RegExpExecArray, row: number, text: string): DateText | Unreadable {
  const [first, second, year] = [Number(match[1]), Number(match[2]), fullYear(match[3])];
  const asMonthFirst = calendarDate(year, first, second);
  const asDayFirst = calendarDate(year, second, first);
  if (asMonthFirst === UNREADABLE && asDayFirst === UNREADABLE) return UNREADABLE;
  return { first, second, year, row, text };
}

/** The order of the slashed dates of a file: what the unambiguous ones show; `null` when they show nothing or both. */
export function tellSlashOrder(dates: Iterable<SlashDate>): SlashOrder | null {
  let monthFirst = false;
  let dayFirst = false;
  for (const { first, second } of dates) {
    if (first > 12) dayFirst = true;
    else if (second > 12) monthFirst = true;
  }
  return monthFirst === dayFirst ? null : monthFirst ? 'month-first' : 'day-first';
}

export function isAmbiguous({ first, second }: SlashDate): boolean {
  return first <= 12 && second <= 12 && first !== second;
}

/** The date in the given order, or in the only order in which it exists. */
export function settleSlashDate({ first, second, year }: SlashDate, order: SlashOrder): string {
  const monthFirst = order === 'month-first' ? second > 12 || first <= 12 : second > 12;
  return isoDate(year, monthFirst ? first : second, monthFirst ? second : first);
}

function calendarDate(year: number, month: number, day: number): string | Unreadable {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? isoDate(year, month, day) : UNREADABLE;
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function fullYear(text: string | undefined): number {
  const year = Number(text);
  return year < 100 ? 2000 + year : year;
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
}
