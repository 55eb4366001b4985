/** Bytes as text, RFC 4648: the usual alphabet, and the one that stands in addresses without being escaped. */

const USUAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const OF_ADDRESSES = `${USUAL.slice(0, 62)}-_`;
const decoder = new TextDecoder();

export function bytesToBase64(bytes: Uint8Array): string {
  return write(bytes, USUAL, true);
}

export function bytesToBase64Url(bytes: Uint8Array): string {
  return write(bytes, OF_ADDRESSES, false);
}

/** Either alphabet; what belongs to none is skipped, as line ends and padding are. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const value = VALUES[text.charCodeAt(at)] ?? NONE;
    if (value === NONE) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (held >> bits) & 0xff;
  }
  return bytes.slice(0, length);
}

const NONE = 255;
const VALUES = new Uint8Array(128).fill(NONE);
for (const alphabet of [USUAL, OF_ADDRESSES]) {
  for (const [value, character] of [...alphabet].entries()) VALUES[character.charCodeAt(0)] = value;
}

/** In pieces: a string that grows letter by letter takes many times its room. */
const PIECE = 0x3000;

function write(bytes: Uint8Array, alphabet: string, isPadded: boolean): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = bytes.subarray(start, start + PIECE);
    const out = new Uint8Array(Math.ceil(piece.length / 3) * 4);
    for (let at = 0, to = 0; at < piece.length; at += 3, to += 4) {
      const bits = ((piece[at] ?? 0) << 16) | ((piece[at + 1] ?? 0) << 8) | (piece[at + 2] ?? 0);
      out[to] = alphabet.charCodeAt(bits >> 18);
      out[to + 1] = alphabet.charCodeAt((bits >> 12) & 63);
      out[to + 2] = alphabet.charCodeAt((bits >> 6) & 63);
      out[to + 3] = alphabet.charCodeAt(bits & 63);
    }
    const padding = (3 - (piece.length % 3)) % 3;
    const text = decoder.decode(out.subarray(0, out.length - padding));
    pieces.push(isPadded ? text + '='.repeat(padding) : text);
  }
  return pieces.join('');
}
