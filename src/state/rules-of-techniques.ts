import { type Accessor, createMemo } from 'solid-js';
import type { Rule } from '../domain/coverage/rule';
import { indexRules, isInService } from '../domain/coverage/rule-index';

/** The user's rules in service for a technique, by its id. */
export type RulesOf = (techniqueId: string) => readonly Rule[];

const NONE: readonly Rule[] = [];

export function createRulesOf(rules: Accessor<readonly Rule[] | undefined>): RulesOf {
  const index = createMemo(() => indexRules((rules() ?? NONE).filter(isInService)));
  return (techniqueId) => index().get(techniqueId) ?? NONE;
}
