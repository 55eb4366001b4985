/** Gzip (RFC 1952) as it comes: every byte before the place where it ends or is damaged, and what is wrong there. */
import { type Crc32, makeCrc32 } from './crc32';
import { type Inflater, joinBytes, makeInflater } from './inflate';

/** Thrown by a stream of unfolded bytes after all that came before it. */
export class DamagedContent extends Error {
  constructor(
    readonly kind: 'cut' | 'damaged' | 'checksum' | 'more',
    /** Unfolded bytes before it. */
    readonly after: number,
  ) {
    super(`Packed content is ${kind} after ${after} bytes.`);
    this.name = 'DamagedContent';
  }
}

/** What is wrong with a gzip, and where. */
export function describeDamage({ kind, after }: DamagedContent): string {
  const place = `${after.toLocaleString('en')} bytes of its content`;
  switch (kind) {
    case 'cut':
      return `The gzip archive is cut off after ${place}.`;
    case 'damaged':
      return `The gzip archive is damaged after ${place}.`;
    case 'checksum':
      return `The gzip archive is damaged somewhere within ${place}: their checksum is another.`;
    case 'more':
      return `Behind ${place}, the gzip archive holds something that is no gzip.`;
  }
}

/** Names and comments in a head are not read; a longer head is nobody's. */
const LONGEST_HEAD = 128 * 1024;
const TRAILER = 8;

/**
 * One gzip, or several behind each other. Zeroes behind the last, as tapes have them, are none.
 * @throws DamagedContent
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let input: Uint8Array = new Uint8Array(0);
  let after = 0;
  let members = 0;
  let inside: { readonly inflater: Inflater; readonly crc: Crc32; length: number } | null = null;
  let isPadding = false;
  for await (const piece of packed) {
    input = joinBytes(input, piece);
    while (input.length > 0) {
      if (inside === null) {
        isPadding ||= members > 0 && input[0] === 0;
        if (isPadding) {
          if (input.some((byte) => byte !== 0)) throw new DamagedContent('more', after);
          input = new Uint8Array(0);
          break;
        }
        const size = measureHead(input);
        if (size === 'more') break;
        if (size === 'none') throw new DamagedContent(members > 0 ? 'more' : 'damaged', after);
        input = input.subarray(size);
        inside = { inflater: makeInflater(), crc: makeCrc32(), length: 0 };
      }
      const { inflater, crc } = inside;
      if (inflater.state === 'open') {
        for (const unfolded of inflater.push(input)) {
          crc.update(unfolded);
          inside.length += unfolded.length;
          after += unfolded.length;
          yield unfolded;
        }
        input = new Uint8Array(0);
        if (isDamaged(inflater)) throw new DamagedContent('damaged', after);
        if (inflater.state === 'open') break;
        input = inflater.rest();
      }
      if (input.length < TRAILER) break;
      const trailer = new DataView(input.buffer, input.byteOffset, TRAILER);
      if (trailer.getUint32(0, true) !== crc.value() || trailer.getUint32(4, true) !== inside.length >>> 0)
        throw new DamagedContent('checksum', after);
      input = input.subarray(TRAILER);
      inside = null;
      members++;
    }
  }
  if (inside !== null || members === 0 || input.length > 0) throw new DamagedContent('cut', after);
}

/** A state that changed while it was pushed to. */
function isDamaged({ state }: Inflater): boolean {
  return state === 'damaged';
}

/** @returns its bytes; `more`: not all of them are here; `none`: it is no head of a gzip */
function measureHead(bytes: Uint8Array): number | 'more' | 'none' {
  const [first, second, method, flags = 0] = bytes;
  if (first !== 0x1f || (second ?? 0x8b) !== 0x8b || (method ?? 8) !== 8 || (flags & 0xe0) !== 0) return 'none';
  let size = 10;
  if ((flags & 4) !== 0) size += 2 + ((bytes[size] ?? 0) | ((bytes[size + 1] ?? 0) << 8));
  // Name and comment end with a zero each.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, size);
    if (end < 0) return bytes.length > LONGEST_HEAD ? 'none' : 'more';
    size = end + 1;
  }
  if ((flags & 2) !== 0) size += 2;
  return size > bytes.length ? 'more' : size;
}
