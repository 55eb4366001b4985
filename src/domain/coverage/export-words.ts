import { formatInterval } from '../format';
import type { Lens } from './settings';
import { BLIND, RUNS, type TechniqueState } from './state';
import type { TechniqueFigures } from './technique-figures';

/** The SMAP lens knows two of the states, under names of its own. */
const SMAP_STATES: Readonly<Partial<Record<TechniqueState, string>>> = {
  runs: 'an event maps',
  blind: 'no event maps',
};

/** What exports call a state. */
export function exportedState(state: TechniqueState, lens: Lens): string {
  return (lens === 'smap' ? SMAP_STATES[state] : undefined) ?? state;
}

/** "runs, 80 %": the share by weight, where there is one. */
export function exportedFigures({ state, share }: TechniqueFigures, lens: Lens): string {
  const word = exportedState(state, lens);
  return share === null ? word : `${word}, ${formatInterval(share)}`;
}

/**
 * One number for a technique, as layers carry it: percent of the estate, by weight, on which an analytic surely runs; 1
 * at least, since 0 is for what does not run. `null`, unscored: what is no gap, and what runs on a share nobody can tell.
 * The SMAP lens knows 1, an event maps, alone.
 */
export function scoreTechnique(state: number, share: TechniqueFigures['share'], lens: Lens): number | null {
  if (lens === 'smap') return state === RUNS ? 1 : null;
  if (state === RUNS) return share === null ? null : Math.max(1, Math.round(share.low * 100));
  return state >= BLIND ? 0 : null;
}
