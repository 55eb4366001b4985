/** Zeek writes bytes that would disturb its lines as `\x09`, and a backslash as `\\`. */

const BACKSLASH = 92;
const NEW_LINE = 10;
const X = 120;

/**
 * Undoes it, from `bytes` into `target`, which is at least as long; `setSeparator` (-1: none) between values becomes a new line.
 * Bytes that make no UTF-8 stay as they are written, so that they can be told apart.
 * @returns the length of the result
 */
export function unescapeZeek(
  bytes: Uint8Array,
  start: number,
  end: number,
  setSeparator: number,
  target: Uint8Array,
  escaped: boolean,
): number {
  if (!escaped) {
    for (let at = start; at < end; at++) target[at - start] = bytes[at] === setSeparator ? NEW_LINE : (bytes[at] ?? 0);
    return end - start;
  }
  const length = copy(bytes, start, end, setSeparator, target, true);
  if (length.made === 0 || isUtf8(target.subarray(0, length.total))) return length.total;
  return copy(bytes, start, end, setSeparator, target, false).total;
}

function copy(
  bytes: Uint8Array,
  start: number,
  end: number,
  setSeparator: number,
  target: Uint8Array,
  high: boolean,
): { readonly total: number; readonly made: number } {
  let total = 0;
  let made = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH && at + 1 < end) {
      if (bytes[at + 1] === BACKSLASH) {
        target[total++] = BACKSLASH;
        at++;
        continue;
      }
      const value = bytes[at + 1] === X && at + 3 < end ? hex(bytes[at + 2] ?? 0) * 16 + hex(bytes[at + 3] ?? 0) : -1;
      if (value >= 0 && (high || value < 0x80)) {
        if (value >= 0x80) made++;
        target[total++] = value;
        at += 3;
        continue;
      }
    }
    target[total++] = byte === setSeparator ? NEW_LINE : byte;
  }
  return { total, made };
}

/** Far below 0 for what is no digit, so that a sum with it is. */
function hex(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -10_000;
}

const STRICT = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
