import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UTC } from '../../src/domain/history/time-settings';
import { makeTimeReader, readEpochNumber } from '../../src/formats/history/times';

const BERLIN = { zoneMinutes: 60, skewMs: 0, year: null };

function read(text: string, settings = UTC, options = {}): string | null {
  const value = makeTimeReader(settings, options).readText(text);
  return Number.isNaN(value) ? null : new Date(value).toISOString();
}

describe('moments', () => {
  it.each([
    ['1331901000.000123', '2012-03-16T12:30:00.000Z'],
    ['1331901000', '2012-03-16T12:30:00.000Z'],
    ['1331901000123', '2012-03-16T12:30:00.123Z'],
    ['1331901000123456', '2012-03-16T12:30:00.123Z'],
    ['1331901000123456789', '2012-03-16T12:30:00.123Z'],
    ['2012-03-16T12:30:00Z', '2012-03-16T12:30:00.000Z'],
    ['2012-03-16T12:30:00.999999Z', '2012-03-16T12:30:00.999Z'],
    ['2012-03-16T12:30:00+01:00', '2012-03-16T11:30:00.000Z'],
    ['2012-03-16T12:30:00-0730', '2012-03-16T20:00:00.000Z'],
    ['2012-03-16T12:30:00+01', '2012-03-16T11:30:00.000Z'],
    ['2012-03-16 12:30:00,123', '2012-03-16T12:30:00.123Z'],
    ['2012-03-16 12:30', '2012-03-16T12:30:00.000Z'],
    ['2012-03-16 12:30:00 UTC', '2012-03-16T12:30:00.000Z'],
    ['2012/03/16T12:30:00.567', '2012-03-16T12:30:00.567Z'],
    ['2012/03/16 12:30:00.672448', '2012-03-16T12:30:00.672Z'],
    ['20120316T123000Z', '2012-03-16T12:30:00.000Z'],
    ['16/Mar/2012:12:30:00 +0100', '2012-03-16T11:30:00.000Z'],
    ['Fri, 16 Mar 2012 12:30:00 GMT', '2012-03-16T12:30:00.000Z'],
    ['Fri Mar 16 12:30:00.902022 2012', '2012-03-16T12:30:00.902Z'],
    ['Fri Mar 16 12:30:00 2012', '2012-03-16T12:30:00.000Z'],
    ['Mar 16, 2012 @ 12:30:00.250', '2012-03-16T12:30:00.250Z'],
    ['Mar 16, 2012, 12:30:00 PM', '2012-03-16T12:30:00.000Z'],
    ['Mar 16 2012 12:30:00', '2012-03-16T12:30:00.000Z'],
    ['3/16/2012 12:30:00 AM', '2012-03-16T00:30:00.000Z'],
    ['3/6/2012, 1:30:00.123 PM', '2012-03-06T13:30:00.123Z'],
    ['16/3/2012 12:30', '2012-03-16T12:30:00.000Z'],
    ['6.3.2012 12:30:01', '2012-03-06T12:30:01.000Z'],
    ['16-Mar-2012 12:30:00.5', '2012-03-16T12:30:00.500Z'],
    ['Fri 2012-03-16 12:30:00 EST', '2012-03-16T17:30:00.000Z'],
    ['2012-03-16', '2012-03-16T00:00:00.000Z'],
    [' 2012-02-29T00:00:00Z ', '2012-02-29T00:00:00.000Z'],
  ])('reads %s', (written, expected) => expect(read(written)).toBe(expected));

  it.each([
    '03/04/2020 10:00:00',
    '2011-02-29T00:00:00Z',
    '2012-13-01',
    '2012-03-16T25:00:00Z',
    '2012-03-16T12:30:00 LMT',
    '2012-03-16T12:30:00Zx',
    '12:30:00',
    '443',
    '10.0.0.1',
    '1.2.3.4',
    '192.168.1.1',
    'May',
    'March hare',
    '',
    '-',
  ])('does not take %j for one', (written) => expect(read(written)).toBeNull());

  it('adds zone to moments without one and skew to all', () => {
    const settings = { zoneMinutes: 120, skewMs: -500, year: null };
    expect(read('2012-03-16 12:30:00', settings)).toBe('2012-03-16T10:29:59.500Z');
    expect(read('2012-03-16T12:30:00Z', settings)).toBe('2012-03-16T12:29:59.500Z');
    expect(read('1331901000', settings)).toBe('2012-03-16T12:29:59.500Z');
  });

  it('takes the order of day and month that it is told', () => {
    expect(read('03/04/2020 10:00:00', UTC, { dayFirst: true })).toBe('2020-04-03T10:00:00.000Z');
    expect(read('03/04/2020 10:00:00', UTC, { dayFirst: false })).toBe('2020-03-04T10:00:00.000Z');
  });

  it('gives days without a year one, over the turn of the year and back', () => {
    const reader = makeTimeReader(UTC, { fileDate: '2021-01-02T00:00:00Z' });
    const dates = ['Dec 30 23:59:59', 'Dec 31 23:59:59', 'Jan  1 00:00:00', 'Dec 31 23:59:58', 'Jan  2 00:00:00'];
    const found = dates.map((date) => new Date(reader.readText(date)).toISOString().slice(0, 10));
    expect(found).toEqual(['2020-12-30', '2020-12-31', '2021-01-01', '2020-12-31', '2021-01-02']);
    expect(read('Dec 30 23:59:59', { ...UTC, year: 1999 })).toBe('1999-12-30T23:59:59.000Z');
    expect(read('Dec 30 23:59:59')).toBeNull();
  });

  it('says where a moment at the start of a line ends', () => {
    const reader = makeTimeReader(BERLIN, { fileDate: '2021-06-02T00:00:00Z' });
    const rest = (line: string) => {
      const bytes = new TextEncoder().encode(line);
      reader.readStart(bytes, 0, bytes.length);
      return line.slice(reader.reachedEnd);
    };
    expect(rest('May  1 00:00:01 host sshd[1]: x')).toBe(' host sshd[1]: x');
    expect(rest('May  1 00:00:01 2020-host sshd[1]: x')).toBe(' 2020-host sshd[1]: x');
    expect(rest('2021-05-01T00:00:01.000+02:00 host')).toBe(' host');
    expect(rest('2021-05-01 00:00:01 est host')).toBe(' est host');
  });

  it('agrees with Date on every moment of ISO 8601', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
        expect(read(date.toISOString())).toBe(date.toISOString());
        expect(readEpochNumber(date.getTime() / 1000 + 1e9)).toBe(date.getTime() + 1e12);
      }),
    );
  });

  it('survives anything', () => {
    const reader = makeTimeReader(UTC, { fileDate: '2021-06-02T00:00:00Z' });
    fc.assert(fc.property(fc.string(), (text) => typeof reader.readText(text) === 'number'));
  });
});
