import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../src/domain/indicators/stix-pattern/parse-pattern';
import type { ComparisonNode, PatternAst, PatternNode } from '../../../src/domain/indicators/stix-pattern/pattern-ast';
import { describeWithShared, SHARED } from '../../shared-data';

function parse(text: string): PatternAst {
  const read = parsePattern(text);
  if (!read.ok) throw new Error(read.issues[0]?.message);
  return read.value;
}

/** Where it is refused, `line:column`, and why. */
function refusal(text: string, version?: '2.0' | '2.1'): string {
  const read = parsePattern(text, version);
  if (read.ok) return 'read';
  const [found] = read.issues;
  return found?.place.kind === 'line' ? `${found.place.line}:${found.place.column} ${found.message}` : 'no place';
}

function show(node: PatternNode): string {
  switch (node.kind) {
    case 'observation':
      return `[${showTest(node.test)}]`;
    case 'within':
      return `${show(node.part)} within ${node.seconds}`;
    case 'repeats':
      return `${show(node.part)} x${node.times}`;
    case 'start-stop':
      return `${show(node.part)} ${new Date(node.from).toISOString()}..${new Date(node.to).toISOString()}`;
    default:
      return `(${node.parts.map(show).join(` ${node.kind} `)})`;
  }
}

function showTest(node: ComparisonNode): string {
  if (node.kind !== 'comparison') return `(${node.parts.map(showTest).join(` ${node.kind} `)})`;
  const values = node.values.map(({ kind, value }) => `${kind} ${JSON.stringify(value)}`).join(', ');
  return `${node.path.text} ${node.negated ? 'not ' : ''}${node.operator} ${values}`.trim();
}

