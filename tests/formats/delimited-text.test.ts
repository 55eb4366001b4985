import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { DelimitedRecord } from '../../src/formats/delimited-records';
import {
  type DelimitedOptions,
  guessDelimiter,
  makeDelimitedReader,
  neutraliseFormula,
  restoreFormula,
  writeDelimited,
} from '../../src/formats/delimited-text';

function readAll(
  text: string,
  options: DelimitedOptions = { delimiter: ',' },
  sizes: readonly number[] = [text.length + 1],
) {
  const reader = makeDelimitedReader(options);
  const records: DelimitedRecord[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    for (const record of reader.push(text.slice(at, at + size))) records.push(record);
    at += size;
  }
  records.push(...reader.end());
  return records;
}

const cellsOf = (records: readonly DelimitedRecord[]) => records.map(({ cells }) => cells);
const linesOf = (records: readonly DelimitedRecord[]) => records.map(({ line }) => line);

describe('makeDelimitedReader', () => {
  it('cuts records at LF, CRLF and CR, mixed in one file', () => {
    const records = readAll('a,b\r\nc,d\ne,f\rg,h');
    expect(cellsOf(records)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
    expect(linesOf(records)).toEqual([1, 2, 3, 4]);
  });

  it('keeps line breaks, delimiters and quotes within quotes, and counts the lines', () => {
    const records = readAll('a,"b\r\nb ""q"", x"\nc,d\n');
    expect(cellsOf(records)).toEqual([
      ['a', 'b\nb "q", x'],
      ['c', 'd'],
    ]);
    expect(linesOf(records)).toEqual([1, 3]);
  });

  it('marks blank records, those of empty cells too', () => {
    const records = readAll('a,b\n\n , \n"",\nc,d');
    expect(records.map(({ blank }) => blank)).toEqual([false, true, true, true, false]);
    expect(linesOf(records)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives the line of an unclosed quote by itself', () => {
    const records = readAll('a,b\nc,"d\ne,f\n"g,h\n');
    expect(records.map(({ cells, problem, line }) => [line, problem, cells])).toEqual([
      [1, null, ['a', 'b']],
      [2, 'unclosed-quote', ['c', '"d']],
      [3, null, ['e', 'f']],
      [4, 'unclosed-quote', ['"g', 'h']],
    ]);
  });

  it('gives up on a quoted cell of more than 65,536 characters, however the text comes', () => {
    const text = `a,"b\n${'x,y\n'.repeat(30_000)}"`;
    const records = readAll(text, { delimiter: ',' }, [10_000]);
    expect(records[0]).toEqual({ line: 1, cells: ['a', '"b'], blank: false, problem: 'unclosed-quote' });
    expect(records).toHaveLength(30_002);
    expect(records[30_000]).toEqual({ line: 30_001, cells: ['x', 'y'], blank: false, problem: null });
    expect(records[30_001]).toMatchObject({ line: 30_002, cells: ['"'], problem: 'unclosed-quote' });
    expect(readAll(text)).toEqual(records);
    const longest = `a,"${'x\n'.repeat(32_767)}",b\nc\n`;
    expect(readAll(longest).map(({ cells, line }) => [cells.length, line])).toEqual([
      [3, 1],
      [1, 32_769],
    ]);
  });

  it('keeps only the beginning of a line of more than a million characters', () => {
    const text = `a,b\n${'x,'.repeat(600_000)}\nc,d\n`;
    for (const sizes of [[65_536], [text.length + 1]]) {
      const records = readAll(text, { delimiter: ',' }, sizes);
      expect(records.map(({ line, problem }) => [line, problem])).toEqual([
        [1, null],
        [2, 'too-long'],
        [3, null],
      ]);
      expect(records[1]?.cells).toHaveLength(501);
    }
  });

  it('takes no longer for a file full of unclosed quotes', () => {
    const before = performance.now();
    const records = readAll('"a,b\n'.repeat(200_000), { delimiter: ',' }, [65_536]);
    expect(records).toHaveLength(200_000);
    expect(records.every(({ problem }) => problem === 'unclosed-quote')).toBe(true);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('allows spaces outside the quotes', () => {
    expect(cellsOf(readAll('a,  "b, c"  ,d\n "e"\n'))).toEqual([['a', 'b, c', 'd'], ['e']]);
  });

  it('cuts sound tables as Papa Parse does', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '1', ' ', 'ü', "'"), maxLength: 4 }).map((text) => text.trim()),
      fc
        .string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', ' '), maxLength: 6 })
        .map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, fc.constantFrom(',', ';'), (rows, delimiter) => {
        const text = `${rows.map((cells) => cells.join(delimiter)).join('\n')}\n`;
        const oracle = Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data.slice(0, -1);
        expect(cellsOf(readAll(text, { delimiter }))).toEqual(oracle);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a stray quote as text and says so', () => {
    expect(readAll('a,"b "c" d",e\n')).toEqual([
      { line: 1, cells: ['a', 'b "c" d', 'e'], blank: false, problem: 'stray-quote' },
    ]);
    expect(readAll('19" rack,b\n')).toEqual([{ line: 1, cells: ['19" rack', 'b'], blank: false, problem: null }]);
  });

  it('reads back what was written, with the right lines, whatever the chunks', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'b', ',', ';', '\t', '|', '"', '\n', ' ', "'", '=', '1', 'ü'),
      maxLength: 6,
    });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(table, sizes, fc.constantFrom(',', ';', '\t', '|'), ([head = [], ...rows], chunks, delimiter) => {
        const text = writeDelimited(head, rows, { delimiter });
        const records = readAll(text, { delimiter }, chunks);
        expect(cellsOf(records).map((cells) => cells.map(restoreFormula))).toEqual([head, ...rows]);
        let line = 1;
        for (const [at, cells] of [head, ...rows].entries()) {
          expect(records[at]?.line).toBe(line);
          line += 1 + cells.join('').split('\n').length - 1;
        }
      }),
    );
  });

  it('never loses a character of any text: the same records whatever the chunks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), (input, chunks) => {
        expect(readAll(input, { delimiter: ',' }, chunks)).toEqual(readAll(input));
      }),
      { numRuns: 500 },
    );
  });
});

