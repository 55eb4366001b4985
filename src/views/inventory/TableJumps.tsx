import { For } from 'solid-js';
import { formatCount } from '../../domain/format';
import './TableJumps.css';

/** Shortcuts past long tables. Buttons: the address behind the # belongs to the screens. */
export function TableJumps(props: {
  readonly tables: readonly { readonly heading: string; readonly title: string; readonly rows: number }[];
}) {
  return (
    <nav aria-label="Tables on this screen">
      <ul class="table-jumps">
        <For each={props.tables}>
          {({ heading, title, rows }) => (
            <li>
              <button type="button" class="table-jumps-link" onClick={() => jumpTo(heading)}>
                {title} ({formatCount(rows)})
              </button>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

/** The focus goes along, so that the next Tab is in the table. */
function jumpTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}
