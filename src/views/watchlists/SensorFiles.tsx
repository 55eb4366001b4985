import { createSignal, Match, Show, Switch } from 'solid-js';
import type { Audience } from '../../domain/indicators/sensor-rules/release-values';
import type { SensorFormat } from '../../domain/indicators/sensor-rules/write-sensor-rules';
import { useApp } from '../../state/app-state';
import { saveSensorRules, writeSensorRules } from '../../state/history';
import { Field } from '../pieces/Field';
import { ProgressLine } from '../pieces/ProgressLine';
import { SelectInput } from '../pieces/SelectInput';
import { createFollowed } from './create-followed';
import { createWritten } from './create-written';
import { SensorRulesShown } from './SensorRulesShown';
import { AUDIENCES } from './watchlist-words';

/** The list as files for sensors that watch from now on: what may go out to whom, and what stays here and why. */
export function SensorFiles(props: { readonly watchlist: string; readonly format: SensorFormat }) {
  const app = useApp();
  const [audience, setAudience] = createSignal<Audience>('own');
  const { underWay, run: follow } = createFollowed();
  const [saving, setSaving] = createSignal<string | null>(null);
  const asked = () => ({ format: props.format, audience: audience() });
  const { text, problem } = createWritten(
    // Whatever changes in the workspace may change what goes out.
    () => ({ id: props.watchlist, asked: asked(), after: [app.workspace.history(), app.workspace.watch()] }),
    ({ id, asked: wanted }) =>
      follow('Checking what may go out', async (tell) => ({
        format: wanted.format,
        audience: wanted.audience,
        rules: await writeSensorRules(app, id, wanted, tell),
      })),
  );
  /** What was asked before is not shown as an answer to what is asked now. */
  const current = () => {
    const written = text();
    return written?.format === props.format && written.audience === audience() ? written : null;
  };

  async function save(only: string | null): Promise<void> {
    setSaving(null);
    try {
      await follow('Writing the files', (tell) => saveSensorRules(app, props.watchlist, asked(), only, tell));
    } catch (error) {
      setSaving(`Nothing was saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return (
    <>
      <Field
        label="For whom"
        hint="What is marked more strictly stays here, and TLP:RED always does. What is not marked counts as TLP:AMBER."
      >
        {(id) => <SelectInput id={id} value={audience()} options={AUDIENCES} onChange={setAudience} />}
      </Field>
      <Show when={underWay()}>
        {(work) => <ProgressLine label={work().label} done={work().share} total={1} startedAt={work().startedAt} />}
      </Show>
      <Switch>
        <Match when={problem()}>{(words) => <p role="alert">It could not be written: {words()}</p>}</Match>
        <Match when={current()}>
          {(written) => (
            <>
              <SensorRulesShown rules={written().rules} format={written().format} onSave={(only) => void save(only)} />
              <Show when={saving()}>{(words) => <p role="alert">{words()}</p>}</Show>
            </>
          )}
        </Match>
      </Switch>
    </>
  );
}
