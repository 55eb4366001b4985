import { createSignal, Show } from 'solid-js';
import { Button } from './Button';
import './CopyText.css';

/** Above this only the beginning is shown: a page does not lay out megabytes. What is copied or saved is whole. */
const SHOWN = 20_000;

/** A text to take along: copied, or saved as a file. */
export function CopyText(props: { readonly title: string; readonly text: string; readonly onSave?: () => void }) {
  const [state, setState] = createSignal<'idle' | 'copied' | 'selected'>('idle');
  let text: HTMLPreElement | undefined;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.text);
      setState('copied');
    } catch {
      // Over plain HTTP there is no clipboard: what is selected can be copied by hand.
      if (text !== undefined) window.getSelection()?.selectAllChildren(text);
      setState('selected');
    }
  }

  return (
    <figure class="copy-text">
      <figcaption>
        <b>{props.title}</b>
        <span>
          <Button kind="quiet" label={`Copy ${props.title}`} onClick={() => void copy()}>
            <span role="status">
              {state() === 'copied' ? 'Copied' : state() === 'selected' ? 'Selected: copy it' : 'Copy'}
            </span>
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
