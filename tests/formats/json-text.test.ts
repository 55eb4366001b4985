import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/formats/json-text';

describe('JSON with the place of what is wrong', () => {
  it.each([
    ['{"a": [1, 2', 'json-truncated', 1],
    ['{"a":\n  "text that goes on', 'json-truncated', 2],
    ['{"a": 1,\n', 'json-truncated', 2],
    ['', 'json-truncated', 1],
    ['{"a": 1,\n\n "b" 2}', 'json-malformed', 3],
    ['{"a": 1,}', 'json-malformed', 1],
    ['{"a": [},\n1]}', 'json-malformed', 1],
    ['[1,\n{"\u0080": tru}]', 'json-malformed', 2],
    ['{}\n{}', 'json-malformed', 2],
  ])('%j', (text, code, line) => {
    const result = parseJson(text);
    expect(result.ok).toBe(false);
    expect(result.issues[0]).toMatchObject({ code, place: { kind: 'line', line } });
  });

  it('finds the end of everything that is cut off', () => {
    const text = '{"a": [true, -1.5e3, "x\\u00e9\\n", null], "b": {}}';
    for (let length = 1; length < text.length; length++) {
      expect([length, parseJson(text.slice(0, length)).issues[0]?.code]).toEqual([length, 'json-truncated']);
    }
  });

  it('gives sound JSON back', () => {
    expect(parseJson('{"a":[1]}')).toMatchObject({ ok: true, value: { a: [1] } });
  });
});
