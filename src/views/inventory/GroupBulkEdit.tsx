import { createSignal, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { editGroups } from '../../domain/sensors/edit-records';
import { GROUP_KINDS, type SystemGroup } from '../../domain/sensors/inventory';
import { Button } from '../pieces/Button';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { useInventory } from './inventory-scope';
import { KIND_WORDS } from './inventory-words';
import './BulkEdit.css';

type Field = 'criticality' | 'kind' | 'platform' | 'site';

const FIELDS: readonly { readonly value: Field | null; readonly label: string }[] = [
  { value: null, label: 'Change…' },
  { value: 'criticality', label: 'Criticality' },
  { value: 'kind', label: 'Kind' },
  { value: 'platform', label: 'Platform' },
  { value: 'site', label: 'Site' },
];
const WEIGHT = { min: 0 };
const KINDS = GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

/** One field for many system groups, in one step that can be undone. */
export function GroupBulkEdit(props: { readonly ids: ReadonlySet<string>; readonly onDelete: () => void }) {
  const { platforms, save } = useInventory();
  const [field, setField] = createSignal<Field | null>(null);
  const [criticality, setCriticality] = createSignal<number | null>(null);
  const [kind, setKind] = createSignal<SystemGroup['kind']>('hosts');
  const [platform, setPlatform] = createSignal<string | null>(null);
  const [site, setSite] = createSignal('');
  const chosenPlatform = () => platform() ?? platforms()[0] ?? '';

  function apply(chosen: Field): void {
    const { ids } = props;
    const changes: Record<Field, readonly [words: string, change: Partial<SystemGroup>]> = {
      criticality: [`to ${formatCount(criticality() ?? 0)}`, { criticality: criticality() }],
      kind: [`to ${KIND_WORDS[kind()].toLowerCase()}`, { kind: kind() }],
      platform: [`to ${chosenPlatform()}`, { platforms: [chosenPlatform()] }],
      site: [`to ${site().trim() || 'not said'}`, { site: site().trim() }],
    };
    const [words, change] = changes[chosen];
    save(`Set ${chosen} of ${formatCounted(ids.size, 'system group')} ${words}`, (inventory) =>
      editGroups(inventory, ids, (group) => ({ ...group, ...change })),
    );
    setField(null);
  }

  return (
    <div class="bulk-edit">
      <SelectInput label="Field to change" value={field()} options={FIELDS} onChange={setField} />
      <Show when={field() === 'criticality'}>
        <NumberInput label="New criticality" value={criticality()} rule={WEIGHT} onChange={setCriticality} />
      </Show>
      <Show when={field() === 'kind'}>
        <SelectInput label="New kind" value={kind()} options={KINDS} onChange={setKind} />
      </Show>
      <Show when={field() === 'platform'}>
        <SelectInput
          label="New platform"
          value={chosenPlatform()}
          options={platforms().map((name) => ({ value: name, label: name }))}
          onChange={setPlatform}
        />
      </Show>
      <Show when={field() === 'site'}>
        <TextInput label="New site" value={site()} placeholder="not said" onChange={setSite} />
      </Show>
      <Show when={field()}>
        {(chosen) => (
          <Button
            kind="primary"
            disabled={chosen() === 'criticality' && criticality() === null}
            onClick={() => apply(chosen())}
          >
            Apply
          </Button>
        )}
      </Show>
      <Button onClick={() => props.onDelete()}>Delete</Button>
      <span class="bulk-edit-hint">or paste cells from a spreadsheet</span>
    </div>
  );
}