describe('guessDelimiter', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['a;b\n"x,y,z";1\n"x,y,z";2\n', ';'],
    ['no delimiter at all\n', ','],
    ['sep=|\na,b|c\n', '|'],
    ['', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('prefers the delimiter by which a header is found', () => {
    const text = 'Sensor;System group\nSysmon;"a,b,c,d"\nx,y,z;a,b,c\n1,2,3;4,5,6\n';
    const isHeader = (cells: readonly string[]) => cells.includes('Sensor');
    expect(guessDelimiter(text, isHeader)).toBe(';');
  });
});

describe('formulas', () => {
  it.each(['=1+1', '+49 30', '-5', '@cmd', '\tx', "'=1", "''-2", '＝1+1'])('%j is neutralised and restored', (text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`);
    expect(restoreFormula(neutraliseFormula(text))).toBe(text);
  });

  it.each(['', 'text', "'s-Hertogenbosch", "it's", "''quoted''", '5-3', 'a=b'])('%j is left alone', (text) => {
    expect(neutraliseFormula(text)).toBe(text);
    expect(restoreFormula(text)).toBe(text);
  });

  it('are restored for any text, and none is left at the beginning', () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', ' '),
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (any) => {
        expect(neutraliseFormula(any)).not.toMatch(/^[=+\-@\t\r]/);
        expect(restoreFormula(neutraliseFormula(any))).toBe(any);
      }),
    );
  });
});

describe('writeDelimited', () => {
  it('writes CRLF, quotes where needed, empty cells for null and plain numbers', () => {
    expect(
      writeDelimited(
        ['a', 'b, c'],
        [
          ['x"y', -1.5],
          [null, 'two\nlines'],
          ['=1+1', ' padded '],
        ],
      ),
    ).toBe('a,"b, c"\r\n"x""y",-1.5\r\n,"two\nlines"\r\n\'=1+1," padded "\r\n');
  });

  it('quotes what another delimiter would cut', () => {
    expect(writeDelimited(['a'], [['x;=1+1'], ['x\t=1+1'], ['x|y']])).toBe('a\r\n"x;=1+1"\r\n"x\t=1+1"\r\n"x|y"\r\n');
  });

  it('puts a byte order mark in front when asked', () => {
    expect(writeDelimited(['a'], [], { mark: true })).toBe('\ufeffa\r\n');
  });
});
