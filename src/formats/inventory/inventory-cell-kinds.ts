/** What the cells of a column look like, whatever its header says. */
import { readCost } from './inventory-csv-cost';
import { readDate } from './inventory-csv-dates';
import { readPlatforms, readRoles } from './inventory-csv-groups';
import { isNothing, readCount, readDays, readShare, readStatus, UNREADABLE } from './inventory-csv-values';

export interface ContentTools {
  /** Whether a cell names a sensor that is known; for guessing only. */
  isProduct(cell: string): boolean;
  /** By name, not by likeness. */
  isKnownProduct(name: string): boolean;
  isVendor(cell: string): boolean;
}

/** Shares of the different filled cells, 0 to 1, and how many there are. */
export interface CellKinds {
  readonly filled: number;
  readonly distinct: number;
  /** Different cells per filled cell: 1 for names of hosts, small for sites. */
  readonly variety: number;
  readonly product: number;
  readonly vendor: number;
  readonly platform: number;
  readonly host: number;
  readonly date: number;
  readonly percent: number;
  readonly share: number;
  readonly money: number;
  readonly cost: number;
  readonly count: number;
  readonly days: number;
  readonly number: number;
  readonly status: number;
  readonly role: number;
}

const LONGEST = 120;
/** Different cells that are looked at. */
const JUDGED = 60;
/** srv-0123, DESKTOP-7GH2K1, web01.corp.example, 10-0-0-1: one word with a digit, a dash or a dot in it. */
const HOST = /^(?=[^\s@]*[\d.-])[a-z0-9][a-z0-9_-]{1,62}(?:\.[a-z0-9][a-z0-9-]*)*\$?$/i;
/** proxy-01 is a host, whatever "proxy" is. */
const NUMBERED = /^[a-z]+(?:[-_][a-z]+)*[-_]\d+$/i;
const NO_HOST =
  /^(?:(?:t|ta|ds|dc|det|an)\d{4}(?:\.\d{3})?|v?\d+(?:[.,-]\d+)*|\d.*%|[a-z]{1,2}\d{1,2}|\d+(?:\.\d+){3}|(?:win|windows|rhel|ubuntu|debian|sles)[\d.-]*)$/i;
/** E5, P2: editions. */
const WORD_WITH_DIGITS = /^[a-z]+[- ]?\d/i;
const MONEY =
  /(?:[€£$¥₹]|\b(?:eur|usd|gbp|chf|aud|cad|sek|nok|dkk|pln|jpy|inr|brl)\b)\s*\d|\d\s*k?\s*(?:[€£$¥₹]|(?:eur|usd|gbp|chf|aud|cad|sek|nok|dkk|pln|jpy|inr|brl)\b)/i;

export function tellCellKinds(cells: readonly string[], tools: ContentTools): CellKinds {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => !isNothing(cell) && cell.length <= LONGEST);
  const all = [...new Set(filled)];
  const distinct = all.slice(0, JUDGED);
  const part = (test: (cell: string) => boolean): number =>
    distinct.length === 0 ? 0 : distinct.filter(test).length / distinct.length;
  const context = { header: '', headerUnit: '', currencyCell: '', perCell: '', mark: '.' } as const;
  return {
    filled: filled.length,
    distinct: all.length,
    variety: filled.length === 0 ? 0 : all.length / filled.length,
    product: part((cell) => !NUMBERED.test(cell) && tools.isProduct(cell)),
    vendor: part(tools.isVendor),
    platform: part((cell) => readPlatforms(cell).unknown.length === 0),
    host: part((cell) => HOST.test(cell) && !NO_HOST.test(cell)),
    date: part((cell) => !/^\d+$/.test(cell) && isRead(readDate(cell, 0))),
    percent: part((cell) => /\d\s*%$/.test(cell)),
    share: part((cell) => isRead(readShare(cell, '.'))),
    money: part((cell) => MONEY.test(cell)),
    cost: part((cell) => (MONEY.test(cell) || !WORD_WITH_DIGITS.test(cell)) && isRead(readCost(cell, context))),
    count: part((cell) => isRead(readCount(cell))),
    days: part((cell) => isRead(readDays(cell, ''))),
    number: part((cell) => /^[+-]?\d+(?:[.,]\d+)*$/.test(cell)),
    status: part((cell) => readStatus(cell) !== null),
    role: part((cell) => readRoles(cell).unknown.length === 0),
  };
}

function isRead(value: unknown): boolean {
  return value !== null && value !== UNREADABLE;
}
