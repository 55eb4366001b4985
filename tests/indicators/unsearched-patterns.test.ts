import { describe, expect, it } from 'vitest';
import { readPastedValues } from '../../src/domain/indicators/read-pasted-values';
import { describeUnsearched, sortPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';

describe('patterns that logs cannot answer', () => {
  it('are told by the part that stands in the way, with their count, beside those that are looked for', () => {
    const good = "[domain-name:value LIKE '%.evil.com']";
    const { searched, unsearched } = sortPatterns([
      good,
      "[windows-pebinary-ext:x = '1']",
      "[artifact:payload_bin = 'a']",
      "[artifact:payload_bin = 'b']",
      "[domain-name:value LIKE 'a%' OR artifact:payload_bin = 'c']",
    ]);
    expect([...searched]).toEqual([good, "[domain-name:value LIKE 'a%' OR artifact:payload_bin = 'c']"]);
    expect(unsearched[0]).toMatchObject({ count: 2, isPartly: false, example: "[artifact:payload_bin = 'a']" });
    expect(unsearched[0]?.reason).toMatch(/artifact/);
    expect(unsearched.map(({ count, isPartly }) => [count, isPartly])).toEqual([
      [2, false],
      [1, false],
      [1, true],
    ]);
    expect(describeUnsearched(unsearched[0] ?? { reason: '', count: 0, example: '', isPartly: false })).toMatch(
      /^2 patterns are not looked for\. /,
    );
  });

  it('of very many kinds are bounded, and none is lost', () => {
    const { unsearched } = sortPatterns(Array.from({ length: 500 }, (_, at) => `[x-thing-${at}:value = 'a']`));
    expect(unsearched.length).toBeLessThanOrEqual(51);
    expect(unsearched.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });
});

describe('values that are typed in odd forms', () => {
  it.each([
    ['fe80::1%eth0', 'ipv6 fe80::1'],
    ['::ffff:192.0.2.1', 'ipv6 ::ffff:192.0.2.1'],
    ['2001:0DB8:0:0::0001', 'ipv6 2001:db8::1'],
    ['[2001:DB8::1]:443', 'ipv6 2001:db8::1'],
    ['[fe80::1%eth0]:80', 'ipv6 fe80::1'],
    ['::1', 'ipv6 ::1'],
    ['server01.corp', 'domain server01.corp'],
  ])('%s', (text, expected) => {
    expect(readPastedValues(text).values.map(({ type, value }) => `${type} ${value}`)).toEqual([expected]);
  });

  it('names of one label are domains where somebody says so, and top-level domains never', () => {
    expect(readPastedValues('Intranet', 'domain').values).toEqual([{ type: 'domain', value: 'intranet' }]);
    expect(readPastedValues('Intranet').values).toEqual([]);
    expect(readPastedValues('com', 'domain').unreadCount).toBe(1);
  });
});
