import { createEffect, createSignal, For, Match, on, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { useApp } from '../../state/app-state';
import { type WatchlistLanguage, type WatchlistQueries, writeWatchlist } from '../../state/history';
import { saveFile } from '../../state/save-file';
import { Button } from '../pieces/Button';
import { CopyText } from '../pieces/CopyText';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { SelectInput } from '../pieces/SelectInput';
import { Later } from '../pieces/turns';
import { LANGUAGES } from './watchlist-words';

/** Where the logs live elsewhere: the same list for that engine, cut to its limits, and what of it cannot be asked there. */
export function WriteAs(props: { readonly watchlist: string }) {
  const app = useApp();
  const [isOpen, setOpen] = createSignal(false);
  const [language, setLanguage] = createSignal<WatchlistLanguage>('sigma');
  const [queries, setQueries] = createSignal<WatchlistQueries | null>(null);
  const [problem, setProblem] = createSignal<string | null>(null);
  let latest = 0;

  createEffect(
    on([isOpen, language, () => props.watchlist, app.workspace.history], ([open, wanted, id]) => {
      const turn = ++latest;
      if (!open) return;
      setProblem(null);
      writeWatchlist(app, id, wanted).then(
        (written) => turn === latest && setQueries(written),
        (error: unknown) => {
          if (turn !== latest) return;
          setQueries(null);
          setProblem(error instanceof Error ? error.message : String(error));
        },
      );
    }),
  );

  return (
    <Fold summary="Write it as a query, for logs that live elsewhere" kind="head" onToggle={setOpen}>
      <div class="history-panel">
        <Field
          label="Write as"
          hint="Run it there and export what it finds: the exported result is imported here like any history, and searched with this list."
        >
          {(id) => <SelectInput id={id} value={language()} options={LANGUAGES} onChange={setLanguage} />}
        </Field>
        <Switch
          fallback={
            <p class="history-quiet" role="status">
              Writing…
            </p>
          }
        >
          <Match when={problem()}>{(words) => <p role="alert">It could not be written: {words()}</p>}</Match>
          <Match when={queries()}>{(written) => <WrittenQueries queries={written()} />}</Match>
        </Switch>
      </div>
    </Fold>
  );
}

function WrittenQueries(props: { readonly queries: WatchlistQueries }) {
  const files = () => props.queries.files;
  function saveAll(): void {
    for (const { name, text } of files()) saveFile({ name, text, mediaType: 'text/plain' });
  }
  return (
    <>
      <p>
        <Show when={files().length > 0} fallback="Nothing of this list can be asked there.">
          {formatCounted(props.queries.values, 'value')} in {formatCounted(files().length, 'file')}; a value stands in
          each that may hold it. <span class="history-quiet">{props.queries.limit}</span>
        </Show>
      </p>
      <Show when={props.queries.left.length > 0}>
        <p>Left out:</p>
        <ul class="history-list">
          <For each={props.queries.left}>
            {({ type, count, reason }) => (
              <li>
                {formatCount(count)} {typeWord(type)}: <span class="history-quiet">{reason}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={files().length > 1}>
        <div class="history-actions">
          <Button onClick={saveAll}>Save all {formatCount(files().length)}</Button>
        </div>
      </Show>
      <For each={files().slice(0, 20)}>
        {(file) => (
          // Each is pages of text to lay out.
          <Later>
            <CopyText
              title={`${file.name}, ${formatCounted(file.values, 'value')}`}
              text={file.text}
              onSave={() => saveFile({ name: file.name, text: file.text, mediaType: 'text/plain' })}
            />
          </Later>
        )}
      </For>
    </>
  );
}
