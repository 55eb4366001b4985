import { expect, it } from 'vitest';
import { describePattern } from '../../src/domain/history/pattern-words';

const say = (pattern: string) => describePattern(pattern)?.replaceAll(/[\u00a0\u202f]/g, ' ');

it('says a pattern as a sentence', () => {
  expect(say("[ipv4-addr:value = '203.0.113.7']")).toBe('IPv4 address is “203.0.113.7”');
  expect(say("[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f']")).toBe(
    'File SHA-256 is “aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f”',
  );
  expect(say("[process:command_line LIKE '% -enc %' AND process:name NOT IN ('a.exe', 'b.exe')]")).toBe(
    'Process command line is like “% -enc %” and process name is not “a.exe” or “b.exe”',
  );
  expect(say("[network-traffic:dst_ref.value ISSUBSET '198.51.100.0/24' AND network-traffic:dst_port >= 8000]")).toBe(
    'Connection destination is within “198.51.100.0/24” and connection destination port is at least 8000',
  );
  expect(say('[EXISTS windows-registry-key:values]')).toBe('Registry key values is recorded');
});

it('says what comes together, what comes later, how often, and within what time', () => {
  const [one, two] = ["[domain-name:value = 'a.example']", "[url:value MATCHES '^http']"];
  expect(say(`(${one} FOLLOWEDBY ${two}) WITHIN 300 SECONDS`)).toBe(
    '(Domain is “a.example”; later URL matches “^http”), within 5 min',
  );
  expect(say(`${one} OR ${two}`)).toBe('Domain is “a.example”; or URL matches “^http”');
  expect(say(`${one} REPEATS 5 TIMES`)).toBe('Domain is “a.example”, 5 times');
  expect(say(`${one} AND ${two}`)).toContain('; and in any order ');
});

it('keeps brackets where they change the sense, and the way a double negation turns', () => {
  expect(say("[(file:name = 'a' OR file:name = 'b') AND file:size > 9]")).toBe(
    '(File name is “a” or file name is “b”) and file size is more than 9',
  );
  expect(say("[file:name NOT != 'a']")).toBe('File name is “a”');
});

it('is short whatever comes, and no sentence of what is no pattern', () => {
  const long = `[file:name IN (${Array.from({ length: 500 }, (_, at) => `'n${at}'`).join(', ')})]`;
  expect(say(long)).toBe('File name is “n0”, “n1”, “n2” or one of 497 more');
  expect([...(say(`[file:name = '${'😀'.repeat(5000)}']`) ?? '')].length).toBeLessThan(120);
  expect(describePattern("[constructor:__proto__ = 'x']")).toBe('Constructor proto is “x”');
  expect(describePattern('no pattern')).toBeNull();
  expect(describePattern(`[file:name = '${'x'.repeat(30_000)}']`)).toBeNull();
});
