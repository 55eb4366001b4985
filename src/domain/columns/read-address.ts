/** Addresses of the Internet Protocol from bytes, and back into their one form; strict, as in `indicators/ip-address`. */

const ZERO = 48;
const DOT = 46;
const COLON = 58;

/** @returns the address as a number of 32 bits; -1: it is none (leading zeros included: tools read them as octal) */
export function readIpv4(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 7 || end - start > 15) return -1;
  let address = 0;
  let octet = -1;
  let dots = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT) {
      if (octet === -1 || dots === 3) return -1;
      address = (address << 8) | octet;
      octet = -1;
      dots++;
    } else {
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9 || octet === 0) return -1;
      octet = octet === -1 ? digit : octet * 10 + digit;
      if (octet > 255) return -1;
    }
  }
  return dots === 3 && octet !== -1 ? ((address << 8) | octet) >>> 0 : -1;
}

export function writeIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

const head = new Uint16Array(8);
const tail = new Uint16Array(8);

/**
 * All forms of RFC 4291: `::` once, a dotted quad at the end. A zone (`%eth0`) makes it no address but text.
 * @param into 16 bytes from `at` @returns `false`: it is none, and `into` is as before
 */
export function readIpv6(bytes: Uint8Array, start: number, end: number, into: Uint8Array, at = 0): boolean {
  if (end - start < 2 || end - start > 45) return false;
  let groups = head;
  let [heads, count, read] = [-1, 0, start];
  if (bytes[read] === COLON) {
    if (bytes[read + 1] !== COLON) return false;
    read++;
  }
  while (read < end) {
    if (bytes[read] === COLON) {
      // The second of two: what follows is counted from the end.
      if (heads !== -1) return false;
      [heads, count, groups] = [count, 0, tail];
      read++;
      continue;
    }
    let group = 0;
    const first = read;
    for (; read < end && bytes[read] !== COLON && bytes[read] !== DOT; read++) {
      const digit = hexDigit(bytes[read] ?? 0);
      if (digit === -1 || read - first === 4) return false;
      group = group * 16 + digit;
    }
    if (read < end && bytes[read] === DOT) {
      const quad = readIpv4(bytes, first, end);
      if (quad === -1 || count > 6) return false;
      groups[count++] = quad >>> 16;
      groups[count++] = quad & 0xffff;
      break;
    }
    if (read === first || count === 8) return false;
    groups[count++] = group;
    if (read === end) break;
    read++;
    // A single colon ends nothing.
    if (read === end) return false;
  }
  if (heads === -1 ? count !== 8 : heads + count > 7) return false;
  const before = heads === -1 ? 8 : heads;
  for (let group = 0; group < 8; group++) {
    const fromEnd = group - 8 + count;
    const value = group < before ? head[group] : fromEnd >= 0 ? tail[fromEnd] : 0;
    into[at + group * 2] = (value ?? 0) >>> 8;
    into[at + group * 2 + 1] = (value ?? 0) & 255;
  }
  return true;
}

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= 57) return byte - ZERO;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Eight groups of 16 bits, for `writeIpv6`. */
export function groupsOf(bytes: Uint8Array, at: number): readonly number[] {
  return Array.from({ length: 8 }, (_, group) => (bytes[at + group * 2] ?? 0) * 256 + (bytes[at + group * 2 + 1] ?? 0));
}
