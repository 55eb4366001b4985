import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeJsonRecordReader } from '../../../src/formats/history/json-records';

interface Found {
  readonly values: unknown[];
  readonly places: (readonly [line: number, offset: number, length: number])[];
  readonly rejected: number[];
  readonly notes: string[];
}

function cut(text: string | Uint8Array, chunk = Number.POSITIVE_INFINITY): Found {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const found: Found = { values: [], places: [], rejected: [], notes: [] };
  const reader = makeJsonRecordReader({
    record(value, line, offset, length) {
      found.values.push(value);
      found.places.push([line, offset, length]);
    },
    reject: ({ place }) => found.rejected.push(place.kind === 'line' ? place.line : -1),
    note: ({ code }) => found.notes.push(code),
  });
  for (let at = 0; at < bytes.length; at += Math.min(chunk, bytes.length)) {
    // A chunk that is overwritten after the call: nothing may be kept of it.
    const piece = bytes.slice(at, at + Math.min(chunk, bytes.length));
    reader.push(piece);
    piece.fill(0);
  }
  reader.end();
  return found;
}

/** The same in whole, in pieces of every small size, and with the places checked against the text. */
function cutAnyhow(text: string): Found {
  const whole = cut(text);
  for (const size of [1, 2, 3, 7, 64]) expect(cut(text, size), `in pieces of ${size}`).toEqual(whole);
  const bytes = new TextEncoder().encode(text);
  whole.places.forEach(([line, offset, length], at) => {
    const piece = new TextDecoder().decode(bytes.subarray(offset, offset + length));
    const value: unknown = JSON.parse(piece);
    if (!Array.isArray(value)) expect(value).toEqual(whole.values[at]);
    expect(line).toBe(new TextDecoder().decode(bytes.subarray(0, offset)).split('\n').length);
  });
  return whole;
}

const EVENTS = [
  { time: '2020-01-01', text: 'a "quoted" {brace} [list] \\ back', inner: { list: [1, 2, { deep: '}' }] } },
  { time: '2020-01-02', text: 'ü€😀', empty: {}, none: [] },
  { time: '2020-01-03', text: 'line\nend' },
];

