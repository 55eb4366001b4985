import { createSignal, onMount } from 'solid-js';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

/** Who says so and why: without both a mark would be worth nothing to the next reader. */
export function SupportingForm(props: {
  /** Who marked last. */
  readonly author: string;
  readonly onMark: (author: string, reason: string) => void;
  readonly onCancel: () => void;
}) {
  const [author, setAuthor] = createSignal(props.author);
  const [reason, setReason] = createSignal('');
  const canMark = () => author().trim() !== '' && reason().trim() !== '';
  let form: HTMLFormElement | undefined;
  onMount(() => form?.querySelector('input')?.focus());
  return (
    <form
      ref={form}
      class="supporting-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (canMark()) props.onMark(author().trim(), reason().trim());
      }}
    >
      <Field label="Why does it work without?">
        {(id) => <TextInput id={id} value={reason()} onChange={setReason} />}
      </Field>
      <Field label="Your name">{(id) => <TextInput id={id} value={author()} onChange={setAuthor} />}</Field>
      <div class="supporting-actions">
        <Button kind="primary" type="submit" disabled={!canMark()}>
          Mark as supporting
        </Button>
        <Button kind="quiet" onClick={() => props.onCancel()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
