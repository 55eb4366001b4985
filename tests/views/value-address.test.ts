import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../src/state/route';
import { addressOfValue, readValueAddress } from '../../src/views/indicators/value-address';

describe('the address of a value', () => {
  it('has its type, so that it is not taken for what its text looks like', () => {
    for (const said of [
      { type: 'ja3', value: '2c740d2a3f1bd0e9e9e2b8dfe1a4b2c1' },
      { type: 'url', value: 'http://bad.example.org//a/b?c#d' },
      { type: 'cidr', value: '198.51.100.0/24' },
    ] as const) {
      const parts = addressOfValue(said).map(encodeURIComponent).join('/');
      expect(readValueAddress(parseRoute(`#/indicators/of/${parts}`).detail.slice(1))).toEqual(said);
    }
  });

  it('may be without one: of a pattern, or kept from before', () => {
    const pattern = "[ipv4-addr:value = '198.51.100.1']";
    expect(readValueAddress(addressOfValue({ type: 'pattern', value: pattern }))).toEqual({
      type: null,
      value: pattern,
    });
    expect(readValueAddress(['203.0.113.77'])).toEqual({ type: null, value: '203.0.113.77' });
    expect(readValueAddress(['198.51.100.0', '24'])).toEqual({ type: null, value: '198.51.100.0/24' });
  });
});
