import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networksOfRange } from '../../../src/domain/indicators/queries/address-range';
import {
  WATCHLIST_LANGUAGES,
  type WatchlistLanguage,
  writeWatchlistQueries,
} from '../../../src/domain/indicators/queries/watchlist-queries';
import { ALL_TYPES, HOSTILE, HOSTILE_NAME } from './made-lists';

const count = (values: readonly { readonly count: number }[]) => values.reduce((sum, one) => sum + one.count, 0);

/** Types that an engine searches for, by asking it for one value at a time. */
function searched(language: WatchlistLanguage): readonly string[] {
  return ALL_TYPES.filter((value) => {
    const { files, left } = writeWatchlistQueries(language, 'one', [value]);
    expect(files.some(({ values }) => values > 0)).toBe(left.length === 0);
    expect(count(left)).toBe(left.length);
    return left.length === 0;
  }).map(({ type, value }) => (value.startsWith('%') ? `${type} (%)` : type));
}

describe('a watchlist in the language of an engine', () => {
  it.each([
    [
      'sigma',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url md5 sha1 sha256 file-name file-path file-path (%) registry-key user-agent ja3 ja4',
    ],
    [
      'kql',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url email md5 sha1 sha256 file-name file-path registry-key user-agent',
    ],
    [
      'spl',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url email md5 sha1 sha256 sha512 file-name file-path registry-key user-agent ja3 ja4',
    ],
    [
      'esql',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url email md5 sha1 sha256 sha512 file-name file-path registry-key as-number user-agent ja3',
    ],
    [
      'athena-sql',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url email md5 sha1 sha256 file-name user-agent ja3 ja4',
    ],
    [
      'bigquery-sql',
      'ipv4 ipv6 cidr cidr ip-range domain domain url url email md5 sha1 sha256 file-name user-agent ja3 ja4',
    ],
    ['rwfilter', 'ipv4 ipv6 cidr cidr ip-range'],
    ['nfdump', 'ipv4 ipv6 cidr cidr ip-range as-number'],
  ] as const)('%s searches for what it has fields for, and names the rest', (language, types) => {
    expect(searched(language).join(' ')).toBe(types);
  });

  it.each(WATCHLIST_LANGUAGES)('%s counts each value once, and refuses what could break out', (language) => {
    const { files, left, limit } = writeWatchlistQueries(language, HOSTILE_NAME, [
      ...ALL_TYPES,
      ...ALL_TYPES,
      { type: 'user-agent', value: 'a\nb' },
      { type: 'user-agent', value: 'a\u202eb' },
    ]);
    expect(count(left.filter(({ reason }) => reason.includes('safely')))).toBe(2);
    expect(limit).toMatch(/\.$/);
    expect(left.every(({ reason }) => /\.$/.test(reason))).toBe(true);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    for (const { name, text, values } of files) {
      expect(name).toMatch(/^x-rm-rf-[\w.-]+$/);
      expect(text).not.toMatch(/\u2028|[^\n\P{Cc}]/u);
      expect(values).toBeLessThanOrEqual(ALL_TYPES.length);
    }
  });

  it('is the same text for the same values', () => {
    for (const language of WATCHLIST_LANGUAGES)
      expect(writeWatchlistQueries(language, 'n', ALL_TYPES)).toEqual(writeWatchlistQueries(language, 'n', ALL_TYPES));
  });

  it.each([
    ['kql', 500_000, 'characters'],
    ['esql', 1_000_000, 'characters'],
    ['athena-sql', 262_144, 'bytes'],
    ['bigquery-sql', 1_000_000, 'bytes'],
    ['spl', 10_000_000, 'bytes'],
    ['sigma', 1_000_000, 'bytes'],
  ] as const)('%s stays within %d %s, with every value in some file', (language, most, unit) => {
    const values = Array.from({ length: 30_000 }, (_, at) => ({
      type: 'domain' as const,
      value: `w${at}.evil.example`,
    }));
    const { files, left } = writeWatchlistQueries(language, 'big', values);
    expect(left).toEqual([]);
    const size = ({ text }: { readonly text: string }) => (unit === 'bytes' ? Buffer.byteLength(text) : text.length);
    expect(Math.max(...files.map(size))).toBeLessThanOrEqual(most);
    const seen = new Set(files.flatMap(({ text }) => text.match(/w\d+\.evil\.example/g) ?? []));
    expect(seen.size).toBe(values.length);
    // Files of one sort hold each value once.
    const sums = new Map<string, number>();
    for (const part of files) {
      const name = part.name.replace(/-\d+-of-\d+/, '');
      sums.set(name, (sums.get(name) ?? 0) + part.values);
    }
    for (const [name, sum] of sums) expect(sum, name).toBe(name.endsWith('.spl') ? 0 : values.length);
  });

  it('KQL fits an analytics rule where that takes few files', () => {
    const values = Array.from({ length: 1000 }, (_, at) => ({ type: 'domain' as const, value: `w${at}.evil.example` }));
    const { files, limit } = writeWatchlistQueries('kql', 'rules', values);
    expect(Math.max(...files.map(({ text }) => text.length))).toBeLessThanOrEqual(10_000);
    expect(files.length).toBeGreaterThan(4);
    expect(limit).toContain('10,000');
  });

  it('leaves a value that no query holds', () => {
    const { files, left } = writeWatchlistQueries('kql', 'long', [{ type: 'user-agent', value: 'x'.repeat(20_000) }]);
    expect(files).toEqual([]);
    expect(left).toEqual([{ type: 'user-agent', count: 1, reason: 'Longer than a query may be.' }]);
  });

  it('names hostile values in full', () => {
    const { left } = writeWatchlistQueries('kql', 'hostile', HOSTILE);
    expect(left).toEqual([]);
  });
});

