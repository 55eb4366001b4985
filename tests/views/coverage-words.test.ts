import { describe, expect, it } from 'vitest';
import { parseDataComponentId, type TechniqueId } from '../../src/domain/attack/identifiers';
import type { Candidate } from '../../src/domain/coverage/candidates';
import type { AnalyticExplanation, Feeder, TechniqueExplanation } from '../../src/domain/coverage/explain';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import type { TechniqueState } from '../../src/domain/coverage/state';
import { findStrengthLimit } from '../../src/domain/coverage/strength-limit';
import { makeTechniqueTextFilter } from '../../src/domain/coverage/technique-filter';
import { collectLookingPlaces } from '../../src/domain/coverage/where-to-look';
import { UNRATED } from '../../src/domain/sensors/data-quality';
import { type Deployment, EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import { compareEventIds } from '../../src/domain/sensors/sensor';
import { describeCandidate, describeEvents } from '../../src/views/coverage/telemetry-words';

const ALL = { low: 1, high: 1 };
const component = (id: string) => {
  const parsed = parseDataComponentId(id);
  if (parsed === null) throw new Error(id);
  return parsed;
};

function feeder(sensor: string, eventIds: readonly string[], quality: number | null = null): Feeder {
  return {
    deploymentId: `${sensor}-1`,
    sensorId: sensor,
    sensorName: sensor,
    share: ALL,
    quality: quality === null ? null : { dimension: 'timeliness', quality },
    precision: eventIds.length > 0 ? 'exact' : 'component',
    eventIds,
    logSources: [`log:${sensor}`],
  };
}

function analytic(state: TechniqueState, ...needs: (readonly Feeder[])[]): AnalyticExplanation {
  return {
    id: 'AN0001' as AnalyticExplanation['id'],
    strategy: 'DET0001',
    platforms: ['Windows'],
    state,
    isOverlapUnknown: false,
    share: ALL,
    strength: ALL,
    needs: needs.map((feeders, position) => ({
      component: { id: component(`DC000${position + 1}`), name: `Component ${position + 1}` },
      isSupporting: false,
      asked: [{ logSource: 'WinEventLog:Sysmon', codes: ['1'] }],
      feeders,
      candidates: [],
    })),
  };
}

describe('where to look', () => {
  const explanation: TechniqueExplanation = {
    id: 'T1059' as TechniqueId,
    name: 'Command and Scripting Interpreter',
    tactics: [],
    platforms: [],
    notApplicableIn: [],
    groups: [
      {
        groupId: 'servers',
        groupName: 'Servers',
        state: 'runs',
        share: ALL,
        strength: ALL,
        analytics: [
          analytic('runs', [feeder('sysmon', ['10', '1'])], [feeder('sysmon', ['7'])]),
          analytic('partial', [feeder('zeek', [])], [], []),
        ],
      },
    ],
  };

  it('joins what each sensor gives, those that make an analytic run first', () => {
    const places = collectLookingPlaces(explanation);
    expect(places.map(({ sensorId, feedsRunning }) => [sensorId, feedsRunning])).toEqual([
      ['sysmon', true],
      ['zeek', false],
    ]);
    expect(places[0]).toMatchObject({
      namedEventIds: ['1'],
      otherEventIds: ['7', '10'],
      logSources: ['log:sysmon'],
      components: ['Component 1', 'Component 2'],
      groupNames: ['Servers'],
      precision: 'exact',
    });
  });

  it('sorts event ids by value, and names behind numbers', () => {
    expect(['winrm/6', '4688', '1', '10'].sort(compareEventIds)).toEqual(['1', '10', '4688', 'winrm/6']);
  });
});

describe('what limits the strength of an analytic', () => {
  it('is the weakest component at the best quality it has', () => {
    const limit = findStrengthLimit(
      analytic('runs', [feeder('a', ['1'], 0.2), feeder('b', ['1'], 0.8)], [feeder('c', ['2'], 0.6)]),
    );
    expect(limit).toMatchObject({ kind: 'quality', sensorName: 'c', limiting: { quality: 0.6 } });
  });

  it('is not known where a component rests on unrated deployments alone', () => {
    const limit = findStrengthLimit(analytic('runs', [feeder('a', ['1'], 1)], [feeder('b', ['2'])]));
    expect(limit).toEqual({ kind: 'unrated', sensorName: 'b' });
  });

  it('is the share where all data is as good as can be, and nothing where nothing runs', () => {
    expect(findStrengthLimit(analytic('runs', [feeder('a', ['1'], 1)]))).toEqual({ kind: 'share' });
    expect(findStrengthLimit(analytic('blind', []))).toBeNull();
  });
});

describe('the text filter', () => {
  it('finds every word in id or name, in any case', () => {
    const technique = { id: 'T1059.001' as TechniqueId, name: 'PowerShell' };
    expect(makeTechniqueTextFilter('t1059 power')(technique)).toBe(true);
    expect(makeTechniqueTextFilter('t1059 bash')(technique)).toBe(false);
    expect(makeTechniqueTextFilter('  ')(technique)).toBe(true);
  });
});

describe('what to do about a missing component', () => {
  const group = { groupId: 'servers', groupName: 'Servers' };
  const deployment: Deployment = {
    id: 'sysmon-1',
    sensorId: 'sysmon',
    standsOn: 'servers',
    observes: [{ groupId: 'servers', share: null, part: null }],
    events: { mode: 'only', ids: ['1'] },
    status: 'deployed',
    cost: null,
    owner: '',
    version: '',
    logDestination: '',
    retentionDays: null,
    since: null,
    until: null,
    quality: UNRATED,
    notes: '',
  };
  const inventory: Inventory = {
    ...EMPTY_INVENTORY,
    groups: [
      {
        id: 'servers',
        name: 'Servers',
        kind: 'hosts',
        platforms: ['Windows'],
        hosts: 10,
        criticality: null,
        roles: [],
        parts: [],
        site: '',
        notes: '',
      },
    ],
    deployments: [deployment],
  };
  const say = (candidate: Partial<Candidate>, stated = inventory, settings = DEFAULT_SETTINGS) =>
    describeCandidate(
      {
        sensorId: 'sysmon',
        sensorName: 'Sysmon',
        obstacle: 'events are off',
        precision: 'exact',
        eventIds: ['7'],
        logSources: [],
        ...candidate,
      },
      group,
      { inventory: stated, sensors: [], settings },
    );

  it('names the events to switch on, and where', () => {
    expect(say({})).toBe('Switch on event 7 of Sysmon on Servers.');
  });

  it('says why a deployment does not count', () => {
    const planned = { ...inventory, deployments: [{ ...deployment, status: 'planned' as const }] };
    expect(say({ obstacle: 'does not count yet' }, planned)).toBe(
      'Sysmon would give event 7, but is not counted: only planned.',
    );
    const later = { ...inventory, deployments: [{ ...deployment, since: '2027-01-01' }] };
    expect(say({ obstacle: 'does not count yet' }, later, { ...DEFAULT_SETTINGS, asOf: '2026-11-22' })).toBe(
      'Sysmon would give event 7, but is not counted: in service from 1 Jan 2027.',
    );
  });

  it('names log sources where no event is known', () => {
    expect(say({ obstacle: 'does not observe', eventIds: [], logSources: ['NSM:Flow'] })).toBe(
      'You have Sysmon (NSM:Flow), but it does not observe Servers.',
    );
  });

  it('cuts long lists of events', () => {
    expect(describeEvents(['1', '2', '3'], 2)).toBe('events 1, 2 and 1 more');
    expect(describeEvents(['1', '2'])).toBe('events 1 and 2');
    expect(describeEvents([])).toBe('');
  });
});
