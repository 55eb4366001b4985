import { For, Show } from 'solid-js';
import type { Preview } from './import-types';
import { describeCounts } from './import-words';

export interface ImportFactsProps {
  readonly formatName: string;
  readonly counts: Preview['counts'];
  readonly issueCounts?: Readonly<Record<string, number>> | undefined;
  readonly brought: readonly string[];
  readonly isDone: boolean;
}

/** Recognised as what, how much of it was kept, and what that amounts to: the same lines before and after. */
export function ImportFacts(props: ImportFactsProps) {
  return (
    <dl class="import-facts">
      <dt>Recognised as</dt>
      <dd>{props.formatName}</dd>
      <dt>Read</dt>
      <dd>{describeCounts(props.counts, props.issueCounts)}</dd>
      <Show when={props.brought.length > 0}>
        <dt>{props.isDone ? 'Brought' : 'Would bring'}</dt>
        <dd>
          <ul class="import-facts-list">
            <For each={props.brought}>{(line) => <li>{line}</li>}</For>
          </ul>
        </dd>
      </Show>
    </dl>
  );
}