describe('the grammar of STIX patterns', () => {
  it.each([
    ["[a:b = 'x' OR a:c = 1 AND a:d = 2]", '[(a:b = string "x" or (a:c = number 1 and a:d = number 2))]'],
    ['[(a:b = 1 OR a:c = 1) AND a:d = -2.5]', '[((a:b = number 1 or a:c = number 1) and a:d = number -2.5)]'],
    [
      '[a:a=1] AND [a:b=1] OR [a:c=1] FOLLOWEDBY [a:d=1]',
      '((([a:a = number 1] and [a:b = number 1]) or [a:c = number 1]) followed-by [a:d = number 1])',
    ],
    ['[a:a=1] AND [a:b=1] WITHIN 1.5 SECONDS', '([a:a = number 1] and [a:b = number 1] within 1.5)'],
    [
      "([a:a=1] OR [a:b=1]) REPEATS 5 TIMES WITHIN 10 SECONDS START t'2026-01-01T00:00:00.5Z' STOP t'2026-01-02T00:00:00Z'",
      '([a:a = number 1] or [a:b = number 1]) x5 within 10 2026-01-01T00:00:00.500Z..2026-01-02T00:00:00.000Z',
    ],
    ["[a:b NOT IN ('x', h'ffd8', b'YWI=', true)]", '[a:b not IN string "x", bytes "ÿØ", bytes "ab", boolean true]'],
    ['[a:b IN ()]', '[a:b IN]'],
    ["[a:b == 'it\\'s \\\\']", '[a:b = string "it\'s \\\\"]'],
    ["[a:b <> 'x' AND a:c NOT < 5]", '[(a:b != string "x" and a:c not < number 5)]'],
    ["[file:hashes.'MD5'[*] LIKE 'a%']", '[file:hashes.MD5[*] LIKE string "a%"]'],
    ["[a-b:'x y'.z[-1].'it\\'s' MATCHES 'x']", "[a-b:'x y'.z[-1].'it\\'s' MATCHES string \"x\"]"],
    ['[NOT EXISTS a:b AND EXISTS a:c]', '[(a:b not EXISTS and a:c EXISTS)]'],
    ["// one\n[/* two\n */ a:b\u00a0= 'x' // three\n]", '[a:b = string "x"]'],
    ["[a:b = t'2026-11-25T08:00:00.123456Z']", `[a:b = timestamp ${Date.UTC(2026, 10, 25, 8, 0, 0, 123)}]`],
  ])('reads %s', (text, expected) => expect(show(parse(text).root)).toBe(expected));

  it('numbers observations as they stand', () => {
    expect(parse('[a:a=1] OR ([a:b=1] FOLLOWEDBY [a:c=1])').observations.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it.each([
    ['', '1:1 The pattern ends where a `[`, with which an observation begins, should be.'],
    ['[file:size = ]', '1:14 `]` stands where a value should be.'],
    ['[file:name = evil]', '1:14 `evil` stands where a value should be.'],
    ["[file:name = 'evil]", '1:14 This string has no end.'],
    ["[file:name = 'c:\\temp']", '1:17 A backslash in a string is written twice.'],
    ["[a:needs-quotes = 'x']", '1:4 `needs-quotes` stands where a property (in quotes unless a plain name) should be.'],
    ['[a:b > true]', '1:8 `true` stands where a value that has an order should be.'],
    ['[a:b LIKE 5]', '1:11 `5` stands where a string should be.'],
    ["[a:b\n = b'====']", "2:4 Between the quotes of b'…' stands Base64."],
    ["[a:b = h'abc']", "1:8 Between the quotes of h'…' stands pairs of hexadecimal digits."],
    ["[a:b = t'2026-11-25T08:00Z']", "1:8 Between the quotes of t'…' stands a moment such as 2026-11-25T08:00:00Z."],
    ["[a:b = 'x'] WITHIN 0 SECONDS", '1:20 WITHIN takes a number of seconds above zero.'],
    ["[a:b = 'x'] WITHIN -5 SECONDS", '1:20 WITHIN takes a number of seconds above zero.'],
    ["[a:b = 'x'] REPEATS 2.5 TIMES", '1:21 `2.5` stands where a whole number should be.'],
    ["[a:b = 'x'] START 'now' STOP 'then'", "1:19 `'now'` stands where a moment, t'…' should be."],
    ["[a:b = 'x'] REPEATS 2 TIMES REPEATS 2 TIMES", '1:29 A second REPEATS for the same observation: one is allowed.'],
    ["[file:hashes.'SHA-256' = 'f00']", '1:2 This is no SHA-256 hash.'],
    ["[a:b = 'x'", '1:11 The pattern ends where `]` should be.'],
    ["[a:b = 'x']]", '1:12 `]` stands where AND, OR, FOLLOWEDBY, a qualifier or the end should be.'],
    ['[NOT a:b = 1]', '1:6 `a` stands where EXISTS should be.'],
    ['[a:b = null]', '1:8 `null` stands where a value should be.'],
    ['[a:b = 1] /* never closed', '1:11 The character `/` has no meaning here.'],
  ])('refuses %j and says where', (text, expected) => expect(refusal(text)).toBe(expected));

  it('lets 2.0 repeat a qualifier', () => {
    expect(refusal('[a:b < 20] REPEATS 2 TIMES REPEATS 2 TIMES', '2.0')).toBe('read');
  });

  it('is bounded', () => {
    expect(refusal(`${'('.repeat(500)}[a:b=1]${')'.repeat(500)}`)).toContain('64 deep');
    expect(refusal(`[${'('.repeat(500)}a:b=1${')'.repeat(500)}]`)).toContain('64 deep');
    expect(refusal(`([a:b=1])${' WITHIN 5 SECONDS'.repeat(500)}`)).toContain('64 qualifiers');
    expect(refusal(`[a${':b'.padEnd(200, '.c')} = 1]`)).toContain('32 steps');
    expect(refusal(`['${'x'.repeat(1_000_000)}']`)).toContain('1000000 characters');
    expect(refusal(`[a:b IN (${Array.from({ length: 100_000 }, (_, at) => at).join()})]`)).toBe('read');
    expect(refusal(Array.from({ length: 50_000 }, () => '[a:b=1]').join(' OR '))).toBe('read');
  });
});

describeWithShared('patterns of others', () => {
  it('pass and fail as the official validator has them', () => {
    const cases = JSON.parse(
      readFileSync(join(SHARED, 'samples', 'stix-conformance', 'pattern_cases.json'), 'utf8'),
    ) as readonly { version: string; pattern: string; expected: string; reason?: string }[];
    expect(cases.length).toBeGreaterThan(50);
    for (const { version, pattern, expected, reason } of cases) {
      const found = refusal(pattern, version === 'v20' ? '2.0' : '2.1');
      if (expected === 'pass') expect(found, pattern).toBe('read');
      else {
        expect(found, pattern).toMatch(/^1:\d+ \S/);
        const official = /line 1:(\d+)\./.exec(reason ?? '')?.[1];
        if (official !== undefined) expect(found, pattern).toContain(`1:${Number(official) + 1} `);
      }
    }
  });

  it('parse as the official matcher parses them', () => {
    const { cases } = JSON.parse(
      readFileSync(join(SHARED, 'samples', 'stix-conformance', 'matcher_cases.json'), 'utf8'),
    ) as { readonly cases: readonly { suite: string; pattern: string; expected: string }[] };
    for (const { pattern, expected, suite } of cases) {
      if (expected === 'error') continue;
      // The matcher does not look at qualifiers that stand twice.
      expect(
        refusal(pattern.replace(/ REPEATS 2 TIMES$/, ''), suite.startsWith('v20') ? '2.0' : '2.1') === 'read',
        pattern,
      ).toBe(expected !== 'parse-error');
    }
  });

  it('of the sample bundles are read, all of them', () => {
    let read = 0;
    for (const path of listJson(join(SHARED, 'samples', 'stix'))) {
      for (const { pattern, pattern_type: type = 'stix' } of listObjects(readFileSync(path, 'utf8'))) {
        if (typeof pattern !== 'string' || type !== 'stix' || !pattern.startsWith('[')) continue;
        expect(refusal(pattern), pattern).toBe('read');
        read++;
      }
    }
    expect(read).toBeGreaterThan(1000);
  });
});

function listJson(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

function listObjects(text: string): readonly { readonly pattern?: unknown; readonly pattern_type?: unknown }[] {
  try {
    const { objects } = JSON.parse(text);
    return Array.isArray(objects) ? objects : [];
  } catch {
    return [];
  }
}
