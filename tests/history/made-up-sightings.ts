import type { Sighting } from '../../src/domain/history/sighting';

/** An address that one of our hosts reached, unless said otherwise. */
export function makeSighting(said: Partial<Sighting> = {}): Sighting {
  return {
    type: 'ipv4',
    value: '203.0.113.7',
    count: 1,
    firstSeen: Date.UTC(2026, 9, 12, 8),
    lastSeen: Date.UTC(2026, 10, 22, 9, 30),
    byHostOnly: false,
    directions: { outbound: 1 },
    dispositions: { established: 1 },
    fields: { 'destination.ip': 1 },
    ports: [[443, 1]],
    portCount: 1,
    hosts: [['10.1.2.3', 1]],
    hostCount: 1,
    histories: { one: 1 },
    newSince: 0,
    ...said,
  };
}
