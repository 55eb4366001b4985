/**
 * A detection rule that the user has: the fact *analytic deployed* of a technique, kept apart from telemetry (coverage
 * model, "Words"). It says that somebody wrote a rule, not that what it needs arrives.
 */
export interface Rule {
  /** `sigma:<its own id>`; where a rule has none, made from its content, so that importing it again is no second rule. */
  readonly id: string;
  readonly name: string;
  /** What wrote it: `sigma`, `panther`, `splunk`. */
  readonly language: string;
  /** As the rule states them, upper-case (`T1059.001`); may be retired in the release in force. */
  readonly techniqueIds: readonly string[];
  readonly logSource: RuleLogSource;
  /** As the rule states it (`stable`, `experimental`); empty when it does not. */
  readonly status: string;
  /** Severity as the rule states it; empty when it does not. */
  readonly level: string;
  readonly fileName: string;
  /** The rule itself, as it was in the file: it is run over histories later. */
  readonly text: string;
}

/** A rule without its text, which is most of it: what lists and the matrix need. */
export type RuleSummary = Omit<Rule, 'text'>;

export function summariseRule({ text: _text, ...summary }: Rule): RuleSummary {
  return summary;
}

/** Sigma's three words for where the events are; empty where a rule does not say. */
export interface RuleLogSource {
  readonly product: string;
  readonly category: string;
  readonly service: string;
}
