/** What only a whole column can tell: is 1 a percentage or all of it, and which of 3/4 is the month? */

import type { IssueLog } from '../../domain/issue-log';
import { issue, WHOLE_FILE } from '../../domain/result';
import { type DateText, isAmbiguous, type SlashDate, settleSlashDate, tellSlashOrder } from './inventory-csv-dates';
import { asPercent, type ShareText } from './inventory-csv-values';

/** Plain numbers are percentages if one of them is above 1; beside percent signs, those up to 1 are fractions all the same. */
export function makeShareSettler(
  shares: Iterable<ShareText | null>,
  column: { readonly header: string; readonly saysPercent: boolean },
  log: IssueLog,
): (share: ShareText, row: number) => number {
  let percent = false;
  let signed = false;
  let plain = 0;
  for (const share of shares) {
    if (share?.isSigned) signed = true;
    if (share?.unit !== 'plain') continue;
    plain++;
    if (share.value > 1) percent = true;
  }
  if (column.saysPercent && !percent && plain > 0) {
    const message = `The header "${column.header}" says percent, but no number in the column is above 1.`;
    log.add(issue('warning', 'share-unit', WHOLE_FILE, message, { done: 'Read as fractions: 1 is all, 0.5 is half.' }));
  }
  return ({ value, unit }, row) => {
    if (unit === 'fraction' || !percent) return value;
    if (value > 0 && value <= 1) {
      const place = { kind: 'row', row, column: column.header } as const;
      const message = 'Other shares in this column are percentages; this one may be a fraction.';
      const done = signed
        ? `Read as a fraction, ${Number((value * 100).toPrecision(12))} %: percentages here carry a sign.`
        : `Read as ${value} %.`;
      log.add(issue('warning', 'ambiguous-share', place, message, { found: String(value), done }));
    }
    return signed && value <= 1 ? value : asPercent(value);
  };
}

/** The dates that can only be one of them tell which number is the month. */
export function makeDateSettler(
  dates: Iterable<DateText | null>,
  log: IssueLog,
): (date: DateText | null, column: string) => string | null {
  const order = tellSlashOrder(onlySlashed(dates));
  return (date, column) => {
    if (date === null || typeof date === 'string') return date;
    const settled = settleSlashDate(date, order ?? 'month-first');
    if (order === null && isAmbiguous(date)) {
      const place = { kind: 'row', row: date.row, column } as const;
      const message = 'Day and month of this date could be either way round.';
      const done = `Read as ${settled} (month first). Write 2026-11-22 to be sure.`;
      log.add(issue('warning', 'ambiguous-date', place, message, { found: date.text, done }));
    }
    return settled;
  };
}

function* onlySlashed(dates: Iterable<DateText | null>): Iterable<SlashDate> {
  for (const date of dates) if (date !== null && typeof date !== 'string') yield date;
}
