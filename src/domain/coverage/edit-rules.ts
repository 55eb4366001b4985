import { isSameRecord } from '../sensors/reuse-records';
import type { WorkspaceContent } from '../workspace/content';
import type { Rule } from './rule';

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
