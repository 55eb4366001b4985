import { createMemo, For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { OBSERVABLE_TYPES } from '../../domain/indicators/observable';
import {
  LONGEST_PASTE,
  type PastedKind,
  type PastedValues,
  readPastedValues,
} from '../../domain/indicators/read-pasted-values';
import { describeUnsearched, sortPatterns } from '../../domain/indicators/stix-pattern/unsearched-patterns';
import { Field } from '../pieces/Field';
import { type Option, SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';

const SHOWN = 6;
/** By their look first; then those that look like nothing in particular, and the rest. */
const KINDS: readonly Option<PastedKind>[] = [
  { value: 'auto', label: 'what it looks like' },
  ...[
    ...(['user-agent', 'ja3', 'file-name', 'registry-key', 'as-number', 'pattern'] as const),
    ...OBSERVABLE_TYPES.filter((type) => !/^(?:user-agent|ja3|file-name|registry-key|as-number)$/.test(type)),
  ].map((value) => ({ value, label: typeWord(value) })),
];

/** Values as they come, typed or pasted, and at once what is understood of them. */
export function ValuesInput(props: {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
  readonly kind: PastedKind;
  readonly onKind: (kind: PastedKind) => void;
}) {
  const pasted = createMemo(() => readPastedValues(props.text, props.kind));
  return (
    <div class="values-input">
      <Field
        label={props.label}
        hint="Addresses, networks, domains, URLs, hashes, file names and so on, one per line or in any text; defanged ones too."
      >
        {(id) => <TextInput id={id} rows={props.rows ?? 4} value={props.text} onChange={props.onChange} />}
      </Field>
      <SelectInput
        label={`${props.label}: read each line as`}
        value={props.kind}
        options={KINDS}
        onChange={props.onKind}
      />
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
  const patterns = () => props.pasted.patterns;
  const unsearched = createMemo(() => sortPatterns(patterns()).unsearched);
  return (
    <>
      <p class="history-quiet">
        <Show when={values().length > 0} fallback={patterns().length > 0 ? '' : 'No value is understood yet.'}>
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
      <Show when={patterns().length > 0}>
        <p class="history-quiet">
          {formatCounted(patterns().length, 'STIX pattern')}: <span class="history-value">{patterns()[0]}</span>
          <Show when={patterns().length > 1}> …</Show>
        </p>
        <For each={unsearched()}>{(left) => <p class="history-warning">{describeUnsearched(left)}</p>}</For>
      </Show>
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
