import { createMemo, createSignal, Show } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { goTo } from '../../state/route';
import { createWidth, fitColumns } from '../inventory/fit-columns';
import { AnswerLine } from '../pieces/AnswerLine';
import { DataTable } from '../pieces/DataTable';
import { TextInput } from '../pieces/TextInput';
import { SIGNAL_COLUMNS } from './alert-columns';
import { useAlerts } from './alert-scope';

/** All signals of the last run, those that stand alone among them. */
export function SignalsPart(props: { readonly opened: string | null }) {
  const { signals, run } = useAlerts();
  const [words, setWords] = createSignal('');
  const rows = createMemo(() => {
    const wanted = words().trim().toLowerCase();
    return (signals() ?? []).filter(
      ({ host, peer, title }) => wanted === '' || `${host} ${peer ?? ''} ${title}`.toLowerCase().includes(wanted),
    );
  });
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(SIGNAL_COLUMNS, width()));
  const missing = () => (run()?.distillation.signals ?? 0) - (signals()?.length ?? 0);
  return (
    <>
      <AnswerLine>{formatCounted(signals()?.length ?? 0, 'signal')} of the last run.</AnswerLine>
      <Show when={missing() > 0}>
        <p class="history-note">{formatCount(missing())} weaker ones are counted and not kept.</p>
      </Show>
      <div class="history-filters">
        <TextInput
          label="Find a signal"
          type="search"
          placeholder="Host or signal"
          value={words()}
          onChange={setWords}
        />
      </div>
      <div ref={observeWidth}>
        <DataTable
          label="Signals"
          noun={rows().length === 1 ? 'signal' : 'signals'}
          order="surest first"
          rows={rows()}
          columns={columns()}
          rowKey={({ id }) => id}
          opened={props.opened}
          onOpen={({ id }) => goTo('alerts', 'signals', id)}
          empty={<p class="history-note">No signal is like that.</p>}
        />
      </div>
    </>
  );
}
