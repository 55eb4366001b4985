import { readNumber } from '../read-number';
import { excerpt, failure, issue, type Result, success } from '../result';
import type { Plan, Price } from './plan';

/** What an option costs, in cents of the plan's currency over the plan's years; whole, so that sums are exact. */
export type Cents = number;

/** More than any security budget, and far below where whole numbers stop being exact. */
const HIGHEST_PRICE = 1e12;

/**
 * Reads a price as typed: "12,000", "12 000.50", "1200 EUR", "5k"; "free" is 0, and "(1,200)" is below it.
 * @param where the option's name, for the message
 * @returns cents; or a failure with one of `price-missing`, `price-not-a-number`, `price-negative`, `price-too-high`,
 *   `price-currency`
 */
export function readPrice(price: Price, plan: Pick<Plan, 'currency' | 'years'>, where: string): Result<Cents> {
  const refuse = (code: string, message: string) =>
    failure(
      issue('warning', code, { kind: 'path', path: where }, message, {
        ...(price.amount.trim() === '' ? {} : { found: excerpt(price.amount) }),
        done: 'It is left out of the search.',
      }),
    );
  const typed = price.amount.trim();
  if (typed === '') return refuse('price-missing', `No price is stated for ${where}. What costs nothing is priced 0.`);
  if (FREE.test(typed)) return success(0);
  const bare = typed.replace(/^\((.*)\)$/u, '-$1');
  const [, sign, before, digits, factor, after] = PRICE.exec(bare) ?? [];
  if (digits === undefined) return refuse('price-not-a-number', `The price of ${where} is not a number.`);
  const isNegative = sign !== undefined || /^[-−–]/.test(digits);
  const currency = before ?? after ?? price.currency;
  if (!isSameCurrency(currency, plan.currency)) {
    return refuse(
      'price-currency',
      `The price of ${where} is in ${currency}, the plan counts in ${plan.currency}: no rate of exchange is known here.`,
    );
  }
  const read = readAmount(digits.replace(/^[-−–]\s*/, '').trim());
  const amount = read === null ? null : read * (FACTORS[factor?.toLowerCase() ?? ''] ?? 1);
  if (amount === null) return refuse('price-not-a-number', `The price of ${where} is not a number.`);
  if (isNegative && amount > 0) return refuse('price-negative', `The price of ${where} is below 0.`);
  const total = amount * (price.per === 'year' ? plan.years : 1);
  if (total > HIGHEST_PRICE) return refuse('price-too-high', `The price of ${where} is too high to be one.`);
  return success(Math.round(total * 100));
}

const FREE = /^(?:free|included|gratis|kostenlos|gratuit|incluido)$/i;
/** A minus, a currency, the digits, thousands or millions, a currency. */
const PRICE =
  /^([-−–])?\s*(\p{Lu}{3}|\p{Sc})?\s*([-−–]?[.,]?\d[\d.,'’\s]*?)\s*(k|tsd|mio?|m)?\b\.?\s*(\p{L}{2,}|\p{Sc})?$/iu;
const FACTORS: Readonly<Record<string, number>> = { k: 1e3, tsd: 1e3, m: 1e6, mio: 1e6, mi: 1e6 };

/** "1.234,50" and "1,234.50": the last sign is the decimal one where both stand. */
function readAmount(text: string): number | null {
  const mixed = /^(\d{1,3}(?:([.,'’\s])\d{3})+)([.,])(\d+)$/.exec(text);
  if (mixed !== null && mixed[2] !== mixed[3]) return Number(`${mixed[1]?.replace(/\D/g, '')}.${mixed[4]}`);
  const reading = readNumber(text.replace(/^([.,])/, '0$1').replace(/[.,]$/, ''), { min: 0 });
  return 'value' in reading ? reading.value : null;
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' };

/** A price without a currency is in the plan's; a plan without one takes any. */
function isSameCurrency(stated: string, wanted: string): boolean {
  const [a, b] = [stated, wanted].map((name) => (SIGNS[name.trim()] ?? name.trim()).toUpperCase());
  return a === '' || b === '' || a === b;
}