describe('a range of addresses', () => {
  const text = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
  const number = (address: string) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

  it('is the fewest networks that hold it, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.nat(5000), (first, length) => {
        const last = Math.min(first + length, 0xffffffff);
        const networks = networksOfRange(`${text(first)}-${text(last)}`) ?? [];
        let next = first;
        for (const network of networks) {
          const [address = '', bits = ''] = network.split('/');
          expect(number(address)).toBe(next);
          expect(next % 2 ** (32 - Number(bits))).toBe(0);
          next += 2 ** (32 - Number(bits));
        }
        expect(next).toBe(last + 1);
        expect(networks.length).toBeLessThanOrEqual(2 * 13);
      }),
    );
  });

  it('may be all addresses, one, or of version 6', () => {
    expect(networksOfRange('0.0.0.0-255.255.255.255')).toEqual(['0.0.0.0/0']);
    expect(networksOfRange('192.0.2.1-192.0.2.1')).toEqual(['192.0.2.1/32']);
    expect(networksOfRange('2001:db8::-2001:db8::3')).toEqual(['2001:db8::/126']);
    expect(networksOfRange('192.0.2.9-192.0.2.1')).toBeNull();
    expect(networksOfRange('192.0.2.9-2001:db8::1')).toBeNull();
    expect(networksOfRange('x')).toBeNull();
  });
});

describe('what a list comes to', () => {
  it('counts each value once, in however many files it stands', () => {
    const values = Array.from({ length: 10 }, (_, at) => ({ type: 'domain' as const, value: `w${at}.evil.example` }));
    const given = [...values, ...values.slice(0, 3), { type: 'mutex' as const, value: 'x' }];
    const { files, values: written, left } = writeWatchlistQueries('sigma', 'small', given);
    expect(files.length).toBeGreaterThan(1);
    expect([written, count(left)]).toEqual([10, 1]);
  });

  it.each(['sigma', 'kql', 'athena-sql', 'nfdump'] as const)(
    'of a million values is bounded: %s',
    (language) => {
      const values = Array.from({ length: 1_000_000 }, (_, at) =>
        at % 2 === 0
          ? ({ type: 'ipv4', value: `${1 + (at >>> 16)}.${(at >>> 8) & 255}.${at & 255}.7` } as const)
          : ({ type: 'domain', value: `h${at}.evil${at % 999}.example` } as const),
      );
      const from = performance.now();
      const { files, values: written, left, limit } = writeWatchlistQueries(language, 'big', values);
      // Ten seconds alone; the machines of tests are shared.
      expect(performance.now() - from).toBeLessThan(60_000);
      expect(files.length).toBeLessThan(700);
      expect(files.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(300_000_000);
      expect(written + count(left)).toBe(1_000_000);
      expect(limit).toMatch(/^At most/);
    },
    120_000,
  );
});
