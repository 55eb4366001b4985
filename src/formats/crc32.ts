/** The checksum of gzip and ZIP (RFC 1952, section 8), over bytes that come in pieces. */
export interface Crc32 {
  update(bytes: Uint8Array): void;
  /** Of all so far, without a sign. */
  value(): number;
}

/** Four tables: four bytes a step. */
const TABLES = makeTables();

export function makeCrc32(): Crc32 {
  let crc = ~0;
  return {
    update(bytes) {
      const [one, two, three, four] = TABLES;
      const end = bytes.length - (bytes.length % 4);
      let at = 0;
      for (; at < end; at += 4) {
        crc ^=
          byteAt(bytes, at) |
          (byteAt(bytes, at + 1) << 8) |
          (byteAt(bytes, at + 2) << 16) |
          (byteAt(bytes, at + 3) << 24);
        crc =
          (four[crc & 0xff] ?? 0) ^
          (three[(crc >>> 8) & 0xff] ?? 0) ^
          (two[(crc >>> 16) & 0xff] ?? 0) ^
          (one[crc >>> 24] ?? 0);
      }
      for (; at < bytes.length; at++) crc = (one[(crc ^ byteAt(bytes, at)) & 0xff] ?? 0) ^ (crc >>> 8);
    },
    value: () => ~crc >>> 0,
  };
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function makeTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const one = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    one[byte] = value;
  }
  const after = (table: Int32Array) => table.map((value) => (one[value & 0xff] ?? 0) ^ (value >>> 8));
  const two = after(one);
  const three = after(two);
  return [one, two, three, after(three)];
}
