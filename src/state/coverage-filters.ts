import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { CatalogFacts } from '../domain/attack/catalog-facts';
import type { TacticId } from '../domain/attack/identifiers';
import { passesRuleFilter, type RuleFilter } from '../domain/coverage/rule-index';
import type { TechniqueState } from '../domain/coverage/state';
import { makeTechniqueTextFilter } from '../domain/coverage/technique-filter';
import type { RulesOf } from './rules-of-techniques';
import type { FiguresOf } from './technique-figures';

/** What of the matrix is looked at. Narrows the view alone: no total changes with it. */
export interface CoverageFilters {
  readonly tactic: Accessor<TacticId | null>;
  chooseTactic(tactic: TacticId | null): void;
  /** Empty: all. */
  readonly states: Accessor<readonly TechniqueState[]>;
  chooseStates(states: readonly TechniqueState[]): void;
  /** By the analytics deployed, which no state knows of. */
  readonly rules: Accessor<RuleFilter>;
  chooseRules(filter: RuleFilter): void;
  readonly text: Accessor<string>;
  search(text: string): void;
  clear(): void;
}

export interface VisibleTechniques {
  /** Whether states, rules or text leave anything out; a chosen tactic hides columns, not cells. */
  readonly isNarrowed: Accessor<boolean>;
  /** Passes states, rules and text. */
  passes(technique: number): boolean;
  /** Positions that pass everything, the tactic included. */
  readonly positions: Accessor<readonly number[]>;
}

// Outside of any component: going to another screen and back loses no filter. A reload reads them from the address.
const [tactic, chooseTactic] = createSignal<TacticId | null>(null);
const [states, chooseStates] = createSignal<readonly TechniqueState[]>([]);
const [rules, chooseRules] = createSignal<RuleFilter>('any');
const [text, search] = createSignal('');

export const coverageFilters: CoverageFilters = {
  tactic,
  chooseTactic,
  states,
  chooseStates,
  rules,
  chooseRules,
  text,
  search,
  clear() {
    chooseTactic(null);
    chooseStates([]);
    chooseRules('any');
    search('');
  },
};

export function createVisibleTechniques(
  facts: Accessor<CatalogFacts | undefined>,
  figuresOf: FiguresOf,
  rulesOf: RulesOf,
  filters: CoverageFilters = coverageFilters,
): VisibleTechniques {
  const isNarrowed = createMemo(
    () => filters.states().length > 0 || filters.rules() !== 'any' || filters.text().trim() !== '',
  );
  const passing = createMemo(() => {
    const techniques = facts()?.techniques ?? [];
    const chosen = new Set(filters.states());
    const byRules = filters.rules();
    const matchesText = makeTechniqueTextFilter(filters.text());
    return techniques.map((technique, position) => {
      if (!matchesText(technique)) return false;
      if (chosen.size === 0 && byRules === 'any') return true;
      const state = figuresOf(position)?.state;
      if (byRules !== 'any' && !passesRuleFilter(byRules, rulesOf(technique.id).length > 0, state)) return false;
      if (chosen.size === 0) return true;
      return state !== undefined && chosen.has(state);
    });
  });
  const positions = createMemo(() => {
    const known = facts();
    const column = known?.tactics.findIndex(({ id }) => id === filters.tactic()) ?? -1;
    return passing().flatMap((isPassing, position) => {
      const isInTactic = column < 0 || known?.techniques[position]?.tactics.includes(column);
      return isPassing && isInTactic ? [position] : [];
    });
  });
  return { isNarrowed, passes: (technique) => passing()[technique] ?? false, positions };
}
