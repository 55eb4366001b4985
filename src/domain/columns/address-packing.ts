import type { ByteTable } from './byte-table';
import { bitsFor, chooseCodeBits, packCodes, packedCodeBytes } from './code-packing';
import { roundUp, VERSION } from './number-packing';
import { packTexts, sizeOfTexts } from './text-packing';

export const ADDRESSES = 3;
export const PLAIN_ADDRESSES = 4;
export const ADDRESS_HEADER = 24;
/** What stands first in a value of the table of those that are not IPv4. */
const IPV6 = 6;

/** @param signed per row: 1 … n of `v4`, -1 … -n of `rest`, 0: absent */
export function packAddresses(signed: Int32Array, v4: Uint32Array, rest: ByteTable): ArrayBuffer {
  const rows = signed.length;
  if (rest.count === 0) {
    const coded = v4.length * 4 + packedCodeBytes(bitsFor(v4.length), rows);
    let absent = 0;
    for (const code of signed) if (code === 0) absent++;
    if (rows * 4 + absent * 2 < coded) return packPlain(signed, v4, absent);
  }
  const { codes, v6, others } = sortRest(rest, v4.length);
  const rowCodes = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const code = signed[row] ?? 0;
    rowCodes[row] = code < 0 ? (codes[-code] ?? 0) : code;
  }
  const bits = chooseCodeBits(rowCodes, rows, v4.length + rest.count);
  const sizes = sizeOfTexts(others.ends, others.count);
  const atV4 = ADDRESS_HEADER + roundUp(packedCodeBytes(bits, rows));
  const atV6 = atV4 + v4.length * 4;
  const atOthers = atV6 + v6.length;
  const buffer = new ArrayBuffer(atOthers + sizes.bytes);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, ADDRESSES);
  view.setUint8(2, bits);
  view.setUint8(3, sizes.width);
  view.setUint32(4, v4.length, true);
  view.setUint32(8, v6.length / 16, true);
  view.setUint32(12, others.count, true);
  new Uint8Array(buffer).set(packCodes(rowCodes, rows, bits), ADDRESS_HEADER);
  new Uint32Array(buffer, atV4, v4.length).set(v4);
  new Uint8Array(buffer, atV6).set(v6);
  packTexts(others.bytes, others.ends, others.count, buffer, atOthers);
  return buffer;
}

/** Where most rows have an address of their own, codes would be more than the addresses themselves. */
function packPlain(signed: Int32Array, v4: Uint32Array, absent: number): ArrayBuffer {
  const rows = signed.length;
  const body = ADDRESS_HEADER + roundUp(absent * 2);
  const buffer = new ArrayBuffer(body + rows * 4);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, PLAIN_ADDRESSES);
  view.setUint32(4, absent, true);
  const positions = new Uint16Array(buffer, ADDRESS_HEADER, absent);
  const words = new Uint32Array(buffer, body, rows);
  for (let row = 0, at = 0; row < rows; row++) {
    const code = signed[row] ?? 0;
    if (code === 0) positions[at++] = row;
    else words[row] = v4[code - 1] ?? 0;
  }
  return buffer;
}

/** IPv6 before the others, and the codes that come of it, by code of the table. */
function sortRest(rest: ByteTable, before: number) {
  const codes = new Uint16Array(rest.count + 1);
  const isV6 = (code: number) => rest.bytes[rest.ends[code - 1] ?? 0] === IPV6;
  let v6Count = 0;
  for (let code = 1; code <= rest.count; code++) if (isV6(code)) codes[code] = before + ++v6Count;
  const v6 = new Uint8Array(v6Count * 16);
  const others = { bytes: new Uint8Array(rest.used), ends: new Uint32Array(rest.count - v6Count + 1), count: 0 };
  for (let code = 1, used = 0; code <= rest.count; code++) {
    const value = rest.bytes.subarray((rest.ends[code - 1] ?? 0) + 1, rest.ends[code]);
    if (isV6(code)) {
      v6.set(value, ((codes[code] ?? 0) - before - 1) * 16);
      continue;
    }
    others.bytes.set(value, used);
    used += value.length;
    others.ends[++others.count] = used;
    codes[code] = before + v6Count + others.count;
  }
  return { codes, v6, others };
}
