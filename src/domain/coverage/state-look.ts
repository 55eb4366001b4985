import type { TechniqueState } from './state';
import type { StrengthGrade } from './technique-figures';

/** The app's light colours (`src/views/tokens.css`), for what leaves it and cannot follow the theme. */
export const PAPER = '#fbfaf7';
export const INK = '#1b2326';
export const INK_MUTED = '#566165';
export const LINE = '#dad6cc';
export const LINE_STRONG = '#8f8b80';
export const HATCH = '#ded9cd';

export interface StateLook {
  /** `null`: paper. */
  readonly fill: string | null;
  readonly ink: string;
  readonly outline: { readonly color: string; readonly dash: 'none' | 'dashed' | 'dotted' } | null;
  readonly isHatched: boolean;
}

/** Deeper with strength. */
const RUNS_FILLS = ['#76a7c3', '#cfe0ea', '#a5c6d9', '#76a7c3', '#2f7099', '#14517a'] as const;
const RUNS_INKS = ['#10191c', '#1b2326', '#1b2326', '#10191c', '#ffffff', '#ffffff'] as const;

const LOOKS: Readonly<Record<Exclude<TechniqueState, 'runs'>, StateLook>> = {
  'one short': { fill: '#f1dfb4', ink: INK, outline: null, isHatched: false },
  partial: { fill: '#f8f0dc', ink: INK, outline: null, isHatched: false },
  blind: { fill: '#fdfcfa', ink: INK, outline: { color: LINE_STRONG, dash: 'none' }, isHatched: false },
  'no analytic': { fill: null, ink: INK_MUTED, outline: { color: LINE_STRONG, dash: 'dashed' }, isHatched: false },
  'not observable': { fill: null, ink: INK_MUTED, outline: { color: LINE_STRONG, dash: 'dotted' }, isHatched: true },
  'not applicable': { fill: null, ink: INK_MUTED, outline: null, isHatched: false },
};

export function lookOf(state: TechniqueState, grade: StrengthGrade): StateLook {
  if (state !== 'runs') return LOOKS[state];
  return { fill: RUNS_FILLS[grade], ink: RUNS_INKS[grade], outline: null, isHatched: false };
}
