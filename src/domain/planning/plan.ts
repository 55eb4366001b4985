import type { InventoryChange } from './inventory-change';
import { EQUAL_WEIGHTS, type WeightProfile } from './weight-profile';

/** What can be bought or switched on, under which conditions, and what counts. Inputs only: the best choice is computed. */
export interface Plan {
  readonly id: string;
  readonly options: readonly PlanOption[];
  readonly constraints: readonly PlanConstraint[];
  /** In `currency`, over `years`; `null`: no limit. */
  readonly budget: number | null;
  /** ISO 4217, or as the inventory writes it. */
  readonly currency: string;
  /** What costs by the year is counted this many times. */
  readonly years: number;
  readonly objective: Objective;
}

/** Something that may be added: the changes it makes, and what it costs. */
export interface PlanOption {
  readonly id: string;
  readonly name: string;
  readonly changes: readonly InventoryChange[];
  readonly price: Price;
}

/** As typed or imported; `readPrice` says what is wrong with it. */
export interface Price {
  readonly amount: string;
  readonly currency: string;
  readonly per: 'year' | 'once';
}

/** Options are named by their id. */
export type PlanConstraint =
  | { readonly kind: 'must-have'; readonly option: string }
  | { readonly kind: 'must-not-have'; readonly option: string }
  | { readonly kind: 'at-most-one'; readonly options: readonly string[] }
  /** Whoever takes `option` takes `needed` too. */
  | { readonly kind: 'needs'; readonly option: string; readonly needed: string }
  /** The plan covers at least this much (0 to 1, in the plan's own measure) of the techniques of one tactic. */
  | { readonly kind: 'tactic-floor'; readonly tactic: string; readonly floor: number }
  | { readonly kind: 'group-floor'; readonly groupId: string; readonly floor: number };

/**
 * Coverage is share × quality or, where data quality is not rated, share alone; both are intervals, of which a plan
 * promises the lower bound unless told otherwise.
 */
export interface Objective {
  readonly weights: WeightProfile;
  /** `null`: strength where everything that counts is rated, else share. */
  readonly measure: Measure | null;
  readonly bound: Bound;
}

export const MEASURES = ['strength', 'share'] as const;
export type Measure = (typeof MEASURES)[number];

export const BOUNDS = ['low', 'high'] as const;
export type Bound = (typeof BOUNDS)[number];

export const DEFAULT_OBJECTIVE: Objective = { weights: EQUAL_WEIGHTS, measure: null, bound: 'low' };

/** A workspace has one, so far. */
export const PLAN_ID = 'plan';

export const EMPTY_PLAN: Plan = {
  id: PLAN_ID,
  options: [],
  constraints: [],
  budget: null,
  currency: '',
  years: 1,
  objective: DEFAULT_OBJECTIVE,
};
