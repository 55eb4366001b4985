import { describe, expect, it } from 'vitest';
import { LONGEST_PASTE, readPastedValues } from '../../src/domain/indicators/read-pasted-values';

const values = (text: string) => readPastedValues(text).values.map(({ type, value }) => `${type} ${value}`);

describe('values that are typed or pasted', () => {
  it('are read one per line, defanged or not, each once', () => {
    const text = '203.0.113[.]7\nhxxp://evil[.]example.net/a\n203.0.113.7\r\n  198.51.100.0/24,\nevil.example.net;\n';
    expect(values(text)).toEqual([
      'ipv4 203.0.113.7',
      'url http://evil.example.net/a',
      'cidr 198.51.100.0/24',
      'domain evil.example.net',
    ]);
  });

  it('may be ranges, networks of IPv6 and AS numbers, which a text of prose does not give', () => {
    expect(values('192.0.2.1-192.0.2.9\n2001:db8::/32\nAS64496')).toEqual([
      'ip-range 192.0.2.1-192.0.2.9',
      'cidr 2001:db8::/32',
      'as-number AS64496',
    ]);
  });

  it('are found in prose, several to a line', () => {
    expect(values('We saw 203.0.113.7 and 203.0.113.8 today.')).toEqual(['ipv4 203.0.113.7', 'ipv4 203.0.113.8']);
  });

  it('leave aside what is no value, and say what', () => {
    const { unread, unreadCount } = readPastedValues('203.0.113.7\nnothing here\n\n64496');
    expect(unread).toEqual(['nothing here', '64496']);
    expect(unreadCount).toBe(2);
  });

  it('are not torn out of a STIX pattern, which says more than each of them', () => {
    const patterns = [
      "[ipv4-addr:value = '203.0.113.7'] FOLLOWEDBY [ipv4-addr:value = '203.0.113.8'] WITHIN 10 SECONDS",
      "([domain-name:value LIKE '%.example.net'])",
      "[file:hashes.'SHA-256' IN ('aa')]",
    ];
    const pasted = readPastedValues([...patterns, '203[.]0[.]113[.]9', '[192.0.2.1]'].join('\n'));
    expect(pasted.values.map(({ value }) => value)).toEqual(['203.0.113.9', '192.0.2.1']);
    expect(pasted.patterns).toEqual(patterns.slice(0, 2));
    // A hash that is none.
    expect(pasted.unread).toEqual(patterns.slice(2));
  });

  it('take a pattern that is nothing but values for those, and one over several lines for one', () => {
    expect(values("[domain-name:value = 'EVIL.example.net'] OR [ipv4-addr:value = '203.0.113.7']")).toEqual([
      'domain evil.example.net',
      'ipv4 203.0.113.7',
    ]);
    const long =
      "[domain-name:value = 'evil.example.net'\n  AND domain-name:resolves_to_refs[*].value = '203.0.113.7']";
    const { values: none, patterns, unreadCount } = readPastedValues(`${long}\n203.0.113.9\n[file:name = 'a`);
    expect([none.map(({ value }) => value), patterns, unreadCount]).toEqual([['203.0.113.9'], [long], 1]);
  });

  it.each([
    ['user-agent', 'Mozilla/5.0 (compatible; evil.com;)', 'user-agent Mozilla/5.0 (compatible; evil.com;)'],
    ['ja3', 'E7D705A3286E19EA42F587B344EE6865', 'ja3 e7d705a3286e19ea42f587b344ee6865'],
    ['file-name', 'my report.final', 'file-name my report.final'],
    ['registry-key', 'HKCU\\Software\\Evil', 'registry-key hkey_current_user\\software\\evil'],
    ['as-number', '64496', 'as-number AS64496'],
    ['domain', 'evil[.]com,', 'domain evil.com'],
  ] as const)('are of the kind that was said: %s', (kind, text, expected) => {
    expect(readPastedValues(text, kind).values.map(({ type, value }) => `${type} ${value}`)).toEqual([expected]);
    expect(readPastedValues('\u0007', kind).unreadCount).toBe(1);
  });

  it('lists only the first of very many lines that gave nothing', () => {
    const { unread, unreadCount } = readPastedValues('not a value\n'.repeat(500));
    expect(unread.length).toBeLessThan(50);
    expect(unreadCount).toBe(500);
  });

  it('end where a text is too long to be typed', () => {
    const text = `${'x '.repeat(LONGEST_PASTE / 2)}\n203.0.113.7`;
    expect(values(text)).toEqual([]);
  });
});
