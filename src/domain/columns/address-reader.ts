import { writeIpv6 } from '../indicators/ip-address';
import { ADDRESS_HEADER, PLAIN_ADDRESSES } from './address-packing';
import { type Codes, packedCodeBytes, unpackCodes } from './code-packing';
import type { ColumnReader, ColumnValues, SealedColumn } from './column';
import { roundUp } from './number-packing';
import { groupsOf, writeIpv4 } from './read-address';
import { unpackTexts } from './text-packing';
import { WordTable } from './word-table';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export type AddressColumnReader = ColumnReader & {
  /**
   * Where every row has an IPv4 address of its own: the addresses of all rows, 0 where `isAbsent`. A search asks these and
   * spares itself making `values` of them.
   */
  readonly plain: Uint32Array | null;
};

export function openAddresses(column: SealedColumn, rows: number): AddressColumnReader {
  const { data } = column;
  return new DataView(data).getUint8(1) === PLAIN_ADDRESSES ? openPlain(column, rows) : openCoded(column, rows);
}

function openCoded({ field, kind, data }: SealedColumn, rows: number): AddressColumnReader {
  const view = new DataView(data);
  const [bits, width] = [view.getUint8(2), view.getUint8(3)];
  const [v4Count, v6Count, otherCount] = [4, 8, 12].map((at) => view.getUint32(at, true));
  const atV4 = ADDRESS_HEADER + roundUp(packedCodeBytes(bits, rows));
  const atV6 = atV4 + (v4Count ?? 0) * 4;
  const codes = unpackCodes(data, ADDRESS_HEADER, rows, bits);
  const v4 = new Uint32Array(data, atV4, v4Count);
  const v6 = new Uint8Array(data, atV6, (v6Count ?? 0) * 16);
  const { bytes, ends } = unpackTexts(data, atV6 + v6.length, otherCount ?? 0, width);
  const others = Array.from({ length: otherCount ?? 0 }, (_, at) =>
    decoder.decode(bytes.subarray(ends[at], ends[at + 1])),
  );
  const values = addressValues(v4, v6, others, codes);
  return {
    field,
    kind,
    rows,
    values,
    plain: null,
    isAbsent: (row) => codes[row] === 0,
    numberAt: () => null,
    textAt: (row) => (codes[row] === 0 ? null : values.textOf(codes[row] ?? 0)),
  };
}

function openPlain({ field, kind, data }: SealedColumn, rows: number): AddressColumnReader {
  const absent = new Uint16Array(data, ADDRESS_HEADER, new DataView(data).getUint32(4, true));
  const words = new Uint32Array(data, ADDRESS_HEADER + roundUp(absent.length * 2), rows);
  const isAbsent = (row: number) => words[row] === 0 && absent.includes(row);
  let values: ColumnValues | null = null;
  return {
    field,
    kind,
    rows,
    plain: words,
    isAbsent,
    numberAt: () => null,
    textAt: (row) => (isAbsent(row) ? null : writeIpv4(words[row] ?? 0)),
    get values() {
      values ??= numberWords(words, absent);
      return values;
    },
  };
}

function numberWords(words: Uint32Array, absent: Uint16Array): ColumnValues {
  const table = new WordTable(words.length);
  const codes = new Uint16Array(words.length);
  for (let row = 0, next = 0; row < words.length; row++) {
    if (absent[next] === row) next++;
    else codes[row] = table.add(words[row] ?? 0);
  }
  return addressValues(table.words.slice(0, table.count), new Uint8Array(0), [], codes);
}

function addressValues(v4: Uint32Array, v6: Uint8Array, others: readonly string[], codes: Codes): ColumnValues {
  const firstOther = v4.length + v6.length / 16;
  return {
    count: firstOther + others.length,
    packed: null,
    addresses: { v4, v6, others },
    codes,
    textOf(code) {
      if (code <= v4.length) return writeIpv4(v4[code - 1] ?? 0);
      if (code <= firstOther) return writeIpv6(groupsOf(v6, (code - 1 - v4.length) * 16));
      return others[code - 1 - firstOther] ?? '';
    },
  };
}
