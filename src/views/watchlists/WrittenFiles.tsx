import { For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import type { ListedFile } from '../../state/history';
import { Button } from '../pieces/Button';
import { CopyText } from '../pieces/CopyText';
import { Fold } from '../pieces/Fold';
import { Later } from '../pieces/turns';

/** What a format has no place for, by type, with the reason. */
export function LeftOut(props: {
  readonly left: readonly { readonly type: string; readonly count: number; readonly reason: string }[];
}) {
  return (
    <Show when={props.left.length > 0}>
      <p>Left out:</p>
      <ul class="history-list">
        <For each={props.left}>
          {({ type, count, reason }) => (
            <li>
              {formatCount(count)} {typeWord(type)}: <span class="history-quiet">{reason}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** Files that are listed by themselves; of more, all are in the archive. */
const LISTED = 100;

/** Files by their beginnings, to be saved one by one or all together; a short one can be copied as it stands. */
export function WrittenFiles(props: {
  readonly files: readonly ListedFile[];
  /** @param only `null`: all files */
  readonly onSave: (only: string | null) => void;
}) {
  return (
    <>
      <Show when={props.files.length > 1}>
        <div class="history-actions">
          <Button onClick={() => props.onSave(null)}>Save all as ZIP</Button>
        </div>
      </Show>
      <ul class="history-list">
        <For each={props.files.slice(0, LISTED)}>
          {(file) => (
            <Later>
              <WrittenFile file={file} onSave={() => props.onSave(file.name)} />
            </Later>
          )}
        </For>
      </ul>
      <Show when={props.files.length > LISTED}>
        <p class="history-quiet">
          {formatCounted(props.files.length - LISTED, 'more file')}: all are in the archive that “Save all as ZIP”
          gives.
        </p>
      </Show>
    </>
  );
}

function WrittenFile(props: { readonly file: ListedFile; readonly onSave: () => void }) {
  const isWhole = () => props.file.beginning.length === props.file.length;
  return (
    <li>
      <div class="history-actions">
        <span class="history-value">{props.file.name}</span>
        <Show when={props.file.values > 0}>
          <span class="history-quiet">{formatCounted(props.file.values, 'value')}</span>
        </Show>
        <Button label={`Save ${props.file.name}`} onClick={props.onSave}>
          Save
        </Button>
      </div>
      <Fold summary={isWhole() ? `The text of ${props.file.name}` : `How ${props.file.name} begins`}>
        <Show
          when={isWhole()}
          fallback={
            <div class="copy-text">
              <pre tabindex="0">
                {props.file.beginning}
                {'\n…'}
              </pre>
            </div>
          }
        >
          <CopyText title={props.file.name} text={props.file.beginning} />
        </Show>
      </Fold>
    </li>
  );
}
