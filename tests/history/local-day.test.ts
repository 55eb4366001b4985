import { afterEach, expect, it } from 'vitest';
import { writeLocalDay } from '../../src/domain/local-day';

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

it('the day is that of the place, before and after that of Greenwich', () => {
  process.env.TZ = 'Pacific/Auckland';
  expect(writeLocalDay(new Date('2026-11-25T20:00:00Z'))).toBe('2026-11-26');
  process.env.TZ = 'America/Los_Angeles';
  expect(writeLocalDay(new Date('2026-11-25T03:00:00Z'))).toBe('2026-11-24');
});
