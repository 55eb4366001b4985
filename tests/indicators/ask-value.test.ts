import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askFileName, askPathAndName } from '../../src/domain/indicators/matcher/ask-value';
import { compileMatcher } from '../../src/domain/indicators/matcher/matcher';
import { normaliseObservable } from '../../src/domain/indicators/normalise-observable';
import type { ObservableType } from '../../src/domain/indicators/observable';

/** What a matcher for one value finds of a text, and whether the text written in its one form is that value. */
function compare(type: ObservableType, text: string) {
  const value = normaliseObservable(type, text)?.value ?? null;
  const matcher = compileMatcher(value === null ? [] : [{ type, value, index: 4 }], { hostsOfUrls: false, seed: 0 });
  const found: number[] = [];
  if (type === 'file-name') askFileName(matcher, text, found);
  else askPathAndName(matcher, text, found);
  return { found, expected: value === null ? [] : [4] };
}

describe('the short way to ask', () => {
  const part = fc.constantFrom('a', 'B', '.', '_', '-', ' ', 'dot', ' at ', '\\', '/', 'C:', '.exe', '.EXE', '(', '!');
  const text = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const windows = text.map((rest) => `C:\\${rest}`);

  it('finds paths and names in the form that the long way gives them', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          windows,
          text.map((rest) => `/${rest}`),
        ),
        (written) => {
          for (const type of ['file-path', 'file-name'] as const) {
            if (type === 'file-name' && /[\\/]/.test(written)) continue;
            const { found, expected } = compare(type, written);
            expect(found).toEqual(expected);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('takes no longer than the text is long', () => {
    const long = `C:\\${'a '.repeat(500)}|`;
    const start = performance.now();
    for (let round = 0; round < 100; round++) compare('file-path', long);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
