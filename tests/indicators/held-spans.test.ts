import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressSpan, spanOf } from '../../src/domain/indicators/address-numbers';
import { makeHoldTest } from '../../src/domain/indicators/held-spans';

function made(type: string, value: string): AddressSpan {
  const span = spanOf({ type, value });
  if (span === null) throw new Error(`${value} is no span`);
  return span;
}

const SPAN = fc
  .tuple(fc.constantFrom<4 | 6>(4, 6), fc.nat(40), fc.nat(12))
  .map(([version, from, size]): AddressSpan => {
    if (version === 4) return { version, from, to: from + size };
    return { version, from: BigInt(from), to: BigInt(from + size) };
  });

describe('a network that holds one of several values', () => {
  it('is one with a whole address, network or range in it', () => {
    const holds = makeHoldTest([
      made('ipv4', '192.0.2.7'),
      made('cidr', '198.51.100.0/28'),
      made('ipv6', '2001:db8::1'),
    ]);
    expect(holds(made('cidr', '192.0.2.0/24'))).toBe(true);
    expect(holds(made('cidr', '192.0.3.0/24'))).toBe(false);
    expect(holds(made('ip-range', '192.0.2.7-192.0.2.7'))).toBe(true);
    expect(holds(made('cidr', '198.51.100.0/29'))).toBe(false);
    expect(holds(made('cidr', '2001:db8::/32'))).toBe(true);
    expect(holds(made('cidr', '::/1'))).toBe(true);
  });

  it('agrees with asking each', () => {
    fc.assert(
      fc.property(fc.array(SPAN, { maxLength: 20 }), SPAN, (spans, asked) => {
        const plain = spans.some(
          ({ version, from, to }) => version === asked.version && from >= asked.from && to <= asked.to,
        );
        expect(makeHoldTest(spans)(asked)).toBe(plain);
      }),
    );
  });
});
