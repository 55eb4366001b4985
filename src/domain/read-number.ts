/** A number as people type it: decimal point or comma, digits in groups of three, a sign of percent behind it. */

export interface NumberRule {
  readonly min?: number;
  readonly max?: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
}

export type NumberReading = { readonly value: number | null } | { readonly error: string };

const GROUPED = /^\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+$/;
const PLAIN = /^-?\d+(?:[.,]\d+)?$/;

/** Nothing typed is nothing said: `null`. */
export function readNumber(text: string, { min, max, whole = false }: NumberRule): NumberReading {
  const typed = text.trim().replace(/\s*%$/, '');
  if (typed === '') return { value: null };
  // "6.000" is six thousand where thousands make sense, and six where the limit is a hundred.
  const grouped = GROUPED.test(typed) && (max === undefined || max >= 1000);
  if (!grouped && !PLAIN.test(typed)) return { error: `Enter a number${describeRange(min, max)}.` };
  const value = Number(grouped ? typed.replace(/\D/g, '') : typed.replace(',', '.'));
  if (whole && !Number.isInteger(value)) return { error: `Enter a whole number${describeRange(min, max)}.` };
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    return { error: `Enter a number${describeRange(min, max)}.` };
  }
  return { value };
}

function describeRange(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of ${min} or more`;
  return max === undefined ? '' : ` of ${max} or less`;
}
