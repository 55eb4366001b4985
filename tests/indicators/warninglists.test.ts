import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { spanOf } from '../../src/domain/indicators/address-numbers';
import { makeSpanIndex } from '../../src/domain/indicators/span-index';
import { makeWarninglistMatcher } from '../../src/domain/indicators/warninglist-matcher';
import type { WarninglistType } from '../../src/domain/indicators/watchlist';
import { readWarninglists, sniffWarninglist } from '../../src/formats/indicators/warninglist';
import { makeProbe } from '../../src/formats/probe';

const list = (id: string, type: WarninglistType, entries: readonly string[], attributes: readonly string[] = []) => ({
  id,
  name: id,
  type,
  attributes,
  list: entries,
});
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('warninglists', () => {
  it('are read: one, several, an archive', () => {
    const one = {
      name: 'Known',
      description: 'd',
      version: 3,
      type: 'hostname',
      matching_attributes: ['domain'],
      list: ['a.com', '', 7],
    };
    const read = readWarninglists(bytesOf(one));
    expect(read.ok && read.value).toEqual([
      { name: 'Known', description: 'd', version: 3, type: 'hostname', attributes: ['domain'], list: ['a.com', '7'] },
    ]);
    expect(read.issues.map(({ code }) => code)).toEqual(['warninglist-entries']);
    const many = readWarninglists(
      zipSync({
        'lists/a/list.json': bytesOf(one),
        'lists/b/list.json': bytesOf({ ...one, name: 'Other' }),
        'schema.json': bytesOf({}),
        'lists/c/list.json': bytesOf({ x: 1 }),
      }),
    );
    expect(many.ok && many.value.map(({ name }) => name)).toEqual(['Known', 'Other']);
    expect(readWarninglists(bytesOf({ ...one, type: 'magic' })).ok).toBe(false);
    const probe = makeProbe('list.json', 10, bytesOf(one));
    expect(sniffWarninglist(probe)).toBeGreaterThan(0.65);
  });

  const matcher = makeWarninglistMatcher([
    list('string', 'string', ['Evil.com', '192.0.2.1', 'd41d8cd98f00b204e9800998ecf8427e']),
    list('hostname', 'hostname', ['google.com', '.example.org', 'http://cdn.net/x']),
    list('cidr', 'cidr', ['10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', 'nonsense']),
    list('substring', 'substring', ['.gov.']),
    list('regex', 'regex', ['/^https?:\\/\\/t\\.co\\//i', '(a+)+$', '(?=x)']),
    list('hashes', 'string', ['evil.com'], ['md5']),
  ]);

  it.each<[string, string, readonly string[]]>([
    ['domain', 'evil.com', ['string']],
    ['domain', 'my-evil.com', []],
    ['ipv4', '192.0.2.1', ['string']],
    ['domain', 'google.com', ['hostname']],
    ['domain', 'mail.google.com', ['hostname']],
    ['domain', 'notgoogle.com', []],
    ['domain', 'google.com.evil.net', []],
    ['domain', 'www.example.org', ['hostname']],
    ['domain', 'example.org', ['hostname']],
    ['domain', 'cdn.net', ['hostname']],
    ['url', 'https://www.google.com/a?b', ['hostname']],
    ['url', 'https://google.com@evil.net/', []],
    ['email', 'x@google.com', ['hostname']],
    ['ipv4', '10.1.2.3', ['cidr']],
    ['ipv4', '11.0.0.0', []],
    ['cidr', '10.2.0.0/16', ['cidr']],
    ['cidr', '8.0.0.0/5', []],
    ['ip-range', '10.0.0.1-10.0.0.9', ['cidr']],
    ['ipv6', '2001:db8::1', ['cidr']],
    ['url', 'http://10.0.0.1:8080/x', ['cidr']],
    ['domain', 'x.gov.uk', ['substring']],
    ['url', 'https://t.co/abc', ['regex']],
    ['md5', 'd41d8cd98f00b204e9800998ecf8427e', ['string']],
  ])('%s %s', (type, value, expected) => {
    expect(matcher.findLists({ type, value })).toEqual(expected);
  });

  it('what cannot be used is said, and hostile expressions take bounded time', () => {
    expect(matcher.issues.map(({ found }) => found)).toEqual(['nonsense', '(?=x)']);
    const from = performance.now();
    matcher.findLists({ type: 'user-agent', value: `${'a'.repeat(4000)}!` });
    expect(performance.now() - from).toBeLessThan(1000);
  });

  const address = fc.integer({ min: 0, max: 1023 }).map((number) => `10.0.${number >> 8}.${number & 255}`);
  const network = fc.oneof(
    fc
      .tuple(address, fc.integer({ min: 20, max: 32 }))
      .map(([start, bits]) => ({ type: 'cidr', value: `${start}/${bits}` })),
    fc.tuple(address, address).map(([one, other]) => ({
      type: 'ip-range',
      value: toNumber(one) <= toNumber(other) ? `${one}-${other}` : `${other}-${one}`,
    })),
  );

  it('networks and ranges are found as by looking at every one', () => {
    fc.assert(
      fc.property(
        fc.array(network, { maxLength: 30 }),
        fc.array(address, { minLength: 1, maxLength: 20 }),
        (networks, addresses) => {
          const index = makeSpanIndex(
            networks.flatMap((each, at) => {
              const span = spanOf(each);
              return span === null ? [] : [[span, at] as const];
            }),
          );
          for (const one of addresses) {
            const span = spanOf({ type: 'ipv4', value: one });
            const found = span === null ? [] : index.holding(span);
            const expected = networks.flatMap((each, at) => (holds(each, one) ? [at] : []));
            expect([...found].sort((a, b) => a - b)).toEqual(expected);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function toNumber(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** By the definition, without anything of the project. */
function holds({ type, value }: { readonly type: string; readonly value: string }, one: string): boolean {
  if (type === 'ip-range') {
    const [from = '', to = ''] = value.split('-');
    return toNumber(one) >= toNumber(from) && toNumber(one) <= toNumber(to);
  }
  const [start = '', bits = ''] = value.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(one) / size) === Math.floor(toNumber(start) / size);
}
