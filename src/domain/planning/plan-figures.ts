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

/** "120,000 EUR"; without a currency the number alone. */
export function formatMoney(amount: number, currency: string): string {
  const number = (Number.isInteger(amount) ? WHOLE : CENTS).format(amount);
  return currency.trim() === '' ? number : `${number}${SPACE}${currency.trim()}`;
}

/** "120K", for axes. */
export function formatShortAmount(amount: number): string {
  return SHORT.format(amount);
}
