import type { Lens } from './settings';
import type { TechniqueState } from './state';
import type { TechniqueFigures } from './technique-figures';

/** What lenses and their answers are called, on the screen and in every export. */

export const LENS_NAMES: Readonly<Record<Lens, string>> = { analytics: 'Analytics', dettect: 'DeTT&CT', smap: 'SMAP' };

/** States that a lens calls by names of its own. */
const STATE_NAMES: Readonly<Record<Lens, Readonly<Partial<Record<TechniqueState, string>>>>> = {
  analytics: {},
  smap: { runs: 'an event maps', blind: 'no event maps', 'not observable': 'no component linked' },
  // Scores of DeTT&CT's stand in the place of states.
  dettect: {
    runs: 'score 4',
    'one short': 'score 3',
    partial: 'score 1 or 2',
    blind: 'score 0',
    'no analytic': 'not scorable',
    'not observable': 'no component listed',
    'not applicable': 'not scored',
  },
};

export function stateWord(state: TechniqueState, lens: Lens): string {
  return STATE_NAMES[lens][state] ?? state;
}

/** Of one technique, where the score behind a state may be known. */
export function figuresWord({ state, score }: Pick<TechniqueFigures, 'state' | 'score'>, lens: Lens): string {
  return state === 'partial' && score !== null ? `score ${score}` : stateWord(state, lens);
}
