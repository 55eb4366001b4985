import { Show } from 'solid-js';
import { Button } from './Button';
import { createCopy } from './create-copy';
import './CopyText.css';

/** Above this only the beginning is shown: a page does not lay out megabytes. What is copied or saved is whole. */
const SHOWN = 20_000;

/** A text to take along: copied, or saved as a file. */
export function CopyText(props: { readonly title: string; readonly text: string; readonly onSave?: () => void }) {
  let text: HTMLPreElement | undefined;
  const copy = createCopy(
    () => props.text,
    () => text,
  );

  return (
    <figure class="copy-text">
      <figcaption>
        <b>{props.title}</b>
        <span>
          <Button kind="quiet" label={`Copy ${props.title}`} onClick={() => void copy.run()}>
            <span role="status">{copy.words()}</span>
          </Button>
          <Show when={props.onSave}>
            {(save) => (
              <Button kind="quiet" label={`Save ${props.title}`} onClick={() => save()()}>
                Save
              </Button>
            )}
          </Show>
        </span>
      </figcaption>
      <pre ref={text} tabindex="0">
        {props.text.slice(0, SHOWN)}
        <Show when={props.text.length > SHOWN}>{'\n…'}</Show>
      </pre>
    </figure>
  );
}
