import { createSignal, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { describePlace, type Issue } from '../../domain/result';

const FIRST = 8;

/** "Row 8, column Hosts: lots; row 19, column Share: 130%" – the first places, then all. */
export function IssuePlaces(props: { readonly issues: readonly Issue[] }) {
  const [isAll, setAll] = createSignal(false);
  // One or two more are shorter than the words that would hide them.
  const limit = () => (isAll() || props.issues.length <= FIRST + 2 ? props.issues.length : FIRST);
  return (
    <span>
      <For each={props.issues.slice(0, limit())}>
        {(issue, position) => (
          <>
            {position() === 0 ? begin(issue.place) : `; ${describePlace(issue.place)}`}
            <Show when={issue.found}>
              : <code class="issue-list-found">{issue.found}</code>
            </Show>
          </>
        )}
      </For>
      <Show when={limit() < props.issues.length}>
        {' '}
        <button type="button" class="issue-list-all" onClick={() => setAll(true)}>
          and {formatCount(props.issues.length - limit())} more places
        </button>
      </Show>
      .
    </span>
  );
}

/** A path is written as it stands in the file. */
function begin(place: Issue['place']): string {
  return place.kind === 'path' ? place.path : capitalise(describePlace(place));
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
