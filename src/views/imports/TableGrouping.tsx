import { createMemo, Show } from 'solid-js';
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { ChoiceSet } from '../inventory/ChoiceSet';
import { describeMeaning } from './column-words';
import type { CreatedTableChoices } from './create-table-choices';

/** What rows can be alike in, so that they belong together. */
const GROUPING: readonly InventoryMeaning[] = [
  'platform',
  'site',
  'groupKind',
  'roles',
  'criticality',
  'owner',
  'standsOn',
  'logDestination',
];

/** Where no column names a system group: what rows have in common that belong to one. */
export function TableGrouping(props: { readonly choices: CreatedTableChoices; readonly isCounted: boolean }) {
  const options = createMemo(() => {
    const present = new Set([...props.choices.columns().map(({ meaning }) => meaning), ...props.choices.grouping()]);
    return GROUPING.filter((meaning) => present.has(meaning)).map((value) => ({
      value,
      label: describeMeaning(value),
    }));
  });
  const sentence = () => {
    const words = props.choices.grouping().map((meaning) => describeMeaning(meaning).toLowerCase());
    const rows = props.isCounted ? 'hosts' : 'rows';
    if (words.length === 0) return `All ${rows} become one system group.`;
    return `All ${rows} with the same ${listWords(words)} become one system group, named after ${words.length === 1 ? 'it' : 'them'}.`;
  };
  return (
    <section class="table-grouping" aria-label="System groups">
      <h4 class="import-panel-subtitle">No column names a system group</h4>
      <p class="import-panel-hint" role="status">
        {sentence()}
      </p>
      <Show when={options().length > 0}>
        <ChoiceSet
          label="Put together by"
          options={options()}
          chosen={props.choices.grouping()}
          onChange={(grouping) => props.choices.chooseGrouping(grouping)}
        />
      </Show>
    </section>
  );
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
