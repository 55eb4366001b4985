/** The prefix codes of DEFLATE (RFC 1951, sections 3.2.2, 3.2.6 and 3.2.7). */

/** By the next bits, first bit lowest: `symbol << 4 | length of its code`; 0 is no code. */
export interface CodeTable {
  readonly entries: Uint16Array;
  readonly mask: number;
}

const LONGEST_CODE = 15;
/** Lengths of the code for lengths stand in this order: those that are seldom there come last. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_LITERALS = 286;
const MOST_DISTANCES = 30;

/**
 * @param lengths of the codes, by symbol; 0: it has none
 * @returns `null`: no such code, as it names a sequence of bits twice or not at all. One of a single bit may do the latter.
 */
export function makeCodeTable(lengths: Uint8Array): CodeTable | null {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  let longest = LONGEST_CODE;
  while (longest > 1 && counts[longest] === 0) longest--;
  const next = new Uint16Array(LONGEST_CODE + 2);
  let left = 1;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    left = left * 2 - (counts[length] ?? 0);
    if (left < 0) return null;
    next[length + 1] = ((next[length] ?? 0) + (counts[length] ?? 0)) << 1;
  }
  if (left > 0 && longest > 1) return null;
  const entries = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0;
    if (length === 0) continue;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    const entry = (symbol << 4) | length;
    for (let at = reverse(code, length); at < entries.length; at += 1 << length) entries[at] = entry;
  }
  return { entries, mask: entries.length - 1 };
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

/** The head of a block with codes of its own. @param take so many bits; -1: they are not there yet */
export function readCodeLengths(
  take: (bits: number) => number,
): { readonly literals: Uint8Array; readonly distances: Uint8Array } | 'input' | 'damaged' {
  const [literals, distances, given] = [take(5) + 257, take(5) + 1, take(4) + 4];
  if (given < 4) return 'input';
  if (literals > MOST_LITERALS || distances > MOST_DISTANCES) return 'damaged';
  const ofLengths = new Uint8Array(ORDER.length);
  for (let at = 0; at < given; at++) {
    const length = take(3);
    if (length < 0) return 'input';
    ofLengths[ORDER[at] ?? 0] = length;
  }
  const table = makeCodeTable(ofLengths);
  if (table === null) return 'damaged';
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = readSymbol(table, take);
    if (symbol === 'input' || symbol === 'damaged') return symbol;
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    const [bits, least] = symbol === 16 ? [2, 3] : symbol === 17 ? [3, 3] : [7, 11];
    const more = take(bits);
    if (more < 0) return 'input';
    const end = at + least + more;
    if (end > lengths.length || (symbol === 16 && at === 0)) return 'damaged';
    lengths.fill(symbol === 16 ? (lengths[at - 1] ?? 0) : 0, at, end);
    at = end;
  }
  return { literals: lengths.subarray(0, literals), distances: lengths.subarray(literals) };
}

/** Bit by bit: there may be no more of them than the code has. */
function readSymbol({ entries, mask }: CodeTable, take: (bits: number) => number): number | 'input' | 'damaged' {
  let bits = 0;
  for (let length = 1; 1 << (length - 1) <= mask; length++) {
    const bit = take(1);
    if (bit < 0) return 'input';
    bits |= bit << (length - 1);
    const entry = entries[bits] ?? 0;
    if ((entry & 15) === length) return entry >> 4;
  }
  return 'damaged';
}

export const FIXED = makeFixed();

function makeFixed(): { readonly literals: CodeTable; readonly distances: CodeTable } {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256).fill(7, 256, 280);
  const [literals, distances] = [makeCodeTable(lengths), makeCodeTable(new Uint8Array(32).fill(5))];
  if (literals === null || distances === null) throw new Error('The fixed codes are complete.');
  return { literals, distances };
}
