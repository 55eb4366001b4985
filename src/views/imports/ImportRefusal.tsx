import { Show } from 'solid-js';
import { formatBytes } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { IssueList } from '../pieces/IssueList';
import { chooseFiles } from '../shell/ImportButton';
import type { RefusedItem } from './import-types';

const RECOGNITION = new Set(['format-unknown', 'table-unknown', 'format-not-imported']);

/** A file that cannot be imported: what is wrong and where, what is safe, what to do. */
export function ImportRefusal(props: { readonly item: RefusedItem }) {
  const { imports } = useApp();
  // Text that looks like nothing we know, or like something else.
  const mayBeText = () => props.item.issues.some(({ code }) => RECOGNITION.has(code));
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
          <Button
            onClick={() => {
              imports.dismiss(props.item.file);
              imports.add([props.item.file], { format: 'report-text' });
            }}
          >
            Read it as the text of a report
          </Button>
        </Show>
        <Button onClick={() => imports.dismiss(props.item.file)}>Close</Button>
      </div>
    </section>
  );
}
