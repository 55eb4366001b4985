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
    const { values: read, unreadCount } = readPastedValues(
      [...patterns, '203[.]0[.]113[.]9', '[192.0.2.1]'].join('\n'),
    );
    expect(read.map(({ value }) => value)).toEqual(['203.0.113.9', '192.0.2.1']);
    expect(unreadCount).toBe(3);
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
