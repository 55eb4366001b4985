/** How the figures of planning are written: shares with one decimal, money with its currency. */

const SPACE = '\u00a0';
const PERCENT = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const CENTS = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** 0.714 is "71.4 %"; what is not all is never written as all, what is not nothing never as nothing. */
export function formatExactPercent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return `<0.1${SPACE}%`;
  if (percent > 99.95 && percent < 100 - 1e-9) return `>99.9${SPACE}%`;
  return `${PERCENT.format(percent)}${SPACE}%`;
}

/** More would be noise. */
const MOST_DECIMALS = 3;

/**
 * Decimals of percentages with which "56.3 → 60.2 (+3.9)" adds up as it is written: one, or more where each of the three
 * rounded by itself would not.
 */
export function decimalsOfDifference(before: number, after: number): number {
  for (let decimals = 1; decimals < MOST_DECIMALS; decimals++) {
    const [a, b, difference] = [before, after, after - before].map((share) => Math.round(share * 100 * 10 ** decimals));
    if ((b ?? 0) - (a ?? 0) === difference) return decimals;
  }
  return MOST_DECIMALS;
}

/** "56.3 % → 60.2 % (+3.9 points)". */
export function writeDifference(before: number, after: number): string {
  const decimals = decimalsOfDifference(before, after);
  const format = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const [from, to, points] = [before, after, Math.abs(after - before)].map((share) => format.format(share * 100));
  const sign = after === before ? '' : after > before ? '+' : '−';
  const isTiny = after !== before && Number(points) === 0;
  return `${from}${SPACE}% → ${to}${SPACE}% (${sign}${isTiny ? '<0.1' : points} points)`;
}

/** "120,000 EUR"; without a currency the number alone. */
export function formatMoney(amount: number, currency: string): string {
  const number = (Number.isInteger(amount) ? WHOLE : CENTS).format(amount);
  return currency.trim() === '' ? number : `${number}${SPACE}${currency.trim()}`;
}

/** "120K", for axes. */
export function formatShortAmount(amount: number): string {
  return SHORT.format(amount);
}
