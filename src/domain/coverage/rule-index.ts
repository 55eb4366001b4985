import { followId, listSuccessors, type ReleaseTechniques, type Successors } from '../attack/succession';
import type { Rule, RuleSummary } from './rule';
import type { TechniqueState } from './state';

/** Rules that their author has taken out of service, in the words of Sigma, Panther and Splunk. */
const OUT_OF_SERVICE: ReadonlySet<string> = new Set(['disabled', 'deprecated', 'unsupported', 'removed', 'retired']);

/** Whether a rule counts as an analytic deployed. One that is switched off is kept and shown, and counts for nothing. */
export function isInService({ status }: Pick<Rule, 'status'>): boolean {
  return !OUT_OF_SERVICE.has(status);
}

/** A technique's id → the rules for it. */
export type RulesByTechnique = ReadonlyMap<string, readonly RuleSummary[]>;

/** The analytics deployed, as a release names their techniques. */
export function indexDeployed<Kept extends RuleSummary>(
  rules: readonly Kept[],
  retired: ReleaseTechniques['retired'],
): ReadonlyMap<string, readonly Kept[]> {
  return indexRules(rules.filter(isInService), listSuccessors(retired));
}

/** Rules by the techniques they are for; a rule for a sub-technique is none for its parent, as elsewhere in the model. */
export function indexRules<Kept extends Pick<Rule, 'techniqueIds'>>(
  rules: readonly Kept[],
  successors: Successors = new Map(),
): ReadonlyMap<string, readonly Kept[]> {
  const index = new Map<string, Kept[]>();
  for (const rule of rules) {
    for (const id of new Set(rule.techniqueIds.map((stated) => followId(stated, successors)))) {
      const known = index.get(id);
      if (known === undefined) index.set(id, [rule]);
      else known.push(rule);
    }
  }
  return index;
}

/** Telemetry and analytics of a technique are two facts; this is how they stand to each other. */
export const RULE_FILTERS = ['any', 'rule', 'no rule', 'telemetry only', 'rule only'] as const;
export type RuleFilter = (typeof RULE_FILTERS)[number];

/** Where ATT&CK names what an analytic needs, and not all of it arrives. Of other techniques nobody can say. */
const LACKING: ReadonlySet<TechniqueState> = new Set(['one short', 'partial', 'blind']);

export function passesRuleFilter(filter: RuleFilter, hasRule: boolean, state: TechniqueState | undefined): boolean {
  switch (filter) {
    case 'any':
      return true;
    case 'rule':
      return hasRule;
    case 'no rule':
      return !hasRule;
    case 'telemetry only':
      return state === 'runs' && !hasRule;
    case 'rule only':
      return hasRule && state !== undefined && LACKING.has(state);
  }
}
