import { describe, expect, it } from 'vitest';
import type { QueryLanguage } from '../../../src/domain/threats/hunt-queries';
import { languagesOf, listEventSubjects, listRequirementSubjects, readRelease } from './subjects';

/** docs/hunt-queries.md states these figures. */
const REQUIREMENTS: Readonly<Record<string, Readonly<Record<'all' | 'any' | QueryLanguage, number>>>> = {
  '19.1': {
    all: 1142,
    any: 860,
    spl: 748,
    'kql-sentinel': 703,
    esql: 768,
    eql: 591,
    sigma: 334,
    ausearch: 123,
    osquery: 207,
    'kql-defender': 108,
    'cloudtrail-lookup': 92,
    athena: 105,
    zeek: 49,
  },
  '18.1': {
    all: 1138,
    any: 854,
    spl: 744,
    'kql-sentinel': 699,
    esql: 764,
    eql: 586,
    sigma: 330,
    ausearch: 122,
    osquery: 205,
    'kql-defender': 106,
    'cloudtrail-lookup': 91,
    athena: 104,
    zeek: 49,
  },
};
const EVENTS = { sensors: 139, sensorsWithQuery: 47 };

describe('how much can be asked for', () => {
  it.each(Object.keys(REQUIREMENTS))('of what the analytics of ATT&CK %s require', (version) => {
    const counts: Record<string, number> = {};
    for (const subjects of listRequirementSubjects(readRelease(version))) {
      const languages = languagesOf(subjects);
      for (const name of ['all', ...(languages.length > 0 ? ['any'] : []), ...languages]) {
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    expect(counts).toEqual(REQUIREMENTS[version]);
  });

  it('of the events of the library', () => {
    const [sensors, withQuery] = [new Set<string>(), new Set<string>()];
    for (const subject of listEventSubjects()) {
      sensors.add(subject.sensorId);
      if (!withQuery.has(subject.sensorId) && languagesOf([subject]).length > 0) withQuery.add(subject.sensorId);
    }
    expect({ sensors: sensors.size, sensorsWithQuery: withQuery.size }).toEqual(EVENTS);
  });
});
