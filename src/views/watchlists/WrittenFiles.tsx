import { For, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { saveFile } from '../../state/save-file';
import { CopyText } from '../pieces/CopyText';
import { Later } from '../pieces/turns';

interface TextFile {
  readonly name: string;
  readonly text: string;
  readonly values: number;
}

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

/** The first files as texts to copy or save. */
export function WrittenFiles(props: { readonly files: readonly TextFile[] }) {
  return (
    <For each={props.files.slice(0, 20)}>
      {(file) => (
        // Each is pages of text to lay out.
        <Later>
          <CopyText
            title={file.values === 0 ? file.name : `${file.name}, ${formatCounted(file.values, 'value')}`}
            text={file.text}
            onSave={() => saveFile({ name: file.name, text: file.text, mediaType: 'text/plain' })}
          />
        </Later>
      )}
    </For>
  );
}
