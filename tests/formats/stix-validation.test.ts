import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { STIX_RULES } from '../../src/formats/stix/stix-findings';
import { readStixContent } from '../../src/formats/stix/stix-report';
import { isStixTime } from '../../src/formats/stix/stix-times';
import { describeWithShared, SHARED } from '../shared-data';
import { type MadeUp, makeObject, makeReport, makeTechnique, uuid } from './made-up-stix-objects';

/** Severity, rule, place and what was done, of an object within a bundle. */
function check(object: unknown, version?: '2.0'): readonly string[] {
  const envelope = {
    type: 'bundle',
    id: `bundle--${uuid(0)}`,
    ...(version === undefined ? {} : { spec_version: version }),
  };
  const result = readStixContent({ ...envelope, objects: [makeTechnique(99, 'T1003'), object] });
  return result.issues.map(
    ({ severity, code, place, done = '' }) => `${severity} ${code} ${describePlace(place)}: ${done}`,
  );
}

const indicator = (properties: MadeUp) =>
  makeObject('indicator', 1, {
    name: 'x',
    description: 'x',
    pattern: "[url:value = 'https://example.org']",
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
    ...properties,
  });
const file = (properties: MadeUp) => ({ type: 'file', id: `file--${uuid(1)}`, name: 'a.exe', ...properties });
const PART = 'Property left out; the rest of the object is kept.';

