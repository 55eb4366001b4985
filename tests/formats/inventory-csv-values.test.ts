import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCost } from '../../src/formats/inventory/inventory-csv-cost';
import { readDate, settleSlashDate, tellSlashOrder } from '../../src/formats/inventory/inventory-csv-dates';
import {
  asPercent,
  readCellNumber,
  readCount,
  readDays,
  readRating,
  readShare,
} from '../../src/formats/inventory/inventory-csv-values';
import { readText, tell } from './inventory-samples';

describe('numbers', () => {
  it.each([
    ['1234', '.', 1234],
    ['1,234.5', '.', 1234.5],
    ['1.234,5', '.', 1234.5],
    ['1.234.567', '.', 1234567],
    ['1,234,567', ',', 1234567],
    ['1 234 567', '.', 1234567],
    ["1'234.50", '.', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['0,8', '.', 0.8],
    ['0.125', '.', 0.125],
    ['.5', '.', 0.5],
    ['-3', '.', -3],
    ['~400', '.', 400],
    ['ca. 400', '.', 400],
    ['1.5e3', '.', 1500],
  ] as const)('%j is %d with the mark %j', (text, mark, value) => {
    expect(readCellNumber(text, mark)).toEqual({ value, ambiguous: false });
  });

  it.each([
    ['1.234', '.', { value: 1.234, ambiguous: true }],
    ['1.234', ',', { value: 1234, ambiguous: false }],
    ['1,234', ',', { value: 1.234, ambiguous: true }],
    ['1,234', '.', { value: 1234, ambiguous: false }],
  ] as const)('%j depends on the mark %j', (text, mark, read) => {
    expect(readCellNumber(text, mark)).toEqual(read);
  });

  it.each(['', 'many', '1,23,4', '1.2.3', '12,34.56.78', '5 to 7', '1 2', '0x10', 'Infinity', 'NaN', '1e999'])(
    '%j is none',
    (text) => {
      expect(readCellNumber(text, '.')).toBe('unreadable');
    },
  );

  it('reads back every number as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) => {
        const read = readCellNumber(String(value), '.');
        expect(read).toMatchObject({ value });
      }),
    );
  });
});

describe('counts', () => {
  it.each([
    ['420', 420],
    ['1,234', 1234],
    ['1.234', 1234],
    ['2’500', 2500],
    ['420 hosts', 420],
    ['~400', 400],
    ['', null],
    ['n/a', null],
    ['?', null],
    ['12.5', 'unreadable'],
    ['-5', 'unreadable'],
    ['lots', 'unreadable'],
  ])('%j is %j', (cell, count) => {
    expect(readCount(cell)).toBe(count);
  });
});

describe('shares', () => {
  const fraction = (value: number) => ({ value, unit: 'fraction' });
  const percent = (value: number) => ({ ...fraction(value), isSigned: true });
  const plain = (value: number) => ({ value, unit: 'plain' });
  it.each([
    ['80 %', percent(0.8)],
    ['80%', percent(0.8)],
    ['12,5 %', percent(0.125)],
    ['12.3%', percent(0.123)],
    ['0.8', plain(0.8)],
    ['0,8', plain(0.8)],
    ['80', plain(80)],
    ['1', plain(1)],
    ['0.125', plain(0.125)],
    ['336/420', fraction(0.8)],
    ['336 of 420', fraction(0.8)],
    ['1,680 of 2,100', fraction(0.8)],
    ['all', fraction(1)],
    ['yes', fraction(1)],
    ['none', fraction(0)],
    ['', null],
    ['tbd', null],
    ['130%', 'unreadable'],
    ['130', 'unreadable'],
    ['-10%', 'unreadable'],
    ['5/0', 'unreadable'],
    ['7/5', 'unreadable'],
    ['partly', 'unreadable'],
  ])('%j is %j', (cell, share) => {
    expect(readShare(cell, '.')).toEqual(share);
  });

  it('moves the decimal point and computes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
        const points = thousandths / 1000;
        expect(readShare(`${points}%`, '.')).toEqual(percent(Number(`${thousandths}e-5`)));
        expect(asPercent(points)).toBe(Number(`${thousandths}e-5`));
      }),
    );
  });

  const table = (header: string, ...cells: string[]) =>
    `Sensor,System group,Platform,${header}\n${cells.map((cell, at) => `Zeek,Group ${at},Linux,${cell}`).join('\n')}\n`;
  const sharesOf = async (text: string) => {
    const { deployments, issues } = await readText(text);
    return { shares: deployments.map(({ observes }) => observes[0]?.share), told: issues.map(tell) };
  };

  it('are fractions when none is above 1', async () => {
    expect(await sharesOf(table('Share', '1', '0.5', '25%'))).toEqual({ shares: [1, 0.5, 0.25], told: [] });
  });

  it('are percentages when one is above 1; small ones are reported', async () => {
    expect(await sharesOf(table('Share', '80', '1', '0', '25'))).toEqual({
      shares: [0.8, 0.01, 0, 0.25],
      told: [
        'warning ambiguous-share at row 3, column Share: Other shares in this column are percentages; this one may be a fraction. [1] Read as 1 %.',
      ],
    });
  });

  it('are fractions under a header that says percent, if none is above 1; that is reported', async () => {
    expect(await sharesOf(table('Coverage %', '1', '0.5'))).toEqual({
      shares: [1, 0.5],
      told: [
        'warning share-unit at the file: The header "Coverage %" says percent, but no number in the column is above 1. Read as fractions: 1 is all, 0.5 is half.',
      ],
    });
  });
});

