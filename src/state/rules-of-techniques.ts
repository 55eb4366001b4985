import { type Accessor, createMemo } from 'solid-js';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { Rule } from '../domain/coverage/rule';
import { indexDeployed } from '../domain/coverage/rule-index';

/** The user's rules in service for a technique, by its id. */
export type RulesOf = (techniqueId: string) => readonly Rule[];

const NONE: readonly Rule[] = [];

export function createRulesOf(
  rules: Accessor<readonly Rule[] | undefined>,
  facts: Accessor<CatalogFacts | undefined>,
): RulesOf {
  const index = createMemo(() => indexDeployed(rules() ?? NONE, facts()?.retired ?? []));
  return (techniqueId) => index().get(techniqueId) ?? NONE;
}
