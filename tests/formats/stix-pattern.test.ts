import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMeaning, normaliseValue } from '../../src/formats/stix/stix-observable-values';
import { mendStixPattern, readStixPattern } from '../../src/formats/stix/stix-pattern';
import { describeWithShared, SHARED } from '../shared-data';

function compare(pattern: string): readonly string[] {
  const reading = readStixPattern(pattern);
  if (!reading.ok) return [`${reading.message} at ${reading.at}`];
  return reading.comparisons.map(
    ({ objectType, path, operator, isNegated, values }) =>
      `${objectType}:${path.join('.')} ${isNegated ? 'NOT ' : ''}${operator} ${values.join('|')}`,
  );
}

describe('readStixPattern', () => {
  it.each([
    ["[domain-name:value='example.org']", ['domain-name:value = example.org']],
    ["[file:hashes.'SHA-256' = 'ab' OR file:name IN ('a', 'b')]", ['file:hashes.SHA-256 = ab', 'file:name IN a|b']],
    ["[a:b != 'c' AND NOT d:e NOT = 'f'] FOLLOWEDBY [g:h > -1.5]", ['a:b NOT = c', 'd:e = f', 'g:h > -1.5']],
    ["[a:b[*].c_ref.'d e' LIKE 'it\\'s \\\\ %']", ["a:b.[*].c_ref.d e LIKE it's \\ %"]],
    ["([a:b = h'ff'] OR [a:b = b'YQ==']) WITHIN 5 SECONDS", ['a:b = ff', 'a:b = YQ==']],
    ["[a:b = 'x' /* why */ AND EXISTS c:d] // end", ['a:b = x', 'c:d EXISTS ']],
    ["[a:b = 'x'", ['Expected AND, OR or a closing bracket at 10']],
    ["[a:b = 'x]", ['This text is not closed at 7']],
    ['', ['Expected an observation in square brackets at 0']],
  ])('%s', (pattern, expected) => {
    expect(compare(pattern)).toEqual(expected);
  });

  it('mends brackets that were forgotten, and nothing else', () => {
    expect(mendStixPattern("file:hashes.MD5 = 'x']")).toHaveLength(1);
    expect(mendStixPattern("[file:hashes.MD5 = 'x'")).toHaveLength(1);
    expect(mendStixPattern('file:size = = 1')).toBeNull();
  });
});

describe('values', () => {
  it.each([
    ['ipv4-addr', ['value'], '10.0.0.0/8', 'cidr 10.0.0.0/8'],
    ['ipv4-addr', ['value'], '198.51.100.7/32', 'ipv4 198.51.100.7'],
    ['ipv6-addr', ['value'], '2001:DB8::1', 'ipv6 2001:db8::1'],
    ['domain-name', ['value'], 'Evil[.]Example[.]org.', 'domain evil.example.org'],
    ['url', ['value'], 'hxxps://example[.]org/A', 'url https://example.org/A'],
    ['email-message', ['from_ref', 'value'], 'A[@]Example.org', 'email a@example.org'],
    ['file', ['hashes', 'SHA256'], 'AB'.repeat(32), `sha256 ${'ab'.repeat(32)}`],
    ['file', ['hashes', '[*]'], 'AB'.repeat(16), `md5 ${'ab'.repeat(16)}`],
    ['file', ['name'], 'C:\\a\\b.exe', 'file-path c:\\a\\b.exe'],
    ['network-traffic', ['dst_ref', 'value'], 'c2.example.org', 'domain c2.example.org'],
    ['autonomous-system', ['number'], 'AS64500', 'as-number AS64500'],
    ['network-traffic', ['extensions', 'http-request-ext', 'request_header', 'User-Agent'], 'x/1', 'user-agent x/1'],
    ['file', ['size'], '12', null],
    ['file', ['hashes', 'MD5'], 'short', null],
  ])('%s:%j %s', (type, path, written, expected) => {
    const found = normaliseValue(findMeaning(type, path), written);
    expect(found === null ? null : `${found.type} ${found.value}`).toBe(expected);
  });
});

interface PatternCase {
  readonly pattern: string;
  readonly expected: 'pass' | 'fail';
}

describeWithShared('patterns of the conformance samples', () => {
  it('are told right from wrong', () => {
    const path = join(SHARED, 'samples/stix-conformance/pattern_cases.json');
    const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly PatternCase[];
    const wrong = cases.filter(({ pattern, expected }) => readStixPattern(pattern).ok !== (expected === 'pass'));
    expect(cases.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});
