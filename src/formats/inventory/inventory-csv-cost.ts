/** Costs as people write them: `$12,000`, "12.000 € pro Jahr", `EUR 5k p.a.`, "300 per month". */
import type { Cost } from '../../domain/sensors/inventory';
import { type DecimalMark, isNothing, readCellNumber, UNREADABLE, type Unreadable } from './inventory-csv-values';

export interface CostContext {
  readonly header: string;
  /** Of the header: `EUR` in "Cost (EUR)". */
  readonly headerUnit: string;
  readonly currencyCell: string;
  readonly perCell: string;
  readonly mark: DecimalMark;
}

export interface ReadCost {
  readonly cost: Cost;
  readonly ambiguous: boolean;
  /** Nothing in the file said how often it is paid. */
  readonly periodAssumed: boolean;
}

/** Signs that mean one currency; `$` may be any of a dozen and stays as written. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  US$: 'USD',
};

const NAMED = /US\$|[€£¥₹₽₩$]|\b(?:EUR|USD|GBP|CHF|AUD|CAD|SEK|NOK|DKK|PLN|JPY|INR|BRL)\b/i;

const MONTHLY = /(?:per|\/|pro|par|por|p\.?)\s*(?:month|mo|monat|mois|mes)\b\.?|monthly|monatlich|mensuel|mensual/i;
const YEARLY =
  /(?:per|\/|pro|par|por|p\.?)\s*(?:years?|yr|annum|a|jahr|an|año|y)\b\.?|\b(?:yearly|annual(?:ly)?|annum|jährlich|year|jahr|annuel|anual)\b/i;
const ONCE = /\b(?:once|one[- ]?off|one[- ]?time|capex|einmalig|unique|único|perpetual)\b/i;
const FREE = /^(?:free|included|gratis|kostenlos|inklusive|gratuit|inclus|incluido)$/i;
const FACTORS: Readonly<Record<string, number>> = { k: 1e3, tsd: 1e3, m: 1e6, mio: 1e6, mn: 1e6 };

export function readCost(cell: string, context: CostContext): ReadCost | null | Unreadable {
  if (isNothing(cell)) return null;
  const monthly = [cell, context.perCell, context.header].find(
    (text) => MONTHLY.test(text) || YEARLY.test(text) || ONCE.test(text),
  );
  const factor = monthly !== undefined && MONTHLY.test(monthly) ? 12 : 1;
  const per = monthly !== undefined && ONCE.test(monthly) ? 'once' : 'year';
  const headerCurrency = readHeaderCurrency(context);
  const bare = cell.replace(MONTHLY, ' ').replace(YEARLY, ' ').replace(ONCE, ' ').trim();
  const finish = (amount: number, currency: string, ambiguous: boolean): ReadCost => ({
    cost: { amount, currency: context.currencyCell || currency || headerCurrency, per },
    ambiguous,
    periodAssumed: monthly === undefined,
  });
  if (FREE.test(bare)) return finish(0, '', false);
  const split = /^(\D*?)\s*([+-]?\d(?:[\d.,\s'’]*\d)?(?:e[+-]?\d+)?)\s*(?:(k|m|tsd|mio|mn)\b\.?)?\s*([^\d]*)$/i.exec(
    bare,
  );
  if (split === null) return UNREADABLE;
  const [, before = '', digits = '', unit = '', after = ''] = split;
  const number = readCellNumber(digits.replace(/[.,]-+$/, ''), context.mark, 'thousands');
  const sign = (before.trim() || after.trim()).replace(/[.,]?[-–—]+$/, '').trim();
  if (
    number === UNREADABLE ||
    number.value < 0 ||
    (before.trim() !== '' && after.trim().replace(/[-–—.,]/g, '') !== '')
  )
    return UNREADABLE;
  const amount = number.value * (FACTORS[unit.toLowerCase()] ?? 1) * factor;
  return finish(amount, SIGNS[sign.toUpperCase()] ?? currencyName(sign), number.ambiguous);
}

/** "Cost (EUR)", "Kosten (EUR/Jahr)", "Coût €/an". */
function readHeaderCurrency({ header, headerUnit }: CostContext): string {
  const named = NAMED.exec(header)?.[0].toUpperCase() ?? '';
  if (named !== '') return SIGNS[named] ?? named;
  return MONTHLY.test(headerUnit) || YEARLY.test(headerUnit) ? '' : headerUnit;
}

function currencyName(sign: string): string {
  if (/^euros?$/i.test(sign)) return 'EUR';
  return /^[a-z]{3}$/i.test(sign) ? sign.toUpperCase() : sign;
}
