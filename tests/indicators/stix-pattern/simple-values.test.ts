import { expect, it } from 'vitest';
import { parsePattern } from '../../../src/domain/indicators/stix-pattern/parse-pattern';
import { simpleValues } from '../../../src/domain/indicators/stix-pattern/simple-values';

function values(text: string): readonly string[] | null {
  const read = parsePattern(text);
  if (!read.ok) throw new Error(read.issues[0]?.message);
  return simpleValues(read.value)?.map(({ type, value }) => `${type} ${value}`) ?? null;
}

it('lists the values of a pattern that is nothing but values', () => {
  expect(values("[ipv4-addr:value = '192.0.2.1' OR domain-name:value IN ('a.example', 'b.example')]")).toEqual([
    'ipv4 192.0.2.1',
    'domain a.example',
    'domain b.example',
  ]);
  expect(values("[ipv4-addr:value = '192.0.2.0/24'] OR ([ipv6-addr:value ISSUBSET '2001:db8::/32'])")).toEqual([
    'cidr 192.0.2.0/24',
    'cidr 2001:db8::/32',
  ]);
  const md5 = 'cead3f77f6cda6ec00f57d76c9a6879f';
  expect(values(`[file:hashes.MD5 = '${md5}' OR file:hashes.'MD5' = '${md5}' OR file:name = 'a.exe']`)).toEqual([
    `md5 ${md5}`,
    `md5 ${md5}`,
    'file-name a.exe',
  ]);
  expect(values('[autonomous-system:number = 64496]')).toEqual(['as-number 64496']);
});

it.each([
  "[file:name = 'a' AND file:size = 5]",
  "[domain-name:value = 'a.example'] AND [domain-name:value = 'b.example']",
  "[domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value = 'b.example']",
  "[domain-name:value = 'a.example'] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'",
  "[domain-name:value != 'a.example']",
  "[domain-name:value NOT = 'a.example']",
  "[domain-name:value LIKE '%.example']",
  '[domain-name:value IN ()]',
  "[file:hashes.SSDEEP = '3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C']",
  "[file:hashes.MD5 = 'cead3f77f6cda6ec00f57d76c9a6879f' OR x:y = 1]",
  "[network-traffic:dst_ref.value = '192.0.2.1']",
  "[url:value = 'http://a.example/' OR process:name = 'x']",
])('%s says more than values', (pattern) => expect(values(pattern)).toBe(null));
