import { createSignal } from 'solid-js';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';

/** A link that was encrypted: without the passphrase nobody, we included, can say what it holds. */
export function PassphraseForm(props: {
  readonly problem: string | null;
  readonly isWorking: boolean;
  readonly onSubmit: (passphrase: string) => void;
  readonly onDiscard: () => void;
}) {
  const [words, setWords] = createSignal('');
  return (
    <>
      <p class="open-screen-answer">Something encrypted: it opens with the passphrase of whoever sent it.</p>
      <form
        class="open-screen-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (words() !== '') props.onSubmit(words());
        }}
      >
        <Field label="Passphrase" error={props.problem}>
          {(id) => <TextInput id={id} value={words()} maxLength={200} onChange={setWords} />}
        </Field>
        <div class="open-screen-actions">
          <Button kind="primary" type="submit" disabled={props.isWorking || words() === ''}>
            {props.isWorking ? 'Opening…' : 'Open'}
          </Button>
          <Button onClick={props.onDiscard}>Discard</Button>
        </div>
      </form>
    </>
  );
}
