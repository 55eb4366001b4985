import { createMemo, createSignal, For, Index, Show, untrack } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import type { PastedCells } from '../../domain/pasted-cells';
import { Button } from '../pieces/Button';
import { SelectInput } from '../pieces/SelectInput';
import { findPasteHeader, type PasteField, type PasteTarget, planPaste } from './plan-paste';
import './PasteFill.css';

const FIRST = 4;
/** Wider selections are files. */
const WIDEST = 8;

export interface PasteFillProps<Item> {
  readonly cells: PastedCells;
  /** The chosen rows, in the order of the table. */
  readonly targets: readonly PasteTarget[];
  /** "deployment" */
  readonly noun: string;
  readonly fields: readonly PasteField<Item>[];
  readonly onApply: (label: string, edits: ReadonlyMap<string, (item: Item) => Item>) => void;
  readonly onClose: () => void;
}

/** Pasted cells beside the rows they would be filled into: which column is which field, and what comes of it. */
export function PasteFill<Item>(props: PasteFillProps<Item>) {
  const header = untrack(() => findPasteHeader(props.cells, props.fields));
  const width = untrack(() => Math.min(WIDEST, Math.max(...props.cells.map(({ length }) => length))));
  const [chosen, setChosen] = createSignal<readonly (PasteField<Item> | null)[]>(
    Array.from({ length: width }, (_, column) => header?.[column] ?? null),
  );
  const cells = () => (header === null ? props.cells : props.cells.slice(1));
  const plan = createMemo(() => planPaste(cells(), props.targets, chosen()));
  const options = [
    { value: null as PasteField<Item> | null, label: 'not used' },
    ...untrack(() => props.fields).map((field) => ({ value: field as PasteField<Item> | null, label: field.label })),
  ];
  const choose = (column: number, field: PasteField<Item> | null) =>
    setChosen(chosen().map((other, place) => (place === column ? field : other === field ? null : other)));
  const fieldWords = () =>
    chosen()
      .flatMap((field) => (field === null ? [] : [field.label]))
      .join(', ');
  const label = () => `Set ${fieldWords()} of ${formatCounted(plan().edits.size, props.noun)} from pasted cells`;
  const isForAll = () => cells().length === 1 && props.targets.length > 1;

  return (
    <section class="paste-fill" aria-label="Pasted cells">
      <p>
        <strong>
          {formatCounted(cells().length, 'pasted row')} for {formatCounted(props.targets.length, 'chosen row')}
        </strong>
        {isForAll() ? ', the same for all.' : ', in the order of the table.'} What does each column hold?
      </p>
      <div class="paste-fill-columns">
        <Index each={chosen()}>
          {(field, column) => (
            <SelectInput
              label={`Pasted column ${column + 1}`}
              value={field()}
              options={options}
              onChange={(next) => choose(column, next)}
            />
          )}
        </Index>
      </div>
      <ul class="paste-fill-rows">
        <For each={props.targets.slice(0, FIRST)}>
          {(target, at) => (
            <li>
              {target.name}:{' '}
              <span class="paste-fill-cells">
                {cells()[isForAll() ? 0 : at()]?.slice(0, WIDEST).filter(Boolean).join(' · ') || '–'}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={fieldWords() !== '' && plan().untouched > 0}>
        <p class="paste-fill-note">
          {formatCounted(plan().untouched, props.noun)} without a pasted value stay as they are.
        </p>
      </Show>
      <Show when={plan().unused > 0}>
        <p class="paste-fill-note">The last {formatCounted(plan().unused, 'pasted row')} find no chosen row.</p>
      </Show>
      <Show when={plan().unreadable[0]}>
        {(first) => (
          <p class="paste-fill-note" role="alert">
            Not readable as {first().field}: “{first().text}” for {first().name}
            {plan().unreadable.length > 1 ? `, and ${formatCount(plan().unreadable.length - 1)} more` : ''}. These stay
            as they are.
          </p>
        )}
      </Show>
      <div class="paste-fill-actions">
        <Button
          kind="primary"
          disabled={plan().edits.size === 0}
          onClick={() => {
            props.onApply(label(), plan().edits);
            props.onClose();
          }}
        >
          {fieldWords() === '' ? 'Choose a column first' : label()}
        </Button>
        <Button onClick={() => props.onClose()}>Discard</Button>
      </div>
    </section>
  );
}
