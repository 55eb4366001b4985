/** Numbers in decimal from bytes, without a string between: a log has ten of them in a line. */

const ZERO = 48;
const DOT = 46;
const MINUS = 45;
/** Powers of ten that a double has exactly; a quotient by one of them is rounded once, as the language rounds decimals. */
const TENS = Array.from({ length: 23 }, (_, power) => 10 ** power);
/** Above, digits no longer fit a double exactly, and the language's own reading is asked. */
const EXACT = 900_719_925_474_098;
const DECIMAL = /^-?\d{1,400}(?:\.\d{0,400})?(?:[eE][+-]?\d{1,4})?$/;

/** @returns `NaN`: it is no number in decimal, or none that is finite */
export function readDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at++;
  let digits = 0;
  let value = 0;
  let point = -1;
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (value >= EXACT) return readSlowly(bytes, start, end);
      value = value * 10 + digit;
      digits++;
    } else if (byte === DOT && point === -1 && digits > 0) point = digits;
    else return readSlowly(bytes, start, end);
  }
  if (digits === 0) return Number.NaN;
  const fraction = point === -1 ? 0 : digits - point;
  if (fraction > 22) return readSlowly(bytes, start, end);
  const size = fraction === 0 ? value : value / (TENS[fraction] ?? 1);
  return isNegative && size !== 0 ? -size : size;
}

/** Exponents, and more digits than a double has. */
function readSlowly(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 800) return Number.NaN;
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : Number.NaN;
}