describe('days', () => {
  it.each([
    ['90', '', 90],
    ['90d', '', 90],
    ['90 days', '', 90],
    ['3 months', '', 90],
    ['3', 'months', 90],
    ['2 weeks', '', 14],
    ['1 year', '', 365],
    ['1 Jahr', '', 365],
    ['1,5 ans', '', 547.5],
    ['1.000', '', 1000],
    ['', '', null],
    ['forever', '', 'unreadable'],
    ['90 moons', '', 'unreadable'],
  ])('%j with the header unit %j are %j', (cell, unit, days) => {
    expect(readDays(cell, unit)).toBe(days);
  });
});

describe('ratings', () => {
  it.each([
    ['4', 4],
    ['0', 0],
    ['4/5', 4],
    ['', null],
    ['n/a', null],
    ['6', 'unreadable'],
    ['-1', 'unreadable'],
    ['good', 'unreadable'],
  ])('%j is %j', (cell, rating) => {
    expect(readRating(cell)).toBe(rating);
  });
});

describe('costs', () => {
  const read = (cell: string, extra: Partial<Parameters<typeof readCost>[1]> = {}) => {
    const result = readCost(cell, {
      header: 'Cost',
      headerUnit: '',
      currencyCell: '',
      perCell: '',
      mark: '.',
      ...extra,
    });
    return result === null || result === 'unreadable'
      ? result
      : Object.values(result.cost).concat(result.ambiguous ? ['?'] : []);
  };
  it.each([
    ['12000', [12000, '', 'year']],
    ['$12,000', [12000, '$', 'year']],
    ['US$ 12,000', [12000, 'USD', 'year']],
    ['12.000 €', [12000, 'EUR', 'year', '?']],
    ['12.000,50 €', [12000.5, 'EUR', 'year']],
    ['€5k', [5000, 'EUR', 'year']],
    ['1.2M USD', [1200000, 'USD', 'year']],
    ['EUR 5000 p.a.', [5000, 'EUR', 'year']],
    ['CHF 1’000.-', [1000, 'CHF', 'year']],
    ['5000 chf', [5000, 'CHF', 'year']],
    ['300 € per month', [3600, 'EUR', 'year']],
    ['100 EUR/Monat', [1200, 'EUR', 'year']],
    ['20000 one-off', [20000, '', 'once']],
    ['free', [0, '', 'year']],
    ['0', [0, '', 'year']],
    ['', null],
    ['n/a', null],
    ['cheap', 'unreadable'],
    ['-5', 'unreadable'],
    ['5 EUR 10 USD', 'unreadable'],
  ])('%j is %j', (cell, cost) => {
    expect(read(cell)).toEqual(cost);
  });

  it('take the currency and the period from their columns and from the header', () => {
    expect(read('5', { currencyCell: 'GBP', perCell: 'once' })).toEqual([5, 'GBP', 'once']);
    expect(read('5', { headerUnit: 'SEK' })).toEqual([5, 'SEK', 'year']);
    expect(read('5', { header: 'Cost per month' })).toEqual([60, '', 'year']);
    expect(read('12,000', { mark: ',' })).toEqual([12000, '', 'year', '?']);
  });
});

describe('dates', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22T10:00:00Z', '2026-11-22'],
    ['2026/3/4', '2026-03-04'],
    ['22.11.2026', '2026-11-22'],
    ['1. 2. 26', '2026-02-01'],
    ['22 Nov 2026', '2026-11-22'],
    ['November 22, 2026', '2026-11-22'],
    ['46348', '2026-11-22'],
    ['', null],
    ['n/a', null],
    ['31.02.2026', 'unreadable'],
    ['2026-13-01', 'unreadable'],
    ['13/13/2026', 'unreadable'],
    ['Q3 2026', 'unreadable'],
    ['2026', 'unreadable'],
    ['soon', 'unreadable'],
  ])('%j is %j', (cell, date) => {
    expect(readDate(cell, 2)).toBe(date);
  });

  it('with slashes wait for their column', () => {
    const dates = ['3/4/2026', '25/12/2026', '1/1/2026'].map((text) => readDate(text, 2));
    const slashed = dates.filter((date) => date !== null && typeof date !== 'string');
    expect(slashed).toHaveLength(3);
    expect(tellSlashOrder(slashed)).toBe('day-first');
    expect(slashed.map((date) => settleSlashDate(date, 'day-first'))).toEqual([
      '2026-04-03',
      '2026-12-25',
      '2026-01-01',
    ]);
    expect(slashed.map((date) => settleSlashDate(date, 'month-first'))).toEqual([
      '2026-03-04',
      '2026-12-25',
      '2026-01-01',
    ]);
  });

  const datesOf = async (...cells: string[]) => {
    const rows = cells.map((cell, at) => `Zeek,Group ${at},Linux,${cell}`).join('\n');
    const { deployments, issues } = await readText(`Sensor,System group,Platform,Since\n${rows}\n`);
    return { since: deployments.map(({ since }) => since), told: issues.map(tell) };
  };

  it('are told by the dates of the column that can only be one way round', async () => {
    expect(await datesOf('3/4/2026', '25/12/2026')).toEqual({ since: ['2026-04-03', '2026-12-25'], told: [] });
    expect(await datesOf('3/4/2026', '12/25/2026')).toEqual({ since: ['2026-03-04', '2026-12-25'], told: [] });
  });

  it('that nothing settles are read month first and reported', async () => {
    expect(await datesOf('3/4/2026', '5/5/2026')).toEqual({
      since: ['2026-03-04', '2026-05-05'],
      told: [
        'warning ambiguous-date at row 2, column Since: Day and month of this date could be either way round. [3/4/2026] ' +
          'Read as 2026-03-04 (month first). Write 2026-11-22 to be sure.',
      ],
    });
    expect((await datesOf('3/4/2026', '25/12/2026', '12/25/2026')).told).toHaveLength(1);
  });
});
