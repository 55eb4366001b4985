import { createSignal, For, Show } from 'solid-js';
import { formatCount, formatCounted, formatDate } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import { nameTlp } from '../../domain/threats/tlp';
import type { ValueContext } from '../../state/history';
import { linkTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { TlpMark } from '../pieces/TlpMark';
import { describeTimes } from './indicator-words';

const FIRST = 6;

/** What is known of a value: each source for itself, side by side, then what is known of it here. */
export function ValueContextView(props: { readonly context: ValueContext }) {
  const { nameList, nameSearch } = useHistories();
  const [isAll, setAll] = createSignal(false);
  const context = () => props.context;
  const statements = () => (isAll() ? context().statements : context().statements.slice(0, FIRST));
  return (
    <div class="value-context">
      <Show when={context().benign}>
        {(benign) => (
          <p class="value-known" data-kind="benign">
            <b>Marked benign here</b>
            <Show when={benign().author !== ''}> by {benign().author}</Show> on {formatDate(benign().at)}
            <Show when={benign().reason !== ''}>: {benign().reason}</Show>
          </p>
        )}
      </Show>
      <Show when={context().warninglists.length > 0}>
        <p class="value-known" data-kind="benign">
          <b>On {formatCounted(context().warninglists.length, 'warninglist')}:</b>{' '}
          {context()
            .warninglists.map(({ name }) => name)
            .join('; ')}
        </p>
      </Show>
      <Show
        when={context().statements.length > 0}
        fallback={<p class="history-quiet">No imported file says anything of it.</p>}
      >
        <ul class="value-sources">
          <For each={statements()}>{(said) => <Source said={said} />}</For>
        </ul>
        <Show when={context().statements.length > statements().length}>
          <Button kind="quiet" onClick={() => setAll(true)}>
            All {formatCount(context().statements.length)} statements
          </Button>
        </Show>
      </Show>
      <Show when={context().reports.length > 0}>
        <p>
          Named in{' '}
          <For each={context().reports}>
            {(report, at) => (
              <>
                {at() > 0 ? '; ' : ''}
                <a href={linkTo('threats', report.id, 'reading')} title={report.context}>
                  {report.name}
                </a>
              </>
            )}
          </For>
        </p>
      </Show>
      <Show when={context().watchlists.length > 0}>
        <p>
          Watched on{' '}
          <For each={context().watchlists}>
            {(list, at) => (
              <>
                {at() > 0 ? ', ' : ''}
                <a href={linkTo('watchlists', list.id)}>{nameList(list.id)}</a>
              </>
            )}
          </For>
        </p>
      </Show>
      <Show when={context().sightings.length > 0}>
        <p>
          Seen:{' '}
          <For each={context().sightings}>
            {(seen, at) => (
              <>
                {at() > 0 ? '; ' : ''}
                <a href={linkTo('hunts', seen.search, context().type, context().value)}>{nameSearch(seen.search)}</a>{' '}
                {formatCounted(seen.count, 'record')}
                <Show when={seen.lastSeen}>{(last) => <>, last {formatMoment(last())}</>}</Show>
              </>
            )}
          </For>
        </p>
      </Show>
    </div>
  );
}

type Said = ValueContext['statements'][number];

/** One source's statement: who, what, how sure, when; links as text, since they are somebody else's. */
function Source(props: { readonly said: Said }) {
  const said = () => props.said;
  return (
    <li class="value-source">
      <p class="value-source-head">
        <b>{said().saidBy || said().source}</b>
        <Show when={said().saidBy !== '' && said().saidBy !== said().source}>
          <span class="history-quiet">in {said().source}</span>
        </Show>
        <Show when={said().tlp}>{(level) => <TlpMark tlp={nameTlp(level())} />}</Show>
      </p>
      <Show when={said().comment !== ''}>
        <p>{said().comment}</p>
      </Show>
      <Show when={said().labels.length > 0}>
        <p class="history-quiet">{said().labels.join(', ')}</p>
      </Show>
      <p class="history-quiet">
        {[
          said().confidence === null ? 'confidence not said' : `confidence ${said().confidence}`,
          describeTimes(said()),
          `${said().place}`,
        ]
          .filter((part) => part !== '')
          .join('; ')}
        <Show when={said().written !== said().value}>
          ; written <span class="history-value">{said().written}</span>
        </Show>
      </p>
      <Show when={said().techniques.length > 0}>
        <p class="history-quiet">
          Techniques:{' '}
          <For each={said().techniques}>
            {(technique, at) => (
              <>
                {at() > 0 ? ', ' : ''}
                <Show when={/^T\d{4}(?:\.\d{3})?$/.test(technique)} fallback={technique}>
                  <a href={linkTo('coverage', technique)}>{technique}</a>
                </Show>
              </>
            )}
          </For>
        </p>
      </Show>
      <Show when={said().coursesOfAction.length > 0}>
        <p class="history-quiet">What to do: {said().coursesOfAction.join('; ')}</p>
      </Show>
      <Show when={said().references.length > 0}>
        <p class="history-quiet">{said().references.join('  ')}</p>
      </Show>
    </li>
  );
}
