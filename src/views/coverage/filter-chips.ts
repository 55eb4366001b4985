import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { LENS_NAMES, stateWord } from '../../domain/coverage/lens-words';
import { type CoverageSettings, DEFAULT_SETTINGS } from '../../domain/coverage/settings';
import type { SystemGroup } from '../../domain/sensors/inventory';
import type { CoverageFilters } from '../../state/coverage-filters';
import { describePrecision, FACT_WORDS, joinWords, RULE_FILTER_WORDS, STATUS_WORDS } from './coverage-words';

/** A filter in force, in words, and how it is taken away. */
export interface FilterChip {
  readonly id: string;
  readonly words: string;
  /** Changes what is counted, not only what is shown. */
  readonly isCounting: boolean;
  remove(): void;
}

export interface ChipSources {
  readonly settings: CoverageSettings;
  changeSettings(change: Partial<CoverageSettings>): void;
  readonly groups: readonly SystemGroup[];
  readonly facts: CatalogFacts | undefined;
  readonly filters: CoverageFilters;
}

export function listFilterChips({ settings, changeSettings, groups, facts, filters }: ChipSources): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (id: string, words: string, isCounting: boolean, remove: () => void) =>
    chips.push({ id, words, isCounting, remove });
  const reset = (id: keyof CoverageSettings, words: string) =>
    add(id, words, true, () => changeSettings({ [id]: DEFAULT_SETTINGS[id] }));

  if (settings.lens !== DEFAULT_SETTINGS.lens) reset('lens', `${LENS_NAMES[settings.lens]} lens`);
  if (settings.lens === 'analytics') {
    if (settings.platforms !== null) reset('platforms', `Platform: ${joinWords(settings.platforms, 'or')}`);
    if (settings.minimumPrecision !== DEFAULT_SETTINGS.minimumPrecision) {
      reset('minimumPrecision', `Precision: ${describePrecision(settings.minimumPrecision)}`);
    }
    if (settings.facts !== DEFAULT_SETTINGS.facts) reset('facts', `Facts: ${FACT_WORDS[settings.facts]}`);
  }
  if (settings.groupIds !== null) {
    const names = settings.groupIds.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []);
    reset('groupIds', `System group: ${names.length > 3 ? `${names.length} of ${groups.length}` : joinWords(names)}`);
  }
  if (settings.ratedOnly) reset('ratedOnly', 'Only rated deployments');
  if (settings.statuses.join() !== DEFAULT_SETTINGS.statuses.join()) {
    reset('statuses', `Counting: ${joinWords(settings.statuses.map((status) => STATUS_WORDS[status])) || 'nothing'}`);
  }

  const tactic = facts?.tactics.find(({ id }) => id === filters.tactic());
  if (tactic !== undefined) add('tactic', `Tactic: ${tactic.name}`, false, () => filters.chooseTactic(null));
  if (filters.states().length > 0) {
    const words = filters.states().map((state) => stateWord(state, settings.lens));
    add('states', `State: ${joinWords(words, 'or')}`, false, () => filters.chooseStates([]));
  }
  if (filters.rules() !== 'any')
    add('rules', RULE_FILTER_WORDS[filters.rules()], false, () => filters.chooseRules('any'));
  const text = filters.text().trim();
  if (text !== '') add('text', `Text: “${text}”`, false, () => filters.search(''));
  return chips;
}
