import type { Findings } from './stix-findings';
import type { StixValue } from './stix-objects';
import type { PatternComparison } from './stix-pattern';

/** What a check needs to know of the object it looks into. */
export interface CheckContext {
  readonly findings: Findings;
  readonly is20: boolean;
  readonly type: string;
  readonly id: string;
  /** The object as a whole, for what selects parts of it. */
  readonly owner: StixValue;
  /** What the pattern of the object compares, once that was read. */
  comparisons: readonly PatternComparison[] | null;
  /** Of observables in a dictionary (2.0): its keys, to which references lead. */
  readonly keys: ReadonlySet<string> | null;
}

/** A value that is left out. */
export const DROPPED = Symbol('dropped');

/** Gives the value to keep: the same, part of it, or `DROPPED`. */
export type ValueCheck = (value: unknown, path: string, context: CheckContext, detail: string) => unknown;
