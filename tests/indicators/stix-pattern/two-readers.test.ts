import { expect, it } from 'vitest';
import { parsePattern } from '../../../src/domain/indicators/stix-pattern/parse-pattern';
import { eachComparison } from '../../../src/domain/indicators/stix-pattern/pattern-ast';
import { readStixPattern } from '../../../src/formats/stix/stix-pattern';

/** What is compared with what, in order; `!=` is a negated `=`. */
function byTree(text: string): readonly string[] {
  const read = parsePattern(text);
  if (!read.ok) throw new Error(read.issues[0]?.message);
  const found: string[] = [];
  for (const { test } of read.value.observations)
    eachComparison(test, ({ path, operator, negated, values }) => {
      const isUnequal = operator === '!=';
      const texts = values.map(({ value }) => String(value));
      found.push(`${path.type} ${isUnequal ? '=' : operator} ${negated !== isUnequal} ${texts.join('|')}`);
    });
  return found;
}

function byList(text: string): readonly string[] {
  const read = readStixPattern(text);
  if (!read.ok) throw new Error(read.message);
  return read.comparisons.map(
    ({ objectType, operator, isNegated, values }) => `${objectType} ${operator} ${isNegated} ${values.join('|')}`,
  );
}

it.each([
  "[domain-name:value = 'evil.example']",
  "[domain-name:value = 'a.example' OR ipv4-addr:value = '192.0.2.1']",
  "[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' AND file:name = 'a']",
  "[domain-name:value = 'a'] FOLLOWEDBY [url:value = 'b'] WITHIN 5 SECONDS",
  "([a:b = 'x'] AND [a:c = 'y']) REPEATS 2 TIMES",
  "[a:b NOT IN ('x', 'it\\'s') AND NOT EXISTS a:c]",
  "[a:b != 'x' AND a:c NOT LIKE '%y' AND a:d > 5]",
  "[a:b.c[*].'d e' MATCHES '^x\\\\\\\\' OR (a:b <> 'y' AND a:c <= 7)]",
  "// one\n[/* two */ network-traffic:dst_ref.value ISSUBSET '192.0.2.0/24']",
])('both readers of patterns compare the same in %s', (text) => expect(byList(text)).toEqual(byTree(text)));

it.each(['', "[a:b = 'x'", "a:b = 'x'", '[a:b = ]', '[a:b LIKE 5]', "[a:b = 'x'] WITHIN SECONDS"])(
  'neither reads %s',
  (text) => {
    expect(parsePattern(text).ok).toBe(false);
    expect(readStixPattern(text).ok).toBe(false);
  },
);
