import { describe, expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import type { TechniqueState } from '../../src/domain/coverage/state';
import {
  answerComparison,
  describePair,
  passesSeen,
  passesUse,
  USE_FILTERS,
  warnOfDomains,
} from '../../src/views/threats/compare/compare-words';
import type { Comparison } from '../../workers/contract/threats';

const FIGURES = { steps: 0, seen: 0, observable: 0 } as Comparison['threats'][number]['figures'];

function makeComparison(threats: number, used: readonly (readonly [readonly number[], TechniqueState])[]): Comparison {
  const pair = (one: number, other: number) => {
    const shared = used.flatMap(([by], at) =>
      by.includes(one) && by.includes(other) ? (`T${at}` as TechniqueId) : [],
    );
    const either = used.filter(([by]) => by.includes(one) || by.includes(other)).length;
    return {
      one,
      other,
      shared,
      either,
      jaccard: either === 0 ? null : shared.length / either,
      contained: 0,
      relatives: [],
    };
  };
  return {
    threats: Array.from({ length: threats }, (_, at) => ({
      ref: `r${at}`,
      kind: 'report',
      name: `R${at}`,
      figures: FIGURES,
      elsewhere: 0,
    })),
    techniques: used.map(([usedBy, state], at) => ({
      technique: `T${at}` as TechniqueId,
      name: '',
      tactics: [],
      state,
      usedBy,
      mitigations: [],
    })),
    mitigations: [],
    overlaps: threats === 2 ? [pair(0, 1)] : [],
  };
}

describe('the answer of a comparison', () => {
  it('tells what all share, and how much of it can be seen', () => {
    const three = makeComparison(3, [
      [[0, 1, 2], 'runs'],
      [[0, 1, 2], 'blind'],
      [[0, 1], 'runs'],
      [[2], 'runs'],
    ]);
    expect(answerComparison(three).replaceAll('\u00a0', ' ')).toBe(
      '2 of 4 techniques are used by all 3; 1 of these can be seen.',
    );
  });

  it('tells of two what they share of both', () => {
    const two = makeComparison(2, [
      [[0, 1], 'runs'],
      [[0], 'blind'],
    ]);
    expect(answerComparison(two)).toBe('They share 1 of 2 techniques; 1 of these can be seen.');
    expect(answerComparison(makeComparison(2, []))).toBe('Neither names a technique of this release.');
    expect(answerComparison(makeComparison(1, [[[0], 'runs']]))).toContain('choose another');
    expect(answerComparison(makeComparison(3, []))).toBe('None of them names a technique of this release.');
  });
});

describe('filters of a comparison', () => {
  it('take every technique into exactly one of shared by all, by some, by one', () => {
    for (const usedBy of [[0], [0, 1], [0, 1, 2]]) {
      const passed = USE_FILTERS.filter((filter) => filter !== 'any' && passesUse({ usedBy }, filter, 3));
      expect(passed).toHaveLength(1);
    }
  });

  it('count what cannot be observed neither as seen nor as not seen', () => {
    expect(passesSeen({ state: 'not observable' }, 'seen')).toBe(false);
    expect(passesSeen({ state: 'not observable' }, 'not-seen')).toBe(false);
    expect(passesSeen({ state: 'one short' }, 'not-seen')).toBe(true);
  });
});

it('a pair says when the shorter one is wholly in the other', () => {
  const overlap = { one: 0, other: 1, either: 4, jaccard: 0.5, relatives: [], shared: ['T1', 'T2'] as TechniqueId[] };
  expect(describePair({ ...overlap, contained: 1 })).toBe(
    'share 2 of 4 techniques (50\u00a0%): all that the shorter of the two uses',
  );
  expect(describePair({ ...overlap, contained: 0.5 })).toBe('share 2 of 4 techniques (50\u00a0%)');
  expect(describePair({ ...overlap, either: 2, jaccard: 1, contained: 1 })).toContain('the same ones');
  expect(describePair({ ...overlap, either: 0, shared: [], jaccard: null, contained: null })).toBe(
    'neither names a technique',
  );
});

it('says which threats name techniques of another domain, where several are compared', () => {
  const { threats } = makeComparison(2, []);
  const mixed = threats.map((threat, at) => ({ ...threat, elsewhere: at * 3 }));
  expect(warnOfDomains({ threats })).toBe('');
  expect(warnOfDomains({ threats: mixed.slice(1) })).toBe('');
  expect(warnOfDomains({ threats: mixed }).replaceAll('\u00a0', ' ')).toBe(
    'Of another domain of ATT&CK, and therefore left out here: R1 (3 techniques). Techniques of different domains never coincide.',
  );
});
