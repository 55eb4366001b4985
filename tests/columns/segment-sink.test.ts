import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldKind, SEGMENT_ROWS, type SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { parseIpv6, writeIpv6 } from '../../src/domain/indicators/ip-address';
import { makeRandom } from '../make-random';

const KINDS: readonly FieldKind[] = ['time', 'number', 'address', 'text', 'list'];
const fieldOf = (kind: FieldKind) => (kind === 'time' ? '@timestamp' : `field.${kind}`);
type Cell = string | number | undefined;

function store(rows: readonly (readonly Cell[])[], isDropped: (row: number) => boolean = () => false) {
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  const writers = KINDS.map((kind) => sink.column(fieldOf(kind), kind));
  for (const [row, cells] of rows.entries()) {
    sink.begin(row + 1, row * 100, 99);
    for (const [at, cell] of cells.entries()) {
      if (typeof cell === 'number') writers[at]?.putNumber(cell);
      else if (cell !== undefined) writers[at]?.putText(cell);
    }
    if (isDropped(row)) sink.drop();
  }
  sink.end();
  return { segments, count: sink.count };
}

function readBack(segments: readonly SealedSegment[]): (string | undefined)[][] {
  return segments.flatMap((segment) => {
    const open = openSegment(segment);
    return Array.from({ length: segment.rows }, (_, row) =>
      KINDS.map((kind) => {
        const reader = open.reader(fieldOf(kind));
        const text = reader?.textAt(row) ?? undefined;
        const { values } = reader ?? {};
        const code = values?.codes[row] ?? 0;
        const isSame =
          (reader?.isAbsent(row) ?? true) === (text === undefined) &&
          (!values || ((code === 0 ? undefined : values.textOf(code)) === text && code <= values.count));
        // Asked this way because a million calls of `expect` take a minute.
        if (!isSame) expect.fail(`${kind} of row ${row}: ${text}`);
        return text;
      }),
    );
  });
}

const asText = (cells: readonly Cell[]) =>
  KINDS.map((kind, at) => {
    const cell = cells[at];
    if (cell === undefined) return undefined;
    if (kind === 'time') return String(Math.trunc(cell as number) + 0);
    const groups = kind === 'address' ? parseIpv6(cell as string) : null;
    return groups === null ? String(typeof cell === 'number' ? cell + 0 : cell) : writeIpv6(groups);
  });

