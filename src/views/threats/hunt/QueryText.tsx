import { Show } from 'solid-js';
import { LANGUAGE_NAMES } from '../../../domain/threats/hunt-words';
import { Button } from '../../pieces/Button';
import { createCopy } from '../../pieces/create-copy';
import type { ShownQuery } from './step-queries';

/** A query to take along. */
export function QueryText(props: { readonly query: ShownQuery }) {
  let text: HTMLPreElement | undefined;
  const copy = createCopy(
    () => props.query.text,
    () => text,
  );

  return (
    <figure class="hunt-query">
      <figcaption>
        <span>
          <b>{LANGUAGE_NAMES[props.query.language]}</b> <span class="threat-id">{props.query.logSource}</span>
        </span>
        <Button kind="quiet" title="Copy the query" onClick={() => void copy.run()}>
          <span role="status">{copy.words()}</span>
        </Button>
      </figcaption>
      <pre ref={text} tabindex="0">
        {props.query.text}
      </pre>
      <Show when={props.query.note}>{(note) => <p class="hunt-query-note">{note()}</p>}</Show>
    </figure>
  );
}
