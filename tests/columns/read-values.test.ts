import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, readIpv4, readIpv6, writeIpv4 } from '../../src/domain/columns/read-address';
import { readDecimal } from '../../src/domain/columns/read-decimal';
import { parseIpv4, parseIpv6, writeIpv6 } from '../../src/domain/indicators/ip-address';

const bytes = (text: string) => new TextEncoder().encode(text);
/** Characters of addresses, so that nearly right ones come up. */
const nearly = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((drawn) => drawn.join(''));

describe('values from bytes', () => {
  it('IPv4 as the strict reader of text has it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), nearly('0129..', 12), fc.string()), (text) => {
        const read = readIpv4(bytes(text), 0, bytes(text).length);
        const octets = parseIpv4(text);
        expect(read === -1 ? null : writeIpv4(read)).toBe(octets?.join('.') ?? null);
      }),
      { numRuns: 3000 },
    );
  });

  it('IPv6 as the strict reader of text has it', () => {
    const mapped = fc.tuple(fc.ipV6(), fc.ipV4()).map(([v6, v4]) => v6.replace(/[\da-f]*:[\da-f]*$/, v4));
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), mapped, nearly('::::1fA', 20), nearly(':1.:', 14), fc.string()), (text) => {
        const into = new Uint8Array(16);
        const groups = parseIpv6(text);
        const isRead = readIpv6(bytes(text), 0, bytes(text).length, into);
        expect(isRead).toBe(groups !== null);
        if (groups !== null) expect(writeIpv6(groupsOf(into, 0))).toBe(writeIpv6(groups));
      }),
      { numRuns: 10_000 },
    );
  });

  it('decimals as the language reads them', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.maxSafeInteger(), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
      fc.tuple(fc.nat(9999), fc.bigInt({ min: 0n, max: 10n ** 20n })).map(([whole, part]) => `${whole}.${part}`),
    );
    fc.assert(
      fc.property(written, (text) => {
        expect(readDecimal(bytes(text), 0, text.length)).toBe(Number(text) + 0);
      }),
      { numRuns: 3000 },
    );
    for (const text of ['', '-', '.5', '1.2.3', '1e', '0x1', ' 1', '1 ', '١', '1e999', 'NaN', 'Infinity', '--1', '1-'])
      expect(readDecimal(bytes(text), 0, bytes(text).length)).toBeNaN();
  });
});
