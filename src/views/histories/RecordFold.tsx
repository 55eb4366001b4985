import { createMemo, For, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { matchedFields } from '../../domain/history/pattern-fields';
import { describeRecord } from '../../domain/history/record-words';
import type { MatchedRecord } from '../../state/history';
import { Fold } from '../pieces/Fold';

/** One record, whole: every field that is stored, where it stands in its file, and the line itself where it is known. */
export function RecordFold(props: { readonly record: MatchedRecord }) {
  const record = () => props.record;
  const present = createMemo(() => new Set(record().fields.map(([field]) => field)));
  const matches = createMemo(() =>
    record().matches.map((match) => ({ ...match, in: matchedFields(match, present()) })),
  );
  const matched = createMemo(() => new Set(matches().flatMap((match) => match.in)));
  return (
    <Fold summary={<span class="record-fold-line">{describeRecord(record().fields, record().time)}</span>}>
      <Show when={record().matches.length > 0}>
        <p class="history-quiet">
          Found by{' '}
          {matches()
            .map((match) => {
              const where = match.type === 'pattern' ? ', which compares ' : ' in ';
              const fields = match.in.length === 0 ? '' : `${where}${match.in.join(', ')}`;
              return `${typeWord(match.type)} ${match.value}${fields}`;
            })
            .join('; ')}
        </p>
      </Show>
      <dl class="history-facts record-fold-facts">
        <For each={record().fields}>
          {([field, value]) => (
            <>
              <dt>{field}</dt>
              <dd class="history-value" data-matched={matched().has(field) ? '' : undefined}>
                {value}
                <Show when={matched().has(field)}>
                  <span class="visually-hidden"> (matched)</span>
                </Show>
              </dd>
            </>
          )}
        </For>
        <dt>Stands in</dt>
        <dd>
          {record().fileName}
          <Show when={record().member !== '' && record().member !== record().fileName}>, {record().member}</Show>, line{' '}
          {formatCount(record().line)}, byte {formatCount(record().offset)} ({formatCount(record().length)} long)
        </dd>
        <dt>SHA-256</dt>
        <dd class="history-value">{record().sha256}</dd>
      </dl>
      <Show when={record().source}>
        {(source) => (
          <>
            <p class="history-quiet">The line itself</p>
            <pre class="history-source" tabindex="0">
              {source()}
            </pre>
          </>
        )}
      </Show>
    </Fold>
  );
}