describe('rules of STIX', () => {
  it.each<readonly [string, unknown, readonly string[]]>([
    ['nothing wrong', indicator({}), []],
    ['no object', 7, ['error stix-not-an-object objects[1]: Entry left out.']],
    ['no type', { id: 'x' }, ['error stix-no-type objects[1].type: Object left out.']],
    [
      'no id',
      { ...makeObject('tool', 1, { name: 'x' }), id: undefined },
      ['error stix-bad-id objects[1].id: Object left out.'],
    ],
    ['no name', makeObject('campaign', 1), ['error stix-essential objects[1].name: Object left out.']],
    [
      'an impossible date',
      makeObject('tool', 1, { name: 'x', modified: '2026-02-30T00:00:00Z' }),
      [`error stix-bad-timestamp objects[1].modified: ${PART}`],
    ],
    [
      'modified before created',
      makeObject('tool', 1, { name: 'x', modified: '2026-02-20T00:00:00Z' }),
      ['error stix-order-of-times objects[1].modified: Kept.'],
    ],
    [
      'valid until it is valid',
      indicator({ valid_until: '2026-01-01T00:00:00.000Z' }),
      ['error stix-order-of-times objects[1].valid_until: valid_until left out; the rest of the object is kept.'],
    ],
    [
      'an empty list',
      makeObject('tool', 1, { name: 'x', aliases: [] }),
      [`error stix-empty-list objects[1].aliases: ${PART}`],
    ],
    [
      'a number among texts',
      makeObject('tool', 1, { name: 'x', aliases: ['a', 1] }),
      ['error stix-wrong-type objects[1].aliases[1]: Entry left out.'],
    ],
    [
      'no truth value',
      makeObject('malware', 1, { name: 'x', is_family: 'true' }),
      [`error stix-wrong-type objects[1].is_family: ${PART}`],
    ],
    [
      'a bad pattern',
      indicator({ pattern: '[url:value =]' }),
      ['error stix-bad-pattern objects[1].pattern: Object left out.'],
    ],
    [
      'a marking that is none',
      makeObject('tool', 1, { name: 'x', object_marking_refs: [`tool--${uuid(1)}`] }),
      ['error stix-reference-type objects[1].object_marking_refs[0]: Reference left out.'],
    ],
    ['a bad hash', file({ hashes: { MD5: 'xyz' } }), ['error stix-bad-hash objects[1].hashes.MD5: Hash left out.']],
    [
      'an unknown hash',
      file({ hashes: { CRC99: 'abc' } }),
      ['warning stix-hash-algorithm objects[1].hashes.CRC99: Kept.'],
    ],
    [
      'a bad address',
      { type: 'ipv4-addr', id: `ipv4-addr--${uuid(1)}`, value: '300.1.1.1' },
      [`error stix-bad-address objects[1].value: ${PART}`, 'error stix-essential objects[1].value: Object left out.'],
    ],
    [
      'a selector that leads nowhere',
      makeObject('tool', 1, {
        name: 'x',
        granular_markings: [{ marking_ref: `marking-definition--${uuid(2)}`, selectors: ['description'] }],
      }),
      ['error stix-bad-selector objects[1].granular_markings[0].selectors: Marking left out.'],
    ],
    [
      'a sighting of a bundle',
      makeObject('sighting', 1, { sighting_of_ref: `bundle--${uuid(1)}` }),
      [
        'error stix-reference-type objects[1].sighting_of_ref: Property left out.',
        'error stix-essential objects[1].sighting_of_ref: Object left out.',
      ],
    ],
    [
      'a property of another’s',
      makeObject('tool', 1, { name: 'x', x_example_a: 1, x_example_b: 2 }),
      ['note stix-custom-property objects[1].x_example_a: Left unread.'],
    ],
    [
      'a type of another’s',
      makeObject('x-thing', 1),
      ['note stix-custom-type objects[1]: Kept; only what all objects have in common is read.'],
    ],
    ['a report without references', { ...makeReport(1, []), object_refs: undefined }, []],
  ])('%s', (_, object, expected) => {
    const told = check(JSON.parse(JSON.stringify(object)));
    if (expected.length === 0 && object !== undefined && (object as MadeUp)['type'] === 'report')
      expect(told).toEqual(['error stix-required objects[1].object_refs: Kept without it.']);
    else expect(told).toEqual(expected);
  });

  it('in observed data of 2.0, references lead to keys', () => {
    const object = {
      ...makeObject('observed-data', 1),
      spec_version: undefined,
      first_observed: '2026-01-01T00:00:00Z',
      last_observed: '2026-01-01T00:00:00Z',
      number_observed: 1,
      objects: {
        '0': { type: 'directory', path: '/a', contains_refs: ['1', '9'] },
        '1': { type: 'file', name: 'x' },
      },
    };
    expect(check(JSON.parse(JSON.stringify(object)), '2.0')).toEqual([
      'error stix-bad-reference objects[1].objects.0.contains_refs[1]: Reference left out.',
    ]);
  });

  it('have a level and a section each', () => {
    for (const [code, { section }] of Object.entries(STIX_RULES)) {
      expect(code).toMatch(/^stix-[a-z-]+$/);
      expect(section).toMatch(/^\d+(?:\.\d+)*$/);
    }
  });

  it.each([
    ['2026-02-28T23:59:60Z', true],
    ['2024-02-29T00:00:00.123456Z', true],
    ['2023-02-29T00:00:00Z', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-01-01T24:00:00Z', false],
    ['2026-01-01T00:00:00.Z', false],
    ['2026-01-01T00:00:00+01:00', false],
    ['2026-01-01', false],
  ])('%s is a timestamp: %s', (text, expected) => {
    expect(isStixTime(text)).toBe(expected);
  });
});

interface ValidatorCase {
  readonly suite: string;
  readonly expected: 'valid' | 'invalid';
  readonly options: Readonly<Record<string, unknown>>;
  readonly instance: unknown;
}

describeWithShared('the conformance samples', () => {
  const path = join(SHARED, 'samples/stix-conformance/validator_cases.json');
  const cases = () => JSON.parse(readFileSync(path, 'utf8')) as readonly ValidatorCase[];

  it('no valid case breaks a rule', () => {
    const valid = cases().filter(({ expected }) => expected === 'valid');
    const wronged = valid.filter(({ instance }) => {
      const { issues } = readStixContent(instance);
      return issues.some(({ severity, code }) => severity === 'error' && code !== 'stix-no-objects');
    });
    expect(valid).toHaveLength(91);
    expect(wronged.map(({ suite }) => suite)).toEqual([]);
  });

  it('what is wrong with an invalid case is named by path and rule', () => {
    const invalid = cases().filter(({ expected }) => expected === 'invalid');
    const silent = invalid.filter(({ instance }) => readStixContent(instance).issues.length === 0);
    expect(invalid).toHaveLength(146);
    // Two cases are wrong in the validator's own options, and nothing is in the object.
    expect(silent.map(({ options }) => options)).toEqual([
      { strict: true, silent: true, verbose: true },
      { strict: true, enabled: 'abc' },
    ]);
    const rejected = invalid.filter(({ instance }) =>
      readStixContent(instance).issues.some(({ severity }) => severity === 'error'),
    );
    const warned = invalid.filter(({ instance }) =>
      readStixContent(instance).issues.some(({ severity }) => severity === 'warning' || severity === 'error'),
    );
    expect({
      rejected: rejected.length,
      warned: warned.length,
      noted: invalid.length - silent.length,
    }).toMatchInlineSnapshot(`
      {
        "noted": 144,
        "rejected": 74,
        "warned": 114,
      }
    `);
  });
});
