import { createMemo, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { LONGEST_PASTE, type PastedValues, readPastedValues } from '../../domain/indicators/read-pasted-values';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

const SHOWN = 6;

/** Values as they come, typed or pasted, and at once what is understood of them. */
export function ValuesInput(props: {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
}) {
  const pasted = createMemo(() => readPastedValues(props.text));
  return (
    <div class="values-input">
      <Field
        label={props.label}
        hint="Addresses, networks, domains, URLs, hashes, file names and so on, one per line or in any text; defanged ones too."
      >
        {(id) => <TextInput id={id} rows={props.rows ?? 4} value={props.text} onChange={props.onChange} />}
      </Field>
      <div role="status">
        <Show when={props.text.trim() !== ''}>
          <PastedSummary pasted={pasted()} isCut={props.text.length > LONGEST_PASTE} />
        </Show>
      </div>
    </div>
  );
}

function PastedSummary(props: { readonly pasted: PastedValues; readonly isCut: boolean }) {
  const values = () => props.pasted.values;
  return (
    <>
      <p class="history-quiet">
        <Show when={values().length > 0} fallback="No value is understood yet.">
          {formatCounted(values().length, 'value')}:{' '}
          <For each={values().slice(0, SHOWN)}>
            {({ type, value }, at) => (
              <>
                {at() > 0 ? ', ' : ''}
                {typeWord(type)} <span class="history-value">{value}</span>
              </>
            )}
          </For>
          <Show when={values().length > SHOWN}> and {formatCount(values().length - SHOWN)} more</Show>
        </Show>
      </p>
      <Show when={props.pasted.unreadCount > 0}>
        <p class="history-quiet">
          {formatCounted(props.pasted.unreadCount, 'line')} without a value:{' '}
          <span class="history-value">{props.pasted.unread.slice(0, 3).join(' · ')}</span>
          <Show when={props.pasted.unreadCount > 3}> …</Show>
        </p>
      </Show>
      <Show when={props.isCut}>
        <p class="history-warning">
          Only the first {formatCount(LONGEST_PASTE)} characters are read here: import the rest as a file.
        </p>
      </Show>
    </>
  );
}
