import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { SIGHTING_RULE } from '../../domain/detection/alerts/sighting-signals';
import { formatCount, formatCounted } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import { createSignalRecords, type StoredSignal } from '../../state/alerts';
import { useApp } from '../../state/app-state';
import { linkTo } from '../../state/route';
import { RecordFold } from '../histories/RecordFold';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { KIND_WORDS, SEVERITY_WORDS } from './alert-words';

const STEP = 20;

/** One signal: what was measured, and the records it rests on, read when it is opened. */
export function SignalFold(props: { readonly signal: StoredSignal }) {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Fold summary={props.signal.title} state={props.signal.score.toFixed(2)} onToggle={setOpen}>
      <SignalFacts signal={props.signal} areRecordsShown={isOpen()} />
    </Fold>
  );
}

export function SignalFacts(props: { readonly signal: StoredSignal; readonly areRecordsShown: boolean }) {
  const signal = () => props.signal;
  return (
    <>
      <p>{signal().why}.</p>
      <dl class="history-facts">
        <dt>Kind</dt>
        <dd>
          {KIND_WORDS[signal().kind]}, severity {SEVERITY_WORDS[signal().severity].toLowerCase()}
        </dd>
        <Show when={signal().peer}>
          {(peer) => (
            <>
              <dt>Other side</dt>
              <dd class="history-value">{peer()}</dd>
            </>
          )}
        </Show>
        <dt>Seen</dt>
        <dd>
          {formatMoment(signal().first)} to {formatMoment(signal().last)}
        </dd>
      </dl>
      <Show when={props.areRecordsShown}>
        <Records signal={signal()} />
      </Show>
    </>
  );
}

function Records(props: { readonly signal: StoredSignal }) {
  const [limit, setLimit] = createSignal(STEP);
  const isStored = () => props.signal.kind !== 'sighting';
  const records = createSignalRecords(useApp(), () => (isStored() ? props.signal.id : null));
  return (
    <Switch
      fallback={
        <p class="history-quiet" role="status">
          Reading the records…
        </p>
      }
    >
      <Match when={!isStored()}>
        <p>
          <SearchLink signal={props.signal} />
        </p>
      </Match>
      <Match when={records.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
      <Match when={records.answer()}>
        {(answer) => (
          <>
            <p class="history-quiet">
              {formatCounted(answer().rows.length, 'record')} kept of {formatCount(props.signal.count)}
              <Show when={answer().gone > 0}>
                ; {formatCount(answer().gone)} are gone with the history they stood in
              </Show>
            </p>
            <For each={answer().rows.slice(0, limit())}>{(record) => <RecordFold record={record} />}</For>
            <Show when={answer().rows.length > limit()}>
              <Button onClick={() => setLimit(limit() + STEP)}>
                Show {formatCount(Math.min(STEP, answer().rows.length - limit()))} more
              </Button>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** Records of a sighting stand with its search. */
function SearchLink(props: { readonly signal: StoredSignal }) {
  const [kind, search = '', type = '', ...value] = props.signal.rule.split('|');
  return (
    <Show when={kind === SIGHTING_RULE} fallback="Its records were not kept.">
      <a href={linkTo('hunts', search, type, value.join('|'))}>Its records, in the search that found it</a>
    </Show>
  );
}
