import { createSignal, Show } from 'solid-js';
import { Button } from '../../pieces/Button';
import { LANGUAGE_WORDS } from './hunt-words';
import type { ShownQuery } from './sheet-items';

/** A query to take along. */
export function QueryText(props: { readonly query: ShownQuery }) {
  const [state, setState] = createSignal<'idle' | 'copied' | 'selected'>('idle');
  let text: HTMLPreElement | undefined;

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.query.text);
      setState('copied');
    } catch {
      // Over plain HTTP there is no clipboard: what is selected can be copied by hand.
      if (text !== undefined) window.getSelection()?.selectAllChildren(text);
      setState('selected');
    }
  }

  return (
    <figure class="hunt-query">
      <figcaption>
        <span>
          <b>{LANGUAGE_WORDS[props.query.language]}</b> <span class="threat-id">{props.query.logSource}</span>
        </span>
        <Button kind="quiet" title="Copy the query" onClick={() => void copy()}>
          <span role="status">
            {state() === 'copied' ? 'Copied' : state() === 'selected' ? 'Selected: copy it' : 'Copy'}
          </span>
        </Button>
      </figcaption>
      <pre ref={text} tabindex="0">
        {props.query.text}
      </pre>
      <Show when={props.query.note}>{(note) => <p class="hunt-query-note">{note()}</p>}</Show>
    </figure>
  );
}
