/** Hexadecimal digits as bytes, in either case: half as long, and the same for all who write them. */
export function packHex(bytes: Uint8Array, start: number, end: number, into: Uint8Array): boolean {
  for (let at = start, to = 0; at < end; at += 2, to++) {
    const high = digitOf(bytes[at] ?? 0);
    const low = digitOf(bytes[at + 1] ?? 0);
    if (high === -1 || low === -1) return false;
    into[to] = high * 16 + low;
  }
  return true;
}

function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** By the number of hexadecimal digits. */
export const HASH_BY_LENGTH: ReadonlyMap<number, 'md5' | 'sha1' | 'sha256' | 'sha512'> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);
