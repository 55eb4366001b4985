import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/domain/coverage/coverage';
import type { Lens } from '../../src/domain/coverage/settings';
import { BLIND, ONE_SHORT, RUNS } from '../../src/domain/coverage/state';
import { areFiguresEqual, readShareBar, readTechniqueFigures } from '../../src/domain/coverage/technique-figures';
import { describeFigures, describeSubTechniques } from '../../src/views/coverage/coverage-words';

interface Stated {
  readonly state?: number;
  readonly share?: readonly [number, number];
  readonly strength?: readonly [number, number];
}

function read({ state = RUNS, share = [1, 1], strength = [0, 1] }: Stated, lens: Lens = 'analytics') {
  const runs = state === RUNS;
  const at = (value: number) => Float32Array.of(runs ? value : 0);
  const coverage: Coverage = {
    groupIds: ['servers', 'clients'],
    unweightedGroupIds: [],
    groupStates: Uint8Array.of(state, BLIND),
    states: Uint8Array.of(state),
    worstStates: Uint8Array.of(BLIND),
    runningIn: Uint16Array.of(runs ? 1 : 0),
    countedIn: Uint16Array.of(2),
    countedWeights: Float64Array.of(2),
    allFed: Uint8Array.of(runs ? 1 : 0),
    anyFed: Uint8Array.of(1),
    shareLow: at(share[0]),
    shareHigh: at(share[1]),
    strengthLow: at(strength[0]),
    strengthHigh: at(strength[1]),
  };
  return readTechniqueFigures(coverage, 0, lens);
}

describe('figures of a technique', () => {
  it('say state, groups, share and strength', () => {
    expect(read({ share: [0.8, 0.8], strength: [0.64, 0.64] })).toEqual({
      state: 'runs',
      worst: 'blind',
      runningIn: 1,
      countedIn: 2,
      share: { low: 0.8, high: 0.8 },
      strength: { low: 0.64, high: 0.64 },
      grade: 4,
      score: null,
    });
  });

  it('give no share where nothing runs, nor where no weight says how much that is', () => {
    expect(read({ state: ONE_SHORT })).toMatchObject({ state: 'one short', share: null, strength: null, grade: 0 });
    expect(read({ share: [0, 0], strength: [0, 0] })).toMatchObject({ state: 'runs', share: null, grade: 3 });
  });

  it('grade what is unrated by its share alone, and nothing above the share that is certain', () => {
    expect(read({ share: [0.8, 0.8], strength: [0, 0.8] }).grade).toBe(4);
    expect(read({ share: [0.3, 1], strength: [0, 1] }).grade).toBe(2);
    expect(read({ share: [1, 1], strength: [0.2, 0.2] }).grade).toBe(1);
    expect(read({ share: [1, 1], strength: [1, 1] }).grade).toBe(5);
  });

  it('know neither share nor grade in the SMAP lens', () => {
    expect(read({}, 'smap')).toMatchObject({ share: null, strength: null, grade: 3 });
  });

  it('are equal when nothing that is shown differs', () => {
    expect(areFiguresEqual(read({}), read({}))).toBe(true);
    expect(areFiguresEqual(read({}), read({ share: [0.5, 1] }))).toBe(false);
    expect(areFiguresEqual(undefined, undefined)).toBe(true);
    expect(areFiguresEqual(read({}), undefined)).toBe(false);
  });
});

describe('the bar of a share', () => {
  it('is never empty for something and never full for less than all', () => {
    expect(readShareBar({ low: 0.01, high: 0.99 })).toEqual({ certain: 1, possible: 9 });
    expect(readShareBar({ low: 0.54, high: 1 })).toEqual({ certain: 5, possible: 10 });
    expect(readShareBar({ low: 0, high: 0 })).toEqual({ certain: 0, possible: 0 });
  });
});

describe('words of a cell', () => {
  const plain = (words: string) => words.replaceAll('\u00a0', ' ');

  it('say the weighted share for what runs', () => {
    expect(plain(describeFigures(read({ share: [0.8, 0.8] }), 'analytics'))).toBe('runs, 80 % by weight');
    expect(plain(describeFigures(read({ share: [0.5, 0.8] }), 'analytics'))).toBe('runs, 50–80 % by weight');
    expect(describeFigures(read({ state: BLIND }), 'analytics')).toBe('blind');
    expect(describeFigures(read({}, 'smap'), 'smap')).toBe('an event maps');
  });

  it('count sub-techniques', () => {
    expect(describeSubTechniques({ running: 3, counted: 9, all: 9 }, 'analytics')).toBe('3 of 9 sub-techniques run');
    expect(describeSubTechniques({ running: 1, counted: 1, all: 1 }, 'analytics')).toBe('1 of 1 sub-technique runs');
    expect(describeSubTechniques({ running: 3, counted: 9, all: 9 }, 'smap')).toBe(
      'an event maps to 3 of 9 sub-techniques',
    );
    expect(describeSubTechniques({ running: 3, counted: 8, all: 13 }, 'analytics')).toBe(
      '3 of 8 sub-techniques run, 5 more do not count',
    );
  });
});
