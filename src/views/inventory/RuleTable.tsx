import { createEffect, createMemo, createSignal } from 'solid-js';
import type { RuleSummary } from '../../domain/coverage/rule';
import { formatCounted } from '../../domain/format';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { TextInput } from '../pieces/TextInput';
import { describeLogSource, describeStatus, languageWord } from '../rule-words';
import { createWidth, type FittingColumn, fitColumns } from './fit-columns';
import { useInventory } from './inventory-scope';
import './RuleTable.css';

const COLUMNS: readonly FittingColumn<RuleSummary>[] = [
  { id: 'name', title: 'Rule', value: ({ name }) => name, width: 'minmax(14rem, 3fr)', stacked: true },
  {
    id: 'techniques',
    title: 'Techniques',
    value: ({ techniqueIds }) => techniqueIds.join(', ') || null,
    width: 'minmax(7rem, 1fr)',
    stacked: true,
  },
  {
    id: 'source',
    title: 'Log source',
    value: (rule) => describeLogSource(rule) || null,
    width: 'minmax(8rem, 1.2fr)',
    from: 760,
  },
  { id: 'language', title: 'Language', value: ({ language }) => languageWord(language), width: '6rem', from: 620 },
  {
    id: 'status',
    title: 'Status',
    value: (rule) => describeStatus(rule) || null,
    width: 'minmax(6rem, 0.8fr)',
    stacked: true,
  },
  { id: 'level', title: 'Level', value: ({ level }) => level || null, width: '5.5rem', from: 900 },
];

/** Made once: comparing thousands of names with a collator of their own each takes a third of a second. */
const byName = new Intl.Collator('en', { numeric: true });

/** Analytics deployed: what the user's rules are for. No figure of coverage comes from them. */
export function RuleTable(props: { readonly rules: readonly RuleSummary[]; readonly opened: string | null }) {
  const { removeRules } = useInventory();
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(COLUMNS, width()));
  const [text, setText] = createSignal('');
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const rows = createMemo(() => {
    const words = text().toLowerCase().split(/\s+/).filter(Boolean);
    const found = props.rules.filter((rule) => {
      const said = `${rule.name} ${rule.techniqueIds.join(' ')} ${describeLogSource(rule)} ${rule.language} ${rule.status} ${rule.level} ${rule.fileName}`;
      const folded = said.toLowerCase();
      return words.every((word) => folded.includes(word));
    });
    return found.sort((a, b) => byName.compare(a.name, b.name));
  });
  const chosen = createMemo(() => new Set(rows().flatMap(({ id }) => (selected().has(id) ? [id] : []))));

  // What is out of sight is not chosen: it must not be deleted with what is.
  createEffect(() => {
    if (chosen().size < selected().size) setSelected(chosen());
  });

  function deleteChosen(): void {
    const ids = chosen();
    removeRules(`Delete ${formatCounted(ids.size, 'rule')}`, [...ids]);
    setSelected(new Set<string>());
  }

  return (
    <div ref={observeWidth}>
      <p class="rule-table-note">
        Analytics you have deployed. They say that somebody looks, not that there is something to look at: no figure of
        coverage comes from them.
      </p>
      <div class="rule-table-search">
        <TextInput
          type="search"
          label="Search rules by name, technique, log source or status"
          placeholder="Name, technique, log source"
          value={text()}
          onChange={setText}
        />
      </div>
      <DataTable
        label="Rules"
        noun={rows().length === 1 ? 'rule' : 'rules'}
        rows={rows()}
        columns={columns()}
        rowKey={({ id }) => id}
        selected={chosen()}
        onSelect={setSelected}
        opened={props.opened}
        onOpen={({ id }) => goTo('inventory', 'rule', id)}
        bulkActions={<Button onClick={deleteChosen}>Delete</Button>}
        empty={<p class="inventory-none">No rule matches “{text()}”.</p>}
      />
    </div>
  );
}
