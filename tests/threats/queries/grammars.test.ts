import { describe, expect, it } from 'vitest';
import { parseEql, parseEsql } from './grammar-elastic';
import { parseSpl } from './grammar-spl';
import { writeAll } from './subjects';

describe('SPL', () => {
  it('is refused when it is wrong', () => {
    for (const text of [
      'index=* EventCode IN (1,) | head 1 | table a',
      'index=* "a" | delete | head 1 | table a',
      'index=* `macro` | head 1 | table a',
      'index=* [search x] | head 1 | table a',
      'index=* ( a="b" | head 1 | table a',
    ]) {
      expect(() => parseSpl(text), text).toThrow();
    }
  });

  it('is one search with its columns', () => {
    const all = writeAll('spl');
    expect(all.length).toBeGreaterThan(1000);
    for (const { text } of all) expect(() => parseSpl(text), text).not.toThrow();
  });
});

describe('ES|QL', () => {
  it('is refused when it is wrong', () => {
    for (const text of [
      'FROM a\n| WHERE a == "b" "c"',
      'FROM a b\n| LIMIT 1',
      'FROM a\n| DROP x',
      'FROM a\n| WHERE a IN ()',
      'FROM a\n| WHERE a == "\\x"',
    ]) {
      expect(() => parseEsql(text), text).toThrow();
    }
  });

  it('is a source, conditions, order, limit and columns', () => {
    const all = writeAll('esql');
    expect(all.length).toBeGreaterThan(1000);
    for (const { text } of all) {
      const { commands } = parseEsql(text);
      expect(commands.join(' '), text).toMatch(/^WHERE( WHERE)* SORT LIMIT KEEP$/);
    }
  });
});

describe('EQL', () => {
  it('is refused when it is wrong', () => {
    for (const text of [
      'any where a = "b" | tail 1',
      'any where | tail 1',
      'any where a == "b" or | tail 1',
      'any where true',
    ]) {
      expect(() => parseEql(text), text).toThrow();
    }
  });

  it('is one event query', () => {
    const all = writeAll('eql');
    expect(all.length).toBeGreaterThan(1000);
    for (const { text } of all) expect(() => parseEql(text), text).not.toThrow();
  });
});
