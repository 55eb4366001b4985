import { createSignal } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { Button } from '../../pieces/Button';
import { Field } from '../../pieces/Field';
import { TextInput } from '../../pieces/TextInput';
import { nameTextFile } from './name-text-file';

/** The text of a report that is no file: an article, a mail, a paragraph. It goes through the same door as files. */
export function PasteReport(props: { readonly onDone: () => void }) {
  const { imports } = useApp();
  const [name, setName] = createSignal('');
  const [text, setText] = createSignal('');

  function read(event: SubmitEvent): void {
    event.preventDefault();
    if (text().trim() === '') return;
    imports.add([new File([text()], nameTextFile(name()), { type: 'text/plain' })], { format: 'report-text' });
    scrollTo(0, 0);
    props.onDone();
  }

  return (
    <form class="paste-report" onSubmit={read} aria-label="Paste a report’s text">
      <Field label="What to call it">
        {(id) => (
          <TextInput id={id} value={name()} onChange={setName} placeholder="As its first line says" maxLength={120} />
        )}
      </Field>
      <Field
        label="Its text"
        hint="It stays on this device. Techniques, groups, software and indicators in it are found once it is imported."
      >
        {(id) => <TextInput id={id} value={text()} onChange={setText} rows={8} />}
      </Field>
      <div class="threat-actions">
        <Button kind="primary" type="submit" disabled={text().trim() === ''}>
          Read it
        </Button>
        <Button onClick={() => props.onDone()}>Cancel</Button>
      </div>
    </form>
  );
}
