import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { SENSOR_FORMATS, type SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import { useApp } from '../../state/app-state';
import { type WatchlistLanguage, type WatchlistQueries, writeWatchlist } from '../../state/history';
import { saveFile } from '../../state/save-file';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { SelectInput } from '../pieces/SelectInput';
import { createWritten } from './create-written';
import { SensorFiles } from './SensorFiles';
import { LeftOut, WrittenFiles } from './WrittenFiles';
import { LANGUAGES } from './watchlist-words';

/** The same list elsewhere: as queries for the engine where the logs live, or as files for sensors. */
export function WriteAs(props: { readonly watchlist: string }) {
  const [isOpen, setOpen] = createSignal(false);
  const [choice, setChoice] = createSignal<WatchlistLanguage | SensorFormat>('sigma');
  const format = () => SENSOR_FORMATS.find((each) => each === choice()) ?? null;
  const language = (): WatchlistLanguage | null => {
    const chosen = choice();
    return isSensorFormat(chosen) ? null : chosen;
  };

  return (
    <Fold summary="Write it as a query for logs elsewhere, or as rules for sensors" kind="head" onToggle={setOpen}>
      <div class="history-panel">
        <Field
          label="Write as"
          hint={
            language() === null
              ? 'What sensors watch for from now on; only what is in force today and may be passed on.'
              : 'Run it there and export what it finds: the exported result is imported here like any history, and searched with this list.'
          }
        >
          {(id) => <SelectInput id={id} value={choice()} options={LANGUAGES} onChange={setChoice} />}
        </Field>
        <Show when={isOpen()}>
          <Switch>
            <Match when={format()}>{(chosen) => <SensorFiles watchlist={props.watchlist} format={chosen()} />}</Match>
            <Match when={language()}>{(chosen) => <Queries watchlist={props.watchlist} language={chosen()} />}</Match>
          </Switch>
        </Show>
      </div>
    </Fold>
  );
}

function isSensorFormat(choice: WatchlistLanguage | SensorFormat): choice is SensorFormat {
  return (SENSOR_FORMATS as readonly string[]).includes(choice);
}

function Queries(props: { readonly watchlist: string; readonly language: WatchlistLanguage }) {
  const app = useApp();
  const { text, problem } = createWritten(
    () => ({ id: props.watchlist, language: props.language, after: app.workspace.history() }),
    ({ id, language }) => writeWatchlist(app, id, language),
  );
  return (
    <Switch
      fallback={
        <p class="history-quiet" role="status">
          Writing…
        </p>
      }
    >
      <Match when={problem()}>{(words) => <p role="alert">It could not be written: {words()}</p>}</Match>
      <Match when={text()}>{(written) => <WrittenQueries queries={written()} />}</Match>
    </Switch>
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
      <LeftOut left={props.queries.left} />
      <Show when={files().length > 1}>
        <div class="history-actions">
          <Button onClick={saveAll}>Save all {formatCount(files().length)}</Button>
        </div>
      </Show>
      <WrittenFiles files={files()} />
    </>
  );
}
