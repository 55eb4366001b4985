import { For, Show } from 'solid-js';
import { formatBytes } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { IssueList } from '../pieces/IssueList';
import { chooseFiles } from '../shell/ImportButton';
import type { ChosenFormat, RefusedItem } from './import-types';
import { READ_AS_WORDS } from './read-as-words';

const RECOGNITION = new Set(['format-unknown', 'table-unknown', 'format-not-imported', 'indicators-none']);
const AS_TEXT: readonly ChosenFormat[] = ['indicator-list', 'report-text'];
/** It has columns, so it may be a table of anything. */
const AS_TABLE: readonly ChosenFormat[] = [
  'indicator-list',
  'indicator-table',
  'table-log',
  'inventory-csv',
  'report-text',
];

/** A file that cannot be imported: what is wrong and where, what is safe, what to do. */
export function ImportRefusal(props: { readonly item: RefusedItem }) {
  const { imports } = useApp();
  // Text that looks like nothing we know, or like something else.
  const mayBeText = () => props.item.issues.some(({ code }) => RECOGNITION.has(code));
  const offered = () =>
    props.item.issues.some(({ code }) => code === 'table-unknown' || code === 'format-not-imported')
      ? AS_TABLE
      : AS_TEXT;
  return (
    <section aria-label={`Refused: ${props.item.file.name}`}>
      <h3 class="import-panel-file">
        {props.item.file.name} <span class="import-panel-size">{formatBytes(props.item.file.size)}</span>
      </h3>
      <p class="import-panel-verdict" data-kind="refused">
        Not imported. Nothing was written into your workspace: what you had is as it was.
      </p>
      <IssueList issues={props.item.issues} />
      <div class="import-panel-actions">
        <Button
          kind="primary"
          onClick={() => {
            imports.dismiss(props.item.file);
            chooseFiles();
          }}
        >
          Choose another file
        </Button>
        <Button
          onClick={() => {
            imports.dismiss(props.item.file);
            imports.add([props.item.file]);
          }}
        >
          Read again
        </Button>
        <Show when={mayBeText()}>
          <For each={offered()}>
            {(format) => (
              <Button
                onClick={() => {
                  imports.dismiss(props.item.file);
                  imports.add([props.item.file], { format });
                }}
              >
                Read it as {READ_AS_WORDS[format]}
              </Button>
            )}
          </For>
        </Show>
        <Button onClick={() => imports.dismiss(props.item.file)}>Close</Button>
      </div>
    </section>
  );
}
