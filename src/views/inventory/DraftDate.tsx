import { createDraft } from '../pieces/create-draft';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

/** Typing a year passes through 0002 and 0020. */
const EARLIEST = '1970-01-01';

/** A date of a record, ISO 8601, or nothing. */
export function DraftDate(props: {
  readonly label: string;
  readonly value: string | null;
  readonly save: (value: string | null) => unknown;
  readonly check?: (value: string) => string | null;
}) {
  const draft = createDraft<string | null>({
    value: () => props.value,
    write: (value) => value ?? '',
    read: (text) => {
      if (text === '') return { value: null };
      const error = text < EARLIEST ? 'Enter a date after 1970.' : (props.check?.(text) ?? null);
      return error === null ? { value: text } : { error };
    },
    save: (value) => props.save(value),
  });
  return (
    <Field label={props.label} error={draft.error()}>
      {(id) => <TextInput id={id} type="date" value={draft.text()} onChange={draft.input} onLeave={draft.leave} />}
    </Field>
  );
}
