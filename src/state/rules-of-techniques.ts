import { type Accessor, createMemo } from 'solid-js';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { RuleSummary } from '../domain/coverage/rule';
import { indexDeployed } from '../domain/coverage/rule-index';

/** The user's rules in service for a technique, by its id. */
export type RulesOf = (techniqueId: string) => readonly RuleSummary[];

const NONE: readonly RuleSummary[] = [];

export function createRulesOf(
  rules: Accessor<readonly RuleSummary[] | undefined>,
  facts: Accessor<CatalogFacts | undefined>,
): RulesOf {
  const index = createMemo(() => indexDeployed(rules() ?? NONE, facts()?.retired ?? []));
  return (techniqueId) => index().get(techniqueId) ?? NONE;
}
