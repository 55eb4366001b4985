import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeProductMatcher, SIMILAR_ENOUGH } from '../../src/domain/sensors/match-product';
import type { Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';
import { SPELLINGS, STRANGERS } from './product-spellings';

const LIBRARY = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalog/sensor-library.json'), 'utf8'),
) as SensorLibrary;
const matcher = makeProductMatcher(LIBRARY.sensors);

describe('makeProductMatcher', () => {
  it('finds products by what inventories call them', () => {
    const found = SPELLINGS.map(([name, , vendor]) => [name, matcher.match(name, vendor ?? null)?.sensorId]);
    expect(found).toEqual(SPELLINGS.map(([name, sensorId]) => [name, sensorId]));
    expect(SPELLINGS.length).toBeGreaterThan(80);
  });

  it('leaves strangers alone', () => {
    expect(STRANGERS.filter((name) => matcher.match(name, null) !== null)).toEqual([]);
    expect(STRANGERS.length).toBeGreaterThan(60);
  });

  it('keeps a distance between the two', () => {
    const highest = Math.max(...STRANGERS.map((name) => matcher.suggest(name, null)[0]?.score ?? 0));
    const lowest = Math.min(...SPELLINGS.map(([name, , vendor]) => matcher.match(name, vendor ?? null)?.score ?? 0));
    expect(highest).toBeLessThan(SIMILAR_ENOUGH - 0.03);
    expect(lowest).toBeGreaterThanOrEqual(SIMILAR_ENOUGH);
  });

  it('says how it found one', () => {
    expect(matcher.match('Sysmon', null)).toEqual({ sensorId: 'sysmon', how: 'name', score: 1 });
    expect(matcher.match('Symon', null)).toMatchObject({ sensorId: 'sysmon', how: 'similar' });
    expect(matcher.match('Symon', null)?.score).toBeLessThan(1);
  });

  it('suggests where it does not decide', () => {
    expect(matcher.match('Defender', null)).toBeNull();
    const ids = matcher.suggest('Defender', null).map(({ sensorId }) => sensorId);
    expect(ids).toContain('defender-antivirus');
    expect(matcher.suggest('', null)).toEqual([]);
    expect(matcher.suggest('x'.repeat(100_000), null)).toEqual([]);
    expect(matcher.suggest('__proto__', null)).toEqual([]);
  });

  it('hears the maker', () => {
    const make = (id: string, vendor: string): Sensor => ({
      id,
      name: 'Guardian Shield',
      vendor,
      aliases: [],
      platforms: [],
      logSources: [],
      events: [],
      origin: 'library',
    });
    const two = makeProductMatcher([make('a', 'Acme'), make('b', 'Bolt')]);
    expect(two.match('Guardian Sheild', null)).toBeNull();
    expect(two.match('Guardian Sheild', 'Bolt')?.sensorId).toBe('b');
  });
});
