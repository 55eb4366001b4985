import { describe, expect, it } from 'vitest';
import { exportedFigures } from '../../src/domain/coverage/export-words';
import { stateWord } from '../../src/domain/coverage/lens-words';
import { LENSES } from '../../src/domain/coverage/settings';
import type { TechniqueFigures } from '../../src/domain/coverage/technique-figures';
import { describeFigures, STATES_OF } from '../../src/views/coverage/coverage-words';

function figures(change: Partial<TechniqueFigures>): TechniqueFigures {
  const rest = { worst: null, runningIn: 0, countedIn: 1, strength: null, grade: 0 } as const;
  return { state: 'blind', share: null, score: null, ...rest, ...change };
}

describe('screen and exports call a state the same', () => {
  it.each(LENSES)('under the lens %s', (lens) => {
    for (const state of STATES_OF[lens]) {
      expect(exportedFigures(figures({ state }), lens)).toBe(describeFigures(figures({ state }), lens));
      expect(exportedFigures(figures({ state }), lens)).toBe(stateWord(state, lens));
    }
  });

  it('in the words of SMAP and DeTT&CT', () => {
    expect(exportedFigures(figures({ state: 'not observable' }), 'smap')).toBe('no component linked');
    expect(exportedFigures(figures({ state: 'not observable' }), 'dettect')).toBe('no component listed');
    expect(exportedFigures(figures({ state: 'partial', score: 2 }), 'dettect')).toBe('score 2');
    expect(describeFigures(figures({ state: 'partial', score: 2 }), 'dettect')).toBe('score 2');
  });
});
