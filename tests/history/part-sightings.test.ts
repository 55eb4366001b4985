import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/domain/history/sighting';
import { partSightings } from '../../workers/history/part-sightings';

function makeSighting(value: string, hosts: number): Sighting {
  return {
    type: 'domain',
    value,
    count: 1,
    firstSeen: null,
    lastSeen: null,
    byHostOnly: false,
    directions: {},
    dispositions: {},
    fields: {},
    ports: [],
    portCount: 0,
    hosts: Array.from({ length: hosts }, (_, at) => [`host-${at}`, 1] as const),
    hostCount: hosts,
    histories: {},
    newSince: 0,
  };
}

describe('sightings on their way to the page', () => {
  it('come all, in order, in parts that are neither empty nor large', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 400 }), (counts) => {
        const sightings = counts.map((hosts, at) => makeSighting(String(at), hosts));
        const parts = [...partSightings(sightings)];
        expect(parts.flat()).toEqual(sightings);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          const pairs = part.reduce((sum, { hosts }) => sum + hosts.length + 20, 0);
          expect(pairs).toBeLessThanOrEqual(4000);
        }
      }),
    );
  });

  it('are no part at all where nothing was found', () => {
    expect([...partSightings([])]).toEqual([]);
  });
});
