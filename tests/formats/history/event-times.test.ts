import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEventTimes } from '../../../src/formats/history/event-times';
import { makeTimeReader } from '../../../src/formats/history/times';

const SETTINGS = { zoneMinutes: 90, skewMs: 250, year: null };

describe('moments of events', () => {
  it('are read as the reader of bytes does, however they are written', () => {
    const times = makeEventTimes(SETTINGS);
    const bytes = makeTimeReader(SETTINGS);
    const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00Z') });
    const zone = fc.constantFrom('Z', '', '+0100', '-0530', '+05:45', '-11:00', '+00:00', '+1500', '+02', 'x');
    const digits = fc.integer({ min: 0, max: 9 });
    const mark = fc.constantFrom('T', ' ', '_');
    fc.assert(
      fc.property(moment, zone, digits, mark, (at, name, length, between) => {
        const [date = '', clock = ''] = new Date(at).toISOString().slice(0, 19).split('T');
        const fraction = length === 0 ? '' : `.${'123456789'.slice(0, length)}`;
        const text = `${date}${between}${clock}${fraction}${name}`;
        expect(times.read(text)).toBe(bytes.readText(text));
      }),
      { numRuns: 3000, seed: 6 },
    );
  });

  it.each([
    ['/Date(1709633730123)/', 1_709_633_730_123],
    ['2024-03-05 10:15:30.123 UTC', Date.parse('2024-03-05T10:15:30.123Z')],
    [1_709_633_730, 1_709_633_730_000],
    [1_709_633_730_123, 1_709_633_730_123],
    ['2024-02-30T10:15:30Z', Number.NaN],
    ['2024-13-01T10:15:30Z', Number.NaN],
    ['2024-03-05T25:15:30Z', Number.NaN],
    ['soon', Number.NaN],
    [null, Number.NaN],
    [{}, Number.NaN],
  ])('%s', (value, wanted) => {
    const times = makeEventTimes(SETTINGS);
    expect(times.read(value)).toBe(Number.isNaN(wanted) ? wanted : wanted + 250);
  });
});
