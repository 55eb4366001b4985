import { createSignal, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { editDeployments } from '../../domain/sensors/edit-records';
import { findUsualCurrency } from '../../domain/sensors/inventory-summary';
import { Button } from '../pieces/Button';
import { SelectInput } from '../pieces/SelectInput';
import { BulkValueInput } from './BulkValueInput';
import { BULK_FIELDS, type BulkField, type BulkValue } from './bulk-fields';
import { useInventory } from './inventory-scope';
import './BulkEdit.css';

const FIELDS = [
  { value: null, label: 'Change…' },
  ...Object.entries(BULK_FIELDS).map(([value, { label }]) => ({ value: value as BulkField, label })),
];

/** One field for many deployments, in one step that can be undone. */
export function DeploymentBulkEdit(props: { readonly ids: ReadonlySet<string>; readonly onDelete: () => void }) {
  const { inventory, save } = useInventory();
  const [field, setField] = createSignal<BulkField | null>(null);
  const [value, setValue] = createSignal<BulkValue | null>(null);
  const chooseField = (chosen: BulkField | null) => {
    setField(chosen);
    setValue(chosen === null ? null : BULK_FIELDS[chosen].initial);
  };

  function apply(chosen: BulkField): void {
    const { label, write, edit } = BULK_FIELDS[chosen];
    const { ids } = props;
    const set = value();
    const words = `Set ${label.toLowerCase()} of ${formatCounted(ids.size, 'deployment')} to ${write(set)}`;
    const currency = findUsualCurrency(inventory());
    save(words, (before) => editDeployments(before, ids, (deployment) => edit(deployment, set, currency)));
    chooseField(null);
  }

  return (
    <div class="bulk-edit">
      <SelectInput label="Field to change" value={field()} options={FIELDS} onChange={chooseField} />
      <Show when={field()} keyed>
        {(chosen) => (
          <>
            <BulkValueInput field={chosen} value={value()} onChange={setValue} />
            <Button
              kind="primary"
              disabled={BULK_FIELDS[chosen].required && value() === null}
              onClick={() => apply(chosen)}
            >
              Apply
            </Button>
          </>
        )}
      </Show>
      <Button onClick={() => props.onDelete()}>Delete</Button>
      <span class="bulk-edit-hint">or paste cells from a spreadsheet</span>
    </div>
  );
}
