import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import { makeProbe } from '../../src/formats/probe';
import { readIndicators } from './read-indicators';

const PIECES = [
  'evil.com',
  'hxxp://evil[.]com/a',
  '192.0.2.1',
  '192.0.2.0/24',
  '2001:db8::1',
  '9f86d081884c7d659a2feaa0c55ad015',
  'a@evil.com',
  'type',
  'value',
  'sha256',
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\n',
  '\r\n',
  '# ',
  ' ',
  ': ',
  '-',
  'words of it',
  '\u00e9',
  '\0',
  '<',
  '>',
  '<ioc id="x">',
  '<Indicator operator="AND">',
  '</Indicator>',
  '<IndicatorItem>',
  '<Content>',
  '{',
  '}',
  '[',
  ']',
  '{"type":"bundle","objects":[',
  '"Event":',
  '0.0.0.0 ',
  '||',
  '^',
  '@ IN SOA (',
  '$TTL',
  'HKLM\\a',
  'C:\\a b\\c.exe',
  '%',
  '__proto__',
  '\ufeff',
  '1',
  '99',
  '2026-01-01',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((pieces) => pieces.join(''));

describe('whatever is read', () => {
  it.each(INDICATOR_FORMATS.map(({ id }) => id))(
    '%s: nothing is lost, nothing throws, chunks change nothing',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (content, step) => {
          const bytes = new TextEncoder().encode(content);
          for (const { sniff } of INDICATOR_FORMATS) {
            const confidence = sniff(makeProbe('x.txt', bytes.length, bytes));
            expect(confidence >= 0 && confidence <= 1).toBe(true);
          }
          const whole = await readIndicators(id, bytes);
          // A file that cannot be opened at all is rejected as a whole, and has no items.
          if (whole.facts.items > 0) expect(whole.facts.items).toBeGreaterThanOrEqual(whole.statements.length);
          expect(whole.facts.items - whole.statements.length).toBeLessThanOrEqual(whole.rejected.length);
          expect(await readIndicators(id, bytes, step)).toEqual(whole);
        }),
        { numRuns: 150 },
      );
    },
  );
});
