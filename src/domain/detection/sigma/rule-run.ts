/** What a run of rules over histories comes to: kept, so that a technique can say when its rules were tested, and on what. */
import type { Issue } from '../../result';
import type { Bout } from '../bouts';
import type { SignalRows } from '../signal';

/**
 * `matched` and `silent`: it ran over records of its log source; both count as tested. `no records`: the histories have none of its
 * log source. `unsupported`: it was not run.
 */
export type RuleOutcome = 'matched' | 'silent' | 'no records' | 'unsupported';

export interface RuleHost {
  /** Lower case; empty: the records name none. */
  readonly host: string;
  readonly count: number;
  /** ms since 1970; `null`: no record has a time. */
  readonly first: number | null;
  readonly last: number | null;
  /** Absent in runs that were kept before there were any. */
  readonly bouts?: readonly Bout[] | undefined;
  /** Some of its records. */
  readonly records: readonly SignalRows[];
}

export interface RuleResult {
  /** Id in the workspace. */
  readonly rule: string;
  readonly title: string;
  readonly level: string;
  readonly techniques: readonly string[];
  readonly outcome: RuleOutcome;
  /** A correlation: its matches are of several records each. */
  readonly isCorrelation: boolean;
  /** Only counted for correlations that refer to it; it raises no signal of its own. */
  readonly isQuiet: boolean;
  /** Records of its log source. */
  readonly looked: number;
  /** Records; of a correlation, how often it matched. */
  readonly matched: number;
  readonly first: number | null;
  readonly last: number | null;
  /** The most frequent first, `MOST_HOSTS` at most. */
  readonly hosts: readonly RuleHost[];
  readonly hostCount: number;
  /** Why it was not run, or what is worth knowing. */
  readonly issues: readonly Issue[];
}

export interface RuleRun {
  /** `run-<moment>`. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** `false`: it was stopped; what was found until then is here. */
  readonly complete: boolean;
  readonly tookMs: number;
  /** Ids of the histories it went through, with their rows at that time. */
  readonly histories: Readonly<Record<string, number>>;
  readonly records: number;
  readonly rules: readonly RuleResult[];
}

export const MOST_HOSTS = 100;
/** Rows of one host and rule that are kept. */
export const MOST_ROWS = 200;

/** A result, and when it was. */
export interface DatedResult {
  readonly result: RuleResult;
  readonly at: string;
}

/** Of each rule what it came to when it was run last: a run may be of one rule alone. @param runs newest first */
export function latestResults(runs: readonly RuleRun[]): readonly DatedResult[] {
  const found = new Map<string, DatedResult>();
  for (const { at, rules } of runs)
    for (const result of rules) if (!found.has(result.rule)) found.set(result.rule, { result, at });
  return [...found.values()];
}

/** One test of a rule, as a technique shows it. */
export interface RuleTest {
  readonly run: string;
  readonly at: string;
  readonly outcome: 'matched' | 'silent';
  readonly looked: number;
  readonly matched: number;
  readonly histories: readonly string[];
}

/** Of each rule the last run that tested it. @param runs in any order */
export function listTests(runs: readonly RuleRun[]): ReadonlyMap<string, RuleTest> {
  const tests = new Map<string, RuleTest>();
  for (const run of runs) {
    for (const { rule, outcome, looked, matched } of run.rules) {
      if (outcome !== 'matched' && outcome !== 'silent') continue;
      const known = tests.get(rule);
      if (known !== undefined && known.at >= run.at) continue;
      tests.set(rule, { run: run.id, at: run.at, outcome, looked, matched, histories: Object.keys(run.histories) });
    }
  }
  return tests;
}
