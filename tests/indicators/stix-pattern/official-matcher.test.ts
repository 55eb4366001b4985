import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { combineMatches } from '../../../src/domain/indicators/stix-pattern/combine-matches';
import { compilePattern } from '../../../src/domain/indicators/stix-pattern/compile-pattern';
import { parsePattern } from '../../../src/domain/indicators/stix-pattern/parse-pattern';
import type { Comparison, ComparisonNode } from '../../../src/domain/indicators/stix-pattern/pattern-ast';
import { describeWithShared, SHARED } from '../../shared-data';

interface StixObject {
  readonly type: string;
  readonly [property: string]: unknown;
}

interface Observed {
  readonly first_observed: string;
  readonly last_observed: string;
  readonly number_observed: number;
  readonly objects?: Readonly<Record<string, StixObject>>;
}

interface Case {
  readonly suite: string;
  readonly stix_version: string;
  readonly pattern: string;
  readonly observations: number;
  readonly expected: string;
}

/**
 * The sample has 14 of the 42 sets of observations that its cases count: these four are told by what is in them (people with
 * their ages, and people one after the other), in both versions.
 */
const KEPT_SETS: ReadonlyMap<number, number> = new Map([
  [3, 1],
  [9, 3],
  [24, 8],
  [30, 10],
]);

function readCases() {
  const text = readFileSync(join(SHARED, 'samples', 'stix-conformance', 'matcher_cases.json'), 'utf8');
  return JSON.parse(text) as {
    readonly cases: readonly Case[];
    readonly observation_sets: readonly (readonly (Observed & {
      readonly type: string;
      readonly objects?: unknown;
    })[])[];
  };
}

/** Observed data and the objects in it, of both versions. */
function listObserved(
  set: readonly unknown[],
): readonly { readonly data: Observed; readonly objects: readonly StixObject[] }[] {
  return set.flatMap((entry) => {
    const { type, objects = {} } = entry as {
      readonly type: string;
      readonly objects?: Readonly<Record<string, StixObject>>;
    };
    const all = Object.values(objects);
    if (type !== 'bundle') return [{ data: entry as Observed, objects: all }];
    const data = all.find((object) => object.type === 'observed-data') as unknown as Observed | undefined;
    return data === undefined ? [] : [{ data, objects: all.filter((object) => object.type !== 'observed-data') }];
  });
}

/** Plain properties of made-up objects: the comparisons that these cases of observations make. `null`: another. */
function fits(node: ComparisonNode, object: StixObject): boolean | null {
  if (node.kind === 'comparison') return compare(node, object);
  const parts = node.parts.map((part) => fits(part, object));
  if (parts.includes(null)) return null;
  return node.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
}

function compare({ path, operator, negated, values }: Comparison, object: StixObject): boolean | null {
  const [step, ...more] = path.steps;
  const [literal] = values;
  if (step?.kind !== 'key' || more.length > 0 || literal === undefined) return null;
  const found = object.type === path.type ? object[step.key] : undefined;
  if (found === undefined || typeof found !== typeof literal.value) return false;
  const [a, b] = [found as string, literal.value as string];
  switch (operator) {
    case '=':
      return (a === b) !== negated;
    case '<':
      return a < b !== negated;
    case '>':
      return a > b !== negated;
    case 'LIKE':
      return b.endsWith('%') ? a.startsWith(b.slice(0, -1)) !== negated : null;
    case 'MATCHES':
      return new RegExp(b).test(a) !== negated;
    default:
      return null;
  }
}

describeWithShared('the official matcher', () => {
  it('combines observations as is done here', () => {
    const { cases, observation_sets: sets } = readCases();
    let [asked, skipped] = [0, 0];
    for (const { suite, stix_version: version, pattern, observations, expected } of cases) {
      const kept = KEPT_SETS.get(observations);
      if (kept === undefined || !/test_(?:complex|temporal_qualifiers)/.test(suite)) continue;
      if (expected !== 'match' && expected !== 'no-match') continue;
      const read = parsePattern(pattern, '2.0');
      if (!read.ok) throw new Error(pattern);
      const observed = listObserved(sets[kept] ?? []);
      // Events are moments; observed data of a span are not.
      const isMoment = observed.every(({ data }) => data.first_observed === data.last_observed);
      const answers = read.value.observations.map(({ test }) =>
        observed.map(({ objects }) => objects.map((object) => fits(test, object))),
      );
      if (!isMoment || answers.flat(2).includes(null)) {
        skipped++;
        continue;
      }
      const matches = answers.map((answer) =>
        observed.flatMap(({ data }, at) =>
          answer[at]?.includes(true) === true
            ? Array.from({ length: data.number_observed }, (_, count) => ({
                time: Date.parse(data.first_observed),
                ref: `${at}.${count}`,
              }))
            : [],
        ),
      );
      const { refs, undecided } = combineMatches(read.value.root, matches);
      expect(undecided, pattern).toBe(0);
      expect(refs.length > 0, `${version} ${suite} ${pattern}`).toBe(expected === 'match');
      asked++;
    }
    expect(asked).toBeGreaterThan(15);
    expect(skipped).toBeLessThan(5);
  });

  it('asks for objects that no log has: refused by name, every one', () => {
    for (const { pattern, expected } of readCases().cases) {
      if (expected === 'parse-error') continue;
      const compiled = compilePattern(pattern);
      expect(compiled.ok, pattern).toBe(false);
      expect(compiled.issues[0]?.code, pattern).toMatch(/^pattern-(?:unsupported|invalid|object-types)$/);
    }
  });
});
