import { createSignal, Match, Show, Switch } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { SENSOR_FORMATS, type SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import { useApp } from '../../state/app-state';
import { type ListedQueries, saveQueries, type WatchlistLanguage, writeQueries } from '../../state/history';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { ProgressLine } from '../pieces/ProgressLine';
import { SelectInput } from '../pieces/SelectInput';
import { createFollowed } from './create-followed';
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
  const { underWay, run: follow } = createFollowed();
  const [saving, setSaving] = createSignal<string | null>(null);
  const { text, problem } = createWritten(
    () => ({ id: props.watchlist, language: props.language, after: app.workspace.history() }),
    ({ id, language }) =>
      follow('Writing the queries', async (tell) => ({
        language,
        queries: await writeQueries(app, id, language, tell),
      })),
  );
  /** What was asked before is not shown as an answer to what is asked now. */
  const current = () => (text()?.language === props.language ? text() : null);

  async function save(only: string | null): Promise<void> {
    setSaving(null);
    try {
      await follow('Writing the files', (tell) => saveQueries(app, props.watchlist, props.language, only, tell));
    } catch (error) {
      setSaving(`Nothing was saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return (
    <>
      <Show when={underWay()}>
        {(work) => <ProgressLine label={work().label} done={work().share} total={1} startedAt={work().startedAt} />}
      </Show>
      <Switch>
        <Match when={problem()}>{(words) => <p role="alert">It could not be written: {words()}</p>}</Match>
        <Match when={current()}>
          {(written) => (
            <>
              <QueriesShown queries={written().queries} onSave={(only) => void save(only)} />
              <Show when={saving()}>{(words) => <p role="alert">{words()}</p>}</Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  );
}

function QueriesShown(props: { readonly queries: ListedQueries; readonly onSave: (only: string | null) => void }) {
  const files = () => props.queries.files;
  return (
    <>
      <p role="status">
        <Show when={files().length > 0} fallback="Nothing of this list can be asked there.">
          {formatCounted(props.queries.values, 'value')} in {formatCounted(files().length, 'file')}; a value stands in
          each that may hold it. <span class="history-quiet">{props.queries.limit}</span>
        </Show>
      </p>
      <LeftOut left={props.queries.left} />
      <WrittenFiles files={files()} onSave={props.onSave} />
    </>
  );
}
