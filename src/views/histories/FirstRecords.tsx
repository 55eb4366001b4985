import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { createRecords } from '../../state/history';
import { Button } from '../pieces/Button';
import { Fold } from '../pieces/Fold';
import { RecordFold } from './RecordFold';

const PAGE = 20;

/** Records of a history as they are stored, a page at a time, from the oldest on. */
export function FirstRecords(props: { readonly history: string; readonly rows: number }) {
  const [isOpen, setOpen] = createSignal(false);
  const [offset, setOffset] = createSignal(0);
  const records = createRecords(useApp(), () =>
    isOpen() && props.rows > 0 ? { history: props.history, offset: offset(), limit: PAGE } : null,
  );
  const last = () => Math.min(props.rows, offset() + PAGE);
  return (
    <Fold
      summary="Records"
      kind="head"
      state={`${formatCount(Math.min(props.rows, offset() + 1))} to ${formatCount(last())} of ${formatCount(props.rows)}`}
      onToggle={setOpen}
    >
      <Switch
        fallback={
          <p class="history-quiet" role="status">
            {isOpen() && props.rows > 0 ? 'Reading…' : ''}
          </p>
        }
      >
        <Match when={records.problem()}>{(problem) => <p role="alert">{problem()}</p>}</Match>
        <Match when={records.answer()}>
          {(rows) => <For each={rows()}>{(record) => <RecordFold record={record} />}</For>}
        </Match>
      </Switch>
      <Show when={props.rows > PAGE}>
        <div class="history-actions">
          <Button disabled={offset() === 0} onClick={() => setOffset((before) => Math.max(0, before - PAGE))}>
            Earlier
          </Button>
          <Button disabled={last() >= props.rows} onClick={() => setOffset((before) => before + PAGE)}>
            Later
          </Button>
        </div>
      </Show>
    </Fold>
  );
}