describe('records of JSON', () => {
  it.each([
    ['one per line', EVENTS.map((each) => JSON.stringify(each)).join('\n')],
    ['one per line, CRLF and empty lines', `\ufeff${EVENTS.map((each) => JSON.stringify(each)).join('\r\n\r\n')}\r\n`],
    ['pretty, one after the other', EVENTS.map((each) => JSON.stringify(each, null, 2)).join('\n')],
    ['without anything between', EVENTS.map((each) => JSON.stringify(each)).join('')],
    ['an array', JSON.stringify(EVENTS)],
    ['a pretty array', JSON.stringify(EVENTS, null, 4)],
    ['an array of lines', `[\n${EVENTS.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`],
    ['Records', JSON.stringify({ Records: EVENTS })],
    ['Records per line', EVENTS.map((each) => JSON.stringify({ Records: [each] })).join('\n')],
    [
      'hits',
      JSON.stringify({ took: 1, _shards: { a: [1] }, hits: { total: { value: 3 }, hits: EVENTS }, aggs: {} }, null, 1),
    ],
    ['results', JSON.stringify({ preview: false, messages: [], fields: [{ name: 'time' }], results: EVENTS })],
    ['value', JSON.stringify({ '@odata.context': 'x', value: EVENTS, after: [{ no: 1 }] })],
    [
      'with numbers of records',
      EVENTS.map((each, at) => `Record ${at + 1}\n${JSON.stringify(each, null, 2)}`).join('\n'),
    ],
  ])('%s', (_, text) => {
    const { values, rejected, notes } = cutAnyhow(text);
    expect(values).toEqual(EVENTS);
    expect(rejected).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('gives rows of tables the names of their columns', () => {
    const rows = [
      ['2020-01-01', 'a', null],
      ['2020-01-02', 'b', { x: [1] }],
    ];
    const columns = ['time', '__proto__', 'c'].map((name) => ({ name, type: 'string' }));
    const { values } = cutAnyhow(
      JSON.stringify({
        tables: [
          { name: 'PrimaryResult', columns, rows },
          { name: 'second', columns, rows },
        ],
      }),
    );
    expect(values.length).toBe(4);
    expect(Object.entries(values[1] ?? {})).toEqual([
      ['time', '2020-01-02'],
      ['__proto__', 'b'],
      ['c', { x: [1] }],
    ]);
    expect(cutAnyhow(JSON.stringify({ fields: ['time', 'x'], rows: [['a', 'b']] })).values).toEqual([
      { time: 'a', x: 'b' },
    ]);
  });

  it('takes an event with lists in it for an event', () => {
    const one = { timestamp: 1, items: [{ a: 1 }], data: [{ b: 1 }] };
    const other = { data: [1, 2], values: ['a'], timestamp: 1 };
    expect(cutAnyhow(JSON.stringify(one)).values).toEqual([one]);
    expect(cutAnyhow(`${JSON.stringify(other)}\n${JSON.stringify(one)}\n`).values).toEqual([other, one]);
    expect(cutAnyhow(JSON.stringify({ Records: [] }))).toEqual({
      values: [],
      places: [],
      rejected: [],
      notes: ['no-records'],
    });
  });

  it.each([
    ['cut off', '{"time":"2020-01-02","text":"ü'],
    ['cut off behind a text', '{"time":"2020-01-02","text":"x"'],
    ['no JSON', '{"time":"2020-01-02","text":x}'],
    ['no object', 'hello'],
    ['a brace too many', '{"time":"2020-01-02"}}'],
  ])('a damaged line is left out: %s', (_, damaged) => {
    const [a, , c] = EVENTS;
    for (const position of damaged.endsWith('}}') ? [1, 2] : [0, 1, 2]) {
      const lines = [a, c].map((each) => JSON.stringify(each));
      lines.splice(position, 0, damaged);
      const { values, rejected } = cutAnyhow(lines.join('\n'));
      expect(values).toEqual([a, c]);
      expect(rejected).toEqual([position + 1]);
    }
  });

  it.each([
    ['a quote missing', '{"time":"2020-01-02,"text":"a","more":"b"}'],
    ['a brace missing', '{"time":"2020-01-02","inner":{"a":1}'],
    ['a comma missing', '{"time":"2020-01-02" "text":"a"}'],
  ])('a damaged element is left out: %s', (_, damaged) => {
    const [a, , c] = EVENTS;
    for (const glue of [',', ',\n', ',\n  ']) {
      const text = `{"Records":[${[JSON.stringify(a), damaged, JSON.stringify(c), JSON.stringify(a)].join(glue)}]}`;
      const { values, rejected } = cutAnyhow(text);
      expect(values).toEqual([a, c, a]);
      expect(rejected).toEqual([glue === ',' ? 1 : 2]);
    }
  });

  it('says that a list was cut off', () => {
    const text = JSON.stringify({ Records: EVENTS });
    const { values, rejected } = cut(text.slice(0, -10));
    expect(values).toEqual(EVENTS.slice(0, 2));
    expect(rejected).toEqual([1]);
    expect(cut(text.slice(0, -2)).notes).toEqual(['json-truncated']);
  });

  it('leaves out a record of more than 16 MB and goes on', () => {
    const long = JSON.stringify({ time: '2020-01-01', text: 'x'.repeat(17 * 1024 * 1024) });
    const short = JSON.stringify(EVENTS[0]);
    for (const text of [
      `${short}\n${long}\n${short}\n`,
      `[${short},${long},${short}]`,
      `{"Records":[${short},${long},${short}]}`,
    ]) {
      const { values, rejected } = cut(text, 1 << 20);
      expect(values).toEqual([EVENTS[0], EVENTS[0]]);
      expect(rejected).toEqual([text.startsWith(short) ? 2 : 1]);
    }
  });

  it('never throws, and gives the same however it is cut', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\n',
      '\\',
      ' ',
      '{"a":1}',
      '{"Records":[',
      '"hits":',
      'x',
      '\n{',
      'ü',
      '1',
      '{"a":"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const text = pieces.join('');
        expect(cut(text, size)).toEqual(cut(text));
      }),
      { numRuns: 3000, seed: 6 },
    );
  });

  it('reads deep and repeated damage in bounded time', () => {
    const start = performance.now();
    for (const text of [
      '{"a":'.repeat(40_000),
      `[{"a":1},${'{"a":"'.repeat(40_000)}`,
      '['.repeat(20_000),
      `{"a":1}\n${'{"a":[\n'.repeat(20_000)}`,
      `[{"a":1}${',{"a":[{}'.repeat(20_000)}`,
    ]) {
      cut(text, 1 << 16);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
