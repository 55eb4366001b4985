import { expect, it } from 'vitest';
import { readStixReport } from '../../src/formats/stix/stix-report';
import { makeUpStixBundle } from '../bench/made-up-stix';

/** The bench measures; this keeps out what grows with the square: a machine that is busy takes a few times longer. */
it('reads a bundle of 40,000 objects in a small multiple of parsing it', { timeout: 120_000 }, () => {
  const text = makeUpStixBundle(40_000, 50);
  const ratios = Array.from({ length: 3 }, () => {
    const start = performance.now();
    JSON.parse(text);
    const parsed = performance.now();
    const result = readStixReport(text);
    expect(result.ok && result.value.counts).toEqual({ unit: 'objects', read: 40_000, kept: 40_000, reported: 0 });
    return (performance.now() - parsed) / (parsed - start);
  });
  expect(Math.min(...ratios)).toBeLessThan(12);
});
