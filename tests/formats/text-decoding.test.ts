import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHead, decodeText, makeTextStream, recogniseBinary } from '../../src/formats/text-decoding';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  if (mark) units.unshift(0xfeff);
  return Uint8Array.from(units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
}

function decodeInChunks(all: Uint8Array, sizes: readonly number[]) {
  const stream = makeTextStream();
  let text = '';
  for (let at = 0, turn = 0; at < all.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    text += stream.push(all.subarray(at, at + size));
    at += size;
  }
  return { text: text + stream.end(), encoding: stream.encoding, issues: stream.issues(), failure: stream.failure };
}

/** Text as files hold it: no control characters, no lone surrogates. */
const printable = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/\p{Cc}|\uFEFF/u.test(text));

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(utf8('Zürich €'))).toEqual({ ok: true, value: 'Zürich €', issues: [] });
    expect(decodeText(utf8('\ufeffZürich €'))).toEqual({ ok: true, value: 'Zürich €', issues: [] });
    expect(decodeText(bytes())).toEqual({ ok: true, value: '', issues: [] });
  });

  it.each([
    ['little-endian', false, true],
    ['big-endian', true, true],
    ['little-endian without a mark', false, false],
    ['big-endian without a mark', true, false],
  ] as const)('reads UTF-16, %s', (_, bigEndian, mark) => {
    for (const text of ['Sensor,Größe\r\n1,2\r\n', 'Датчик,группа\r\nZeek,серверы 1, 2, 3\r\n']) {
      expect(decodeText(utf16(text, bigEndian, mark))).toEqual({ ok: true, value: text, issues: [] });
    }
  });

  it('reads what is not UTF-8 as Windows-1252, and says so', () => {
    const result = decodeText(bytes(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x80));
    expect(result).toEqual({
      ok: true,
      value: 'Zürich €',
      issues: [
        {
          code: 'encoding-windows-1252',
          severity: 'note',
          place: { kind: 'file' },
          message: 'The text is not UTF-8.',
          found: 'Zürich €',
          done: 'Read as Windows-1252.',
        },
      ],
    });
  });

  it('reads UTF-8 with foreign bytes without spoiling the rest', () => {
    const mixed = Uint8Array.from([...utf8('Genève, '), 0x5a, 0xfc, ...utf8('rich, Málaga')]);
    const result = decodeText(mixed);
    expect(result.ok && result.value).toBe('Genève, Zürich, Málaga');
    expect(result.issues).toMatchObject([
      { code: 'encoding-mixed', severity: 'warning', message: 'The text is UTF-8 with 1 bytes that are not.' },
    ]);
  });

  it('leaves out zero bytes and counts them', () => {
    const result = decodeText(utf8('Sen\0sor,Gro\0up, and more text so that it does not look like UTF-16'));
    expect(result.ok && result.value).toBe('Sensor,Group, and more text so that it does not look like UTF-16');
    expect(result.issues).toMatchObject([
      { code: 'zero-bytes', message: 'The text contains 2 zero bytes; it may be damaged.' },
    ]);
  });

  it('gives the same whatever the chunks are, for any bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({ unit: 'binary', maxLength: 200 }).map(utf8),
          printable.map((text) => utf16(text, false, true)),
        ),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (all, sizes) => {
          const whole = decodeInChunks(all, [all.length + 1]);
          expect(decodeInChunks(all, sizes)).toEqual(whole);
        },
      ),
    );
  });

  it('gives the same whatever the chunks are beyond the first KiB', () => {
    const long = `${'Zürich,Genève,€,𝔘;'.repeat(700)}end`;
    const latin = Uint8Array.from(Array.from('Zürich,Málaga;'.repeat(700), (character) => character.charCodeAt(0)));
    for (const sizes of [[1], [3, 5], [4095, 2], [4096], [4097]]) {
      expect(decodeInChunks(utf8(long), sizes)).toMatchObject({ text: long, encoding: 'utf-8', issues: [] });
      expect(decodeInChunks(latin, sizes)).toMatchObject({
        text: 'Zürich,Málaga;'.repeat(700),
        encoding: 'windows-1252',
      });
      expect(decodeInChunks(utf16(long, true, true), sizes)).toMatchObject({ text: long, encoding: 'utf-16be' });
    }
  });

  it('reads any text back from UTF-8', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(decodeText(utf8(text))).toEqual({ ok: true, value: text, issues: [] });
      }),
    );
  });
});

describe('recogniseBinary', () => {
  const zip = (name: string) => Uint8Array.from([0x50, 0x4b, 3, 4, ...new Array(26).fill(0), ...utf8(name)]);

  it.each([
    ['a PDF document', utf8('%PDF-1.7\n%âãÏÓ')],
    ['an image (PNG)', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['an image (JPEG)', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['a gzip archive', bytes(0x1f, 0x8b, 8, 0)],
    ['an Excel workbook (XLSX)', zip('[Content_Types].xml…xl/workbook.xml')],
    ['a Word document (DOCX)', zip('[Content_Types].xml…word/document.xml')],
    ['an Office document (XLSX, DOCX or PPTX)', zip('[Content_Types].xml')],
    ['an OpenDocument spreadsheet (ODS)', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['a ZIP archive', zip('inventory.csv')],
    ['an old Office document (XLS, DOC, MSG)', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
    ['a Windows event log (EVTX)', utf8('ElfFile\0\0\0')],
    ['an SQLite database', utf8('SQLite format 3\0')],
    ['text in UTF-32', bytes(0xff, 0xfe, 0, 0, 0x53, 0, 0, 0)],
    ['binary data of an unknown kind', Uint8Array.from({ length: 512 }, (_, at) => (at * 7) % 256)],
  ])('recognises %s', (name, head) => {
    expect(recogniseBinary(head)?.name).toBe(name);
  });

  it('advises what to do with a workbook', () => {
    const result = decodeText(zip('[Content_Types].xml xl/workbook.xml'));
    expect(result.issues).toEqual([
      {
        code: 'not-text',
        severity: 'error',
        place: { kind: 'file' },
        message: 'This is not a text file: it looks like an Excel workbook (XLSX).',
        done: 'Nothing was read. Open it in the program it comes from, save it as CSV and import that file.',
      },
    ]);
  });

  it.each(['', 'Sensor,System group\n', '{"type":"bundle"}', 'BM,is no bitmap', 'PK is no archive', '\ttabs\t\r\n\f'])(
    'leaves text alone: %j',
    (text) => {
      expect(recogniseBinary(utf8(text))).toBeNull();
    },
  );
});

describe('decodeHead', () => {
  it('gives the text of the head, and null for binary data', () => {
    expect(decodeHead(utf8('Sensor,Größe'))).toBe('Sensor,Größe');
    expect(decodeHead(bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))).toBeNull();
    expect(decodeHead(bytes())).toBe('');
  });

  it('does not mistake a character cut in two for another encoding', () => {
    const long = utf8('ü'.repeat(6000)).subarray(0, 8191);
    expect(decodeHead(long)).toBe('ü'.repeat(4095));
    expect(decodeHead(utf8('ü'.repeat(3)).subarray(0, 5))?.startsWith('üü')).toBe(true);
  });
});
