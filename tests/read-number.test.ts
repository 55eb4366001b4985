import { describe, expect, it } from 'vitest';
import { readNumber } from '../src/domain/read-number';

describe('a number as people type it', () => {
  it.each([
    ['', {}, null],
    [' 420 ', {}, 420],
    ['12,5', { max: 100 }, 12.5],
    ['80 %', { min: 0, max: 100 }, 80],
    ['6.000', {}, 6000],
    ['1,250,000', { whole: true }, 1_250_000],
    ['12 500', {}, 12_500],
    ['6.000', { max: 100 }, 6],
  ] as const)('%j is read', (text, rule, value) => {
    expect(readNumber(text, rule)).toEqual({ value });
  });

  it.each([
    ['all', {}, 'Enter a number.'],
    ['101', { min: 0, max: 100 }, 'Enter a number from 0 to 100.'],
    ['-1', { min: 0 }, 'Enter a number of 0 or more.'],
    ['1.5', { min: 0, whole: true }, 'Enter a whole number of 0 or more.'],
    ['1e9', {}, 'Enter a number.'],
  ] as const)('%j is refused with a reason', (text, rule, error) => {
    expect(readNumber(text, rule)).toEqual({ error });
  });
});
