import { Parser as AthenaParser } from 'node-sql-parser/build/athena';
import { Parser as SqliteParser } from 'node-sql-parser/build/sqlite';
import { describe, expect, it } from 'vitest';
import { writeAll } from './subjects';

/** What a statement is and what it reads, as its parser sees it. */
function read(
  text: string,
  dialect: 'athena' | 'sqlite',
): { readonly kinds: readonly string[]; readonly tables: readonly string[] } {
  const parser = dialect === 'athena' ? new AthenaParser() : new SqliteParser();
  const { ast, tableList } = parser.parse(text, { database: dialect });
  const statements = Array.isArray(ast) ? ast : [ast];
  return { kinds: statements.map(({ type }) => String(type)), tables: tableList };
}

describe('SQL', () => {
  it('is refused by the parser when it is wrong', () => {
    expect(() => read("SELECT a FROM b WHERE c = 'd", 'sqlite')).toThrow();
    expect(() => read('SELECT a FROM b WHERE c IN (,)', 'athena')).toThrow();
  });

  it('for osquery only reads', () => {
    const all = writeAll('osquery');
    expect(all.length).toBeGreaterThan(100);
    for (const { text } of all) {
      const { kinds, tables } = read(text, 'sqlite');
      expect(new Set(kinds), text).toEqual(new Set(['select']));
      expect(
        tables.every((table) => /^select::null::[a-z][a-z0-9_]*$/.test(table)),
        text,
      ).toBe(true);
    }
  });

  it('for Athena reads one table', () => {
    const all = writeAll('athena');
    expect(all.length).toBeGreaterThan(50);
    for (const { text } of all) {
      const { kinds, tables } = read(text, 'athena');
      expect(kinds, text).toEqual(['select']);
      expect(
        tables.every((table) => /^select::null::(cloudtrail_logs|vpc_flow_logs|alb_access_logs)$/.test(table)),
        text,
      ).toBe(true);
    }
  });
});
