import { Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import type { TacticId } from '../../domain/attack/identifiers';
import { LENS_NAMES } from '../../domain/coverage/lens-words';
import { RULE_FILTERS } from '../../domain/coverage/rule-index';
import { LENSES } from '../../domain/coverage/settings';
import type { SystemGroup } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { coverageFilters } from '../../state/coverage-filters';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { CountingChoices } from './CountingChoices';
import { RULE_FILTER_WORDS } from './coverage-words';
import { MultiChoice } from './MultiChoice';
import './ScopeFilters.css';

/** What is looked at and how it is counted. States are chosen in the legend. */
export function ScopeFilters(props: { readonly facts: CatalogFacts; readonly groups: readonly SystemGroup[] }) {
  const { coverage, workspace } = useApp();
  const isAnalytics = () => coverage.settings().lens === 'analytics';
  const tactics = (): { readonly value: TacticId | null; readonly label: string }[] => [
    { value: null, label: 'All tactics' },
    ...props.facts.tactics.map(({ id, name }) => ({ value: id, label: name })),
  ];
  /** One that this release does not have hides nothing. */
  const tactic = () => tactics().find(({ value }) => value === coverageFilters.tactic())?.value ?? null;
  return (
    <div class="scope-filters">
      <div class="scope-filters-search">
        <TextInput
          type="search"
          label="Search techniques by id or name"
          placeholder="Id or name"
          value={coverageFilters.text()}
          onChange={coverageFilters.search}
        />
      </div>
      <div class="scope-filters-tactic">
        <SelectInput label="Tactic" value={tactic()} options={tactics()} onChange={coverageFilters.chooseTactic} />
      </div>
      <Show when={isAnalytics()}>
        <MultiChoice
          label="Platform"
          options={props.facts.platforms.map((platform) => ({ value: platform, label: platform }))}
          chosen={coverage.settings().platforms}
          onChange={(platforms) => coverage.changeSettings({ platforms })}
        />
      </Show>
      <Show when={props.groups.length > 0}>
        <MultiChoice
          label="System group"
          options={props.groups.map((group) => ({
            value: group.id,
            label: group.name,
            hint: group.platforms.join(', '),
          }))}
          chosen={coverage.settings().groupIds}
          onChange={(groupIds) => coverage.changeSettings({ groupIds })}
        />
      </Show>
      <Show when={(workspace.rules()?.length ?? 0) > 0}>
        <div class="scope-filters-rules">
          <SelectInput
            label="Rules"
            value={coverageFilters.rules()}
            options={RULE_FILTERS.map((value) => ({ value, label: RULE_FILTER_WORDS[value] }))}
            onChange={coverageFilters.chooseRules}
          />
        </div>
      </Show>
      <SegmentedControl
        label="Lens"
        labelHidden
        value={coverage.settings().lens}
        options={LENSES.map((lens) => ({ value: lens, label: LENS_NAMES[lens] }))}
        onChange={(lens) => coverage.changeSettings({ lens })}
      />
      <CountingChoices />
    </div>
  );
}
