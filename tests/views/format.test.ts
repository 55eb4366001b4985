import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatDate,
  formatDateTime,
  formatDuration,
  formatInterval,
  formatPercent,
} from '../../src/domain/format';

/** Units stand behind a no-break space; the tables below are easier to read without. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers on screen', () => {
  it.each([
    [0, '0 %'],
    [0.004, '<1 %'],
    [0.708, '71 %'],
    [0.995, '>99 %'],
    [1, '100 %'],
  ])('a share of %d is %s', (share, words) => {
    expect(plain(formatPercent(share))).toBe(words);
  });

  it.each([
    [0.5, 0.8, '50–80 %'],
    [0.8, 0.8, '80 %'],
    [0.801, 0.804, '80 %'],
    [0, 1, '0–100 %'],
  ])('from %d to %d is %s', (low, high, words) => {
    expect(plain(formatInterval({ low, high }))).toBe(words);
  });

  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [4_096_000, '4.1 MB'],
    [999_600, '1 MB'],
    [35_000_000_000, '35 GB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(plain(formatBytes(bytes))).toBe(words);
  });

  it('counts with the right noun', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(plain(formatCounted(1, 'deployment'))).toBe('1 deployment');
    expect(plain(formatCounted(2, 'analysis', 'analyses'))).toBe('2 analyses');
  });

  it.each([
    [800, 'a few seconds'],
    [41_000, '45 s'],
    [200_000, '3 min'],
    [9_000_000, '2.5 h'],
  ])('%d ms left are %s', (milliseconds, words) => {
    expect(plain(formatDuration(milliseconds))).toBe(words);
  });
});

describe('dates on screen', () => {
  it('a day of the calendar is the same day in every time zone', () => {
    expect(formatDate('2026-11-22')).toBe('22 Nov 2026');
    expect(formatDate('2026-01-01')).toBe('1 Jan 2026');
  });

  it('what is no date is shown as it is', () => {
    expect(formatDate('soon')).toBe('soon');
    expect(formatDateTime('')).toBe('');
  });
});
