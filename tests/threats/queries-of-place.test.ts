import { expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import type { HuntPlace } from '../../src/domain/threats/hunt-plan';
import { QUERY_LANGUAGES } from '../../src/domain/threats/hunt-queries';
import { languagesOfPlace } from '../../src/domain/threats/queries/guess-languages';
import { writeQueriesOfPlace } from '../../src/domain/threats/queries/queries-of-place';

const [A, B, C] = ['T1001', 'T1002', 'T1003'] as unknown as readonly [TechniqueId, TechniqueId, TechniqueId];

const place = (
  events: readonly Partial<HuntPlace['events'][number]>[],
  change: Partial<HuntPlace> = {},
): HuntPlace => ({
  sensorId: 'winevtx',
  sensorName: 'Windows event log',
  events: events.map((event) => ({
    eventId: '',
    logSource: 'WinEventLog:Security',
    codes: [],
    components: [],
    techniques: [A],
    ...event,
  })),
  groupNames: [],
  logDestinations: [],
  retentionDays: null,
  techniques: [A, B, C],
  ...change,
});

it('asks each log source once, for all events of a step', () => {
  const asked = writeQueriesOfPlace(place([{ eventId: '4688' }, { eventId: '4624' }]), ['spl']);
  expect(asked.map(({ eventIds }) => eventIds)).toEqual([['4688', '4624']]);
  expect(asked[0]?.queries[0]?.text).toMatch(/4688[\s\S]*4624|4624[\s\S]*4688/);
});

it('asks for the whole of a log source where the whole is wanted, whatever events are named beside', () => {
  for (const events of [
    [{ eventId: '4688' }, {}],
    [{}, { eventId: '4688' }],
  ]) {
    const [asked] = writeQueriesOfPlace(place(events), ['spl']);
    expect(asked?.eventIds).toEqual([]);
    expect(asked?.queries[0]?.text).not.toContain('4688');
  }
});

it('asks for each step its own events alone; what two ask alike stands once', () => {
  const asked = writeQueriesOfPlace(
    place([
      { eventId: '4688', techniques: [A, B, C] },
      { eventId: '4624', techniques: [B] },
      { eventId: '7045', logSource: 'WinEventLog:System', techniques: [B] },
    ]),
    ['spl'],
  );
  expect(asked.map(({ logSource, eventIds, techniques }) => [logSource, eventIds, techniques])).toEqual([
    ['WinEventLog:Security', ['4688'], [A, C]],
    ['WinEventLog:Security', ['4688', '4624'], [B]],
    ['WinEventLog:System', ['7045'], [B]],
  ]);
});

it('is written as the logs of the place go, as chosen, or in every language', () => {
  const written = (logDestinations: readonly string[], chosen: Parameters<typeof writeQueriesOfPlace>[1]) =>
    writeQueriesOfPlace(place([{ eventId: '4688' }], { logDestinations }), chosen).flatMap(({ queries }) =>
      queries.map(({ language }) => language),
    );
  expect(written(['Microsoft Sentinel'], [])).toEqual(['kql-sentinel']);
  expect(written(['Microsoft Sentinel', 'Splunk Cloud'], [])).toEqual(['spl', 'kql-sentinel']);
  expect(written(['Microsoft Sentinel'], ['sigma'])).toEqual(['sigma']);
  expect(written([], []).length).toBeGreaterThan(3);
  expect(languagesOfPlace(['the cellar'], [])).toEqual(QUERY_LANGUAGES);
});
