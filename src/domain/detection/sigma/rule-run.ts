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

/**
 * Of each rule what it came to when it was run last: a run may be of one rule alone. One that was stopped, or did not go through all
 * histories in which the rule matched before, says nothing against those matches: without a match of its own, it leaves them.
 * @param runs newest first @param histories ids of those that there still are: what was found in others alone holds no longer
 */
export function latestResults(runs: readonly RuleRun[], histories: ReadonlySet<string>): readonly DatedResult[] {
  const found = new Map<string, DatedResult>();
  /** Of each rule that has no match yet: the histories that it was run over to the end since. */
  const silentIn = new Map<string, Set<string>>();
  for (const run of runs) {
    for (const result of run.rules) {
      const newer = found.get(result.rule);
      if (newer?.result.outcome === 'matched') continue;
      const over = Object.keys(run.histories).filter((id) => histories.has(id));
      const since = silentIn.get(result.rule) ?? new Set();
      silentIn.set(result.rule, since);
      const holds = newer === undefined || (result.outcome === 'matched' && over.some((id) => !since.has(id)));
      if (holds) found.set(result.rule, { result, at: run.at });
      if (run.complete && result.outcome !== 'unsupported') for (const id of over) since.add(id);
    }
  }
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
