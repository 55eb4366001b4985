import { createDraft } from '../pieces/create-draft';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

/** Text of a record that is saved while it is edited. */
export function DraftText(props: {
  readonly label: string;
  readonly value: string;
  readonly save: (value: string) => unknown;
  /** What is wrong with it, as a sentence. */
  readonly check?: (value: string) => string | null;
  readonly hint?: string;
  readonly placeholder?: string;
  /** More than one: running text. */
  readonly rows?: number;
}) {
  const draft = createDraft<string>({
    value: () => props.value,
    write: (value) => value,
    read: (text) => {
      const value = text.trim();
      const error = props.check?.(value) ?? null;
      return error === null ? { value } : { error };
    },
    save: (value) => props.save(value),
  });
  return (
    <Field label={props.label} hint={props.hint} error={draft.error()}>
      {(id) => (
        <TextInput
          id={id}
          value={draft.text()}
          placeholder={props.placeholder ?? ''}
          rows={props.rows ?? 1}
          onChange={draft.input}
          onLeave={draft.leave}
        />
      )}
    </Field>
  );
}
