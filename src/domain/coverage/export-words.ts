import { formatInterval } from '../format';
import { figuresWord } from './lens-words';
import type { Lens } from './settings';
import { BLIND, RUNS } from './state';
import type { TechniqueFigures } from './technique-figures';

/** How a lens puts its answer, and what it means by it, where a reader has nothing else to go by. */
export const LENS_SENTENCES: Readonly<Record<Lens, { readonly answer: string; readonly meaning: string }>> = {
  analytics: {
    answer: 'telemetry for',
    meaning:
      'Runs: everything that one of ATT&CK’s published analytics asks for arrives; the bar says on what share of the estate, paler where it only may. One short: all but one data component. Partial: some. Blind: none. Telemetry that is present, not detections.',
  },
  smap: {
    answer: 'an event maps to',
    meaning: 'An event maps: at least one enabled event maps to a data component that is linked to the technique.',
  },
  dettect: {
    answer: 'a visibility score for',
    meaning:
      'DeTT&CT’s visibility score: how many of the data components that it counts for the technique on a system’s platforms are available. 4: all of them. 3: 75 to 99 %. 2: 50 to 74 %. 1: fewer. 0: none. Telemetry that is present, not detections.',
  },
};

/** "runs, 80 %": the share by weight, where there is one. */
export function exportedFigures(figures: TechniqueFigures, lens: Lens): string {
  const word = figuresWord(figures, lens);
  return figures.share === null ? word : `${word}, ${formatInterval(figures.share)}`;
}

/**
 * One number for a technique, as layers carry it. Analytics: percent of the estate, by weight, on which an analytic surely
 * runs; 1 at least, since 0 is for what does not run; `null`, unscored, for what is no gap and for what runs on a share
 * nobody can tell. SMAP knows 1, an event maps, alone.
 */
export function scoreTechnique(state: number, { share, score }: TechniqueFigures, lens: Lens): number | null {
  switch (lens) {
    case 'analytics':
      if (state !== RUNS) return state >= BLIND ? 0 : null;
      return share === null ? null : Math.max(1, Math.round(share.low * 100));
    case 'smap':
      return state === RUNS ? 1 : null;
    case 'dettect':
      return score;
  }
}
