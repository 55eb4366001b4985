import { expect, it } from 'vitest';
import type { HuntPlace } from '../../src/domain/threats/hunt-plan';
import { writeQueriesOfPlace } from '../../src/domain/threats/queries/queries-of-place';

const place = (events: readonly Partial<HuntPlace['events'][number]>[]): HuntPlace => ({
  sensorId: 'winevtx',
  sensorName: 'Windows event log',
  events: events.map((event) => ({
    eventId: '',
    logSource: 'WinEventLog:Security',
    codes: [],
    components: [],
    techniques: [],
    ...event,
  })),
  groupNames: [],
  logDestinations: [],
  retentionDays: null,
  techniques: [],
});

it('asks each log source once, for all of its events', () => {
  const asked = writeQueriesOfPlace(place([{ eventId: '4688' }, { eventId: '4624' }]), ['spl']);
  expect(asked.map(({ eventIds }) => eventIds)).toEqual([['4688', '4624']]);
  expect(asked[0]?.queries[0]?.text).toMatch(/4688[\s\S]*4624|4624[\s\S]*4688/);
});

it('asks for the whole of a log source where the whole is wanted, whatever events are named beside', () => {
  const [asked] = writeQueriesOfPlace(place([{ eventId: '4688' }, {}]), ['spl']);
  expect(asked?.eventIds).toEqual([]);
  expect(asked?.queries[0]?.text).not.toContain('4688');
});
