import { isSameRecord } from '../sensors/reuse-records';
import type { WorkspaceContent } from '../workspace/content';
import type { Rule } from './rule';

/** Rules that their author has taken out of service, in the words of Sigma, Panther and Splunk. */
const OUT_OF_SERVICE: ReadonlySet<string> = new Set(['disabled', 'deprecated', 'unsupported', 'removed', 'retired']);

/** Whether a rule counts as an analytic deployed. One that is switched off is kept and shown, and counts for nothing. */
export function isInService({ status }: Pick<Rule, 'status'>): boolean {
  return !OUT_OF_SERVICE.has(status);
}

/** Rules by the techniques they are for; a rule for a sub-technique is none for its parent, as elsewhere in the model. */
export function indexRules(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const index = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const id of new Set(rule.techniqueIds)) {
      const known = index.get(id);
      if (known === undefined) index.set(id, [rule]);
      else known.push(rule);
    }
  }
  return index;
}

/** Adds rules, and brings those that are known by their id up to date; equal ones stay the same objects. */
export function putRules(content: WorkspaceContent, rules: readonly Rule[]): WorkspaceContent {
  const incoming = new Map(rules.map((rule) => [rule.id, rule]));
  const kept = content.rules.map((rule) => {
    const next = incoming.get(rule.id);
    incoming.delete(rule.id);
    return next === undefined || isSameRecord(rule, next) ? rule : next;
  });
  const isSame = incoming.size === 0 && kept.every((rule, at) => rule === content.rules[at]);
  return isSame ? content : { ...content, rules: [...kept, ...incoming.values()] };
}

export function removeRules(content: WorkspaceContent, ids: ReadonlySet<string>): WorkspaceContent {
  return { ...content, rules: content.rules.filter(({ id }) => !ids.has(id)) };
}

/** Telemetry and analytics of a technique are two facts; this is how they stand to each other. */
export const RULE_FILTERS = ['any', 'rule', 'no rule', 'telemetry only', 'rule only'] as const;
export type RuleFilter = (typeof RULE_FILTERS)[number];

export function passesRuleFilter(filter: RuleFilter, hasRule: boolean, runs: boolean): boolean {
  switch (filter) {
    case 'any':
      return true;
    case 'rule':
      return hasRule;
    case 'no rule':
      return !hasRule;
    case 'telemetry only':
      return runs && !hasRule;
    case 'rule only':
      return hasRule && !runs;
  }
}
