import type { QueriedValue } from '../../../src/domain/indicators/queries/watchlist-queries';

/** One or two values of every type. */
export const ALL_TYPES: readonly QueriedValue[] = [
  { type: 'ipv4', value: '192.0.2.1' },
  { type: 'ipv6', value: '2001:db8::7' },
  { type: 'cidr', value: '198.51.100.0/24' },
  { type: 'cidr', value: '2001:db8:1::/48' },
  { type: 'ip-range', value: '203.0.113.8-203.0.113.20' },
  { type: 'domain', value: 'evil.example' },
  { type: 'domain', value: 'a.b.example' },
  { type: 'url', value: 'http://evil.example/a?b=1' },
  { type: 'url', value: 'https://evil.example/' },
  { type: 'email', value: 'who@evil.example' },
  { type: 'md5', value: 'cead3f77f6cda6ec00f57d76c9a6879f' },
  { type: 'sha1', value: '356a192b7913b04c54574d18c28d46e6395428ab' },
  { type: 'sha256', value: 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' },
  { type: 'sha512', value: 'ab'.repeat(64) },
  { type: 'file-name', value: 'payload.exe' },
  { type: 'file-path', value: 'c:\\users\\public\\payload.exe' },
  { type: 'file-path', value: '%appdata%\\payload.exe' },
  { type: 'registry-key', value: 'hkey_local_machine\\software\\microsoft\\windows\\currentversion\\run' },
  { type: 'as-number', value: 'AS64496' },
  { type: 'user-agent', value: 'Mozilla/4.0 (evil)' },
  { type: 'ja3', value: '72a589da586844d7f0818ce684948eea' },
  { type: 'ja4', value: 't13d1516h2_8daaf6152771_b186095e22b6' },
  { type: 'mutex', value: 'Global\\evil' },
  { type: 'vulnerability', value: 'CVE-2021-44228' },
  { type: 'pattern', value: "[file:name = 'a' AND file:size = 1]" },
];

/** User agents and file names may hold anything that prints. */
export const HOSTILE: readonly QueriedValue[] = [
  '"; | delete index=*',
  "'; DROP TABLE t; --",
  '\\',
  '\\"',
  "\\'",
  '*',
  '?*%_',
  '`macro`',
  '{{ a }}: [b, "c"]',
  '# comment',
  '-- comment',
  '// comment',
  '$(id)',
  'ünï çødé 𝒙',
  '- a',
  '&a *b !c',
].flatMap(
  (value) =>
    [
      { type: 'user-agent', value },
      { type: 'file-name', value },
    ] as const,
);

export const HOSTILE_NAME = 'x"\n\\*/ \u2028`rm -rf`; --';