const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const number = fc.oneof(
  fc.integer(),
  fc.nat(3),
  fc.constant(0),
  fc.nat(100_000).map((whole) => whole / 1000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
);
const row = fc.tuple(
  some(fc.oneof(fc.integer({ min: 1.7e12, max: 1.7e12 + 1e6 }), fc.double({ min: -1e15, max: 1e15, noNaN: true }))),
  some(number),
  some(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.1', '0.0.0.0', '-', '::ffff:192.0.2.1', '01.2.3.4'))),
  some(fc.string({ unit: 'grapheme' })),
  some(fc.constantFrom('', 'a', 'a\nb', 'c')),
);

describe('columns', () => {
  it('give back what was put, absent values too', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 300 }), (rows) => {
        const { segments, count } = store(rows);
        expect(count).toBe(rows.length);
        expect(readBack(segments)).toEqual(rows.map(asText));
      }),
      { numRuns: 300 },
    );
  });

  it('keep nothing of records that were taken back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 100 }), (rows) => {
        const { segments, count } = store(
          rows.map(([cells]) => cells),
          (at) => rows[at]?.[1] === true,
        );
        const kept = rows.filter(([, dropped]) => !dropped).map(([cells]) => asText(cells));
        expect(count).toBe(kept.length);
        expect(readBack(segments)).toEqual(kept);
        for (const { values } of segments.flatMap((segment) =>
          segment.columns.map(({ field }) => openSegment(segment).reader(field) ?? { values: null }),
        )) {
          if (values !== null)
            expect(new Set(values.codes).size - (values.codes.includes(0) ? 1 : 0)).toBe(values.count);
        }
      }),
    );
  });

  it.each([
    ['constant', 24, () => 7],
    ['small', 5024, (at: number) => at % 200],
    ['of two bytes', 10_024, (at: number) => 1e9 + ((at * 7919) % 60_000)],
    ['of three bytes', 15_024, (at: number) => (at * 7919) % 16_000_000],
    ['of four bytes', 20_024, (at: number) => (at * 104_729) % 4_200_000_000],
    ['mostly small', 5076, (at: number) => (at % 1000 === 3 ? 1e15 + at : at % 50)],
    ['mostly absent', 76, (at: number) => (at % 1000 === 3 ? at / 3 : undefined)],
    ['one far below', 10_036, (at: number) => (at === 500 ? 0 : 1.7e12 + at)],
    ['with fractions', 10_024, (at: number) => (at % 5000) / 1000],
    ['few but wide', 2580, (at: number) => ((at % 7) + 1) / 3],
    ['any doubles', 40_024, (at: number) => Math.sqrt(at)],
    ['some that no scale holds', 10_516, (at: number) => (at % 100 === 0 ? Math.PI * at : at / 100)],
  ])('of numbers: %s, in %i bytes', (_, bytes, make: (at: number) => number | undefined) => {
    const rows = Array.from({ length: 5000 }, (_, at) => [undefined, make(at)]);
    const { segments } = store(rows);
    expect(readBack(segments)).toEqual(rows.map(asText));
    const size = segments[0]?.columns.find(({ field }) => field === 'field.number')?.data.byteLength;
    expect(size).toBe(bytes);
  });

  it('are cut into segments, whatever was dropped', () => {
    const random = makeRandom(5);
    const rows = Array.from({ length: SEGMENT_ROWS * 2 + 10 }, (_, at) => [
      1.7e12 + at * 10,
      at,
      at % 3 === 0 ? undefined : `10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${at % 256}`,
      `text ${at}`,
    ]);
    const { segments, count } = store(rows, (at) => at % 10 === 1);
    const kept = rows.filter((_, at) => at % 10 !== 1).map(asText);
    expect(count).toBe(kept.length);
    expect(segments.map((segment) => segment.rows)).toEqual([SEGMENT_ROWS, kept.length - SEGMENT_ROWS]);
    expect(readBack(segments)).toEqual(kept);
    expect(segments[0]?.from).toBe(1.7e12);
    expect(segments[1]?.to).toBe(1.7e12 + (rows.length - 1) * 10);
    expect(
      segments.every(({ bytes, columns }) => bytes === columns.reduce((sum, c) => sum + c.data.byteLength, 0)),
    ).toBe(true);
  });

  it('bear more values taken back than codes there are', () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => [
      undefined,
      undefined,
      `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
      `text ${at}`,
    ]);
    const { segments } = store(rows, (at) => at % 1000 !== 0);
    expect(readBack(segments)).toEqual(rows.filter((_, at) => at % 1000 === 0).map(asText));
  });

  it('keep the places of records, also where they are not in order', () => {
    const random = makeRandom(9);
    const places = Array.from({ length: 70_000 }, (_, at) => ({
      line: at * 2 + 9,
      offset: at * 150 + Math.floor(random() * 20),
      length: 100 + Math.floor(random() * 40),
    }));
    places.push({ line: 3, offset: 5, length: 100_000 });
    const segments: SealedSegment[] = [];
    const sink = makeSegmentSink((segment) => segments.push(segment));
    for (const { line, offset, length } of places) sink.begin(line, offset, length);
    sink.end();
    const found = segments.flatMap((segment) => {
      const open = openSegment(segment);
      return Array.from({ length: segment.rows }, (_, row) => ({
        line: open.reader('record.line')?.numberAt(row),
        offset: open.reader('record.offset')?.numberAt(row),
        length: open.reader('record.length')?.numberAt(row),
      }));
    });
    expect(found).toEqual(places);
  });

  it('hold what is put last, and refuse what is no value of their kind', () => {
    const segments: SealedSegment[] = [];
    const sink = makeSegmentSink((segment) => segments.push(segment));
    const port = sink.column('source.port');
    const address = sink.column('source.ip');
    port.putNumber(1);
    sink.begin(1, 0, 1);
    expect(port.putText('http')).toBe(false);
    expect(port.putText('')).toBe(false);
    expect(port.putText('0x10')).toBe(false);
    expect(port.putNumber(Number.NaN)).toBe(false);
    expect(address.putText('')).toBe(false);
    sink.begin(2, 2, 1);
    address.putText('192.0.2.1');
    address.putText('192.0.2.2');
    expect(port.putText('-12.50e1')).toBe(true);
    sink.end();
    const open = openSegment(segments[0] ?? { rows: 0, columns: [] });
    expect(open.reader('source.port')?.isAbsent(0)).toBe(true);
    expect(open.reader('source.port')?.numberAt(1)).toBe(-125);
    expect(open.reader('source.ip')?.values?.count).toBe(1);
    expect(open.reader('source.ip')?.textAt(1)).toBe('192.0.2.2');
    expect(open.reader('no.such')).toBeNull();
  });
});
