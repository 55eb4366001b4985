/**
 * Sigma rules (https://sigmahq.io/sigma-specification/, versions 1 and 2) as they are run: plain data, so that a worker hands them to
 * another. What of a rule cannot be run is an issue of that rule, and the rule is then not run at all: half of a condition finds
 * something else than what its author meant.
 */
import type { Issue } from '../../result';

/** A part of a text pattern. `dash`: any of the five strokes that Windows takes for the start of an option. */
export type TextToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'many' }
  | { readonly kind: 'dash' };

export interface TextPattern {
  readonly tokens: readonly TextToken[];
  /** Upper and lower case differ. */
  readonly cased: boolean;
}

export const TIME_PARTS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

export type Order = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

/** What is asked of one value of a field. */
export type ValueTest =
  | { readonly kind: 'text'; readonly pattern: TextPattern; readonly number: number | null }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  /** Octets, or groups of 16 bits, and how many leading bits count. */
  | { readonly kind: 'network'; readonly units: readonly number[]; readonly bits: number }
  | { readonly kind: 'order'; readonly order: Order; readonly than: number; readonly part: TimePart | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | {
      readonly kind: 'same';
      readonly field: string;
      readonly at: 'whole' | 'start' | 'end' | 'within';
      readonly cased: boolean;
    };

export type Expression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  /** Any of the tests. */
  | { readonly kind: 'field'; readonly field: string; readonly tests: readonly ValueTest[] }
  /** Any of the patterns, anywhere in the record. */
  | { readonly kind: 'keyword'; readonly patterns: readonly TextPattern[] };

/** Sigma's three words for where the records are, lower case; empty: not said. */
export interface LogSource {
  readonly product: string;
  readonly category: string;
  readonly service: string;
}

interface RuleHead {
  /** Of the rule as the workspace keeps it. */
  readonly id: string;
  /** As the rule states them, for references; empty: none. */
  readonly ownId: string;
  readonly name: string;
  readonly title: string;
  readonly level: string;
  readonly techniques: readonly string[];
  /** Worth saying, and no hindrance. */
  readonly notes: readonly Issue[];
}

export interface DetectionRule extends RuleHead {
  readonly kind: 'detection';
  readonly logSource: LogSource;
  readonly expression: Expression;
}

export const CORRELATION_TYPES = [
  'event_count',
  'value_count',
  'value_sum',
  'value_avg',
  'value_min',
  'value_max',
  'temporal',
  'temporal_ordered',
] as const;
export type CorrelationType = (typeof CORRELATION_TYPES)[number];

/** All must hold of the number. */
export interface NumberCondition {
  readonly order: Order | 'neq';
  readonly than: number;
}

/** Which of the rules must have matched, of `temporal` with a condition in words. */
export type RuleCondition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly RuleCondition[] }
  | { readonly kind: 'not'; readonly of: RuleCondition }
  | { readonly kind: 'rule'; readonly reference: string };

export interface CorrelationRule extends RuleHead {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  /** Ids or names of rules, in their order. */
  readonly references: readonly string[];
  readonly groupBy: readonly string[];
  /** Alias → reference → field. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly timespanMs: number;
  readonly conditions: readonly NumberCondition[];
  /** Of `temporal`, in words; `null`: none. */
  readonly ruleCondition: RuleCondition | null;
  /** Of the value types: whose values. */
  readonly fields: readonly string[];
  /** Matches of the rules it refers to count on their own as well. */
  readonly generate: boolean;
}

export interface FilterRule extends RuleHead {
  readonly kind: 'filter';
  readonly logSource: LogSource;
  /** Ids or names; `any`: all rules of its log source. */
  readonly references: readonly string[] | 'any';
  readonly expression: Expression;
}

export type SigmaRule = DetectionRule | CorrelationRule | FilterRule;

/** A rule that is not run, and why: at least one issue of severity `error`. */
export interface UnsupportedRule {
  readonly kind: 'unsupported';
  readonly id: string;
  readonly title: string;
  readonly issues: readonly Issue[];
}
