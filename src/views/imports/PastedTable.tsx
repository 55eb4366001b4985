import { createMemo, For, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { readPastedCells } from '../../domain/pasted-cells';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import type { PastedItem } from './import-types';

const FIRST = 3;
const WIDEST = 6;
/** A list of one column is a list of products, unless its column is given another meaning. */
const LONE_HEADER = 'Product';
const SPARE_HEADER = 'Notes';

/** Pasted cells whose first line may be their headers or the first row: only the analyst knows. */
export function PastedTable(props: { readonly item: PastedItem }) {
  const { imports } = useApp();
  const rows = createMemo(() => readPastedCells(props.item.text.slice(0, 20_000)));
  const width = createMemo(() => rows().reduce((widest, { length }) => Math.max(widest, length), 0));
  const lines = () => props.item.text.trimEnd().split(/\r\n|\r|\n/).length;

  function take(text: string): void {
    imports.dismiss(props.item.file);
    imports.add([new File([text], props.item.file.name, { type: 'text/tab-separated-values' })]);
  }

  /** One column alone is no table to any reader: an empty one beside it makes it one. */
  function takeLines(headers: readonly string[]): void {
    const cells = readPastedCells(props.item.text);
    const quote = (cell: string) => (/["\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const list = headers.length === 1 ? cells : cells.slice(1);
    const header = headers[0] ?? cells[0]?.[0] ?? '';
    take([`${quote(header)}\t${SPARE_HEADER}`, ...list.map(([cell = '']) => `${quote(cell)}\t`)].join('\n'));
  }

  function takeWithHeaders(): void {
    if (width() === 1) takeLines([]);
    else take(props.item.text);
  }

  function nameColumns(): void {
    if (width() === 1) takeLines([LONE_HEADER]);
    else take(`${Array.from({ length: width() }, (_, at) => `Column ${at + 1}`).join('\t')}\n${props.item.text}`);
  }

  return (
    <section aria-label="Pasted cells">
      <h3 class="import-panel-file">
        Pasted <span class="import-panel-size">{formatCounted(lines(), 'line')}</span>
      </h3>
      <p class="import-panel-hint">Do the headers of the columns stand in the first line?</p>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <tbody>
            <For each={rows().slice(0, FIRST)}>
              {(row) => (
                <tr>
                  <For each={row.slice(0, WIDEST)}>{(cell) => <td>{cell}</td>}</For>
                  <Show when={row.length > WIDEST}>
                    <td>…</td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <div class="import-panel-actions">
        <Button kind="primary" onClick={takeWithHeaders}>
          Yes, these are headers
        </Button>
        <Button onClick={nameColumns}>No, the first line is a row</Button>
        <Button kind="quiet" onClick={() => imports.dismiss(props.item.file)}>
          Discard
        </Button>
      </div>
    </section>
  );
}
