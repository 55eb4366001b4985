/**
 * State of a technique in a group or in the estate, ordered so that the larger one is the better one
 * (coverage model, "State of a technique"). The first three are no gaps and stay out of ratios.
 */
export const TECHNIQUE_STATES = [
  'not applicable',
  'not observable',
  'no analytic',
  'blind',
  'partial',
  'one short',
  'runs',
] as const;
export type TechniqueState = (typeof TECHNIQUE_STATES)[number];

export const NOT_APPLICABLE = 0;
export const NOT_OBSERVABLE = 1;
export const NO_ANALYTIC = 2;
export const BLIND = 3;
export const PARTIAL = 4;
export const ONE_SHORT = 5;
export const RUNS = 6;

/** A position in `TECHNIQUE_STATES`, as stored in typed arrays. */
export type StateCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export function stateName(code: number): TechniqueState {
  const name = TECHNIQUE_STATES[code];
  if (name === undefined) throw new RangeError(`no technique state has the code ${code}`);
  return name;
}
